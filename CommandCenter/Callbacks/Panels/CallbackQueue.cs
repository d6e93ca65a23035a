using CommandCenter.Access;
using CommandCenter.Platform.Live;
using Microsoft.AspNetCore.Http.Extensions;

namespace CommandCenter.Callbacks.Panels;

/// <summary>Which part of the callbacks the queue shows.</summary>
public enum QueuePart
{
    /// <summary>Every call that is still to be made.</summary>
    Open,

    /// <summary>Past the promised instant.</summary>
    Overdue,

    /// <summary>In the reader's own hands.</summary>
    Mine,

    /// <summary>What ended today.</summary>
    Ended,
}

/// <summary>The question of the queue as it stands in the URL.</summary>
/// <param name="Part">Which part.</param>
/// <param name="Department">Only tickets of this lead department.</param>
/// <param name="Words">Only tickets with these words in number or title.</param>
public sealed record QueueQuery(QueuePart Part = QueuePart.Open, Guid? Department = null, string? Words = null)
{
    /// <summary>The page.</summary>
    public const string Page = "/callbacks";

    /// <summary>Its address.</summary>
    public string Address
    {
        get
        {
            var query = new QueryBuilder();
            if (Part != QueuePart.Open)
                query.Add("view", Part.ToString().ToLowerInvariant());
            if (Department is { } department)
                query.Add("department", department.ToString());
            if (!string.IsNullOrWhiteSpace(Words))
                query.Add("q", Words);
            return Page + query;
        }
    }

    /// <summary>The page of one callback.</summary>
    public static string Of(Guid id) => $"{Page}/{id}";

    /// <summary>The question in an address; a word that is none is left out.</summary>
    public static QueueQuery Read(string? view, string? department, string? words) => new(
        Enum.TryParse<QueuePart>(view, ignoreCase: true, out var part) && Enum.IsDefined(part) ? part : QueuePart.Open,
        Guid.TryParse(department, out var id) ? id : null, string.IsNullOrWhiteSpace(words) ? null : words.Trim());
}

/// <summary>How pressing the callbacks of a group are, worst first.</summary>
public enum QueueUrgency
{
    /// <summary>Past the promised instant, and nobody agreed on a later time.</summary>
    Overdue,

    /// <summary>An agreed time has come.</summary>
    Agreed,

    /// <summary>Call takers were reminded.</summary>
    Soon,

    /// <summary>Time enough.</summary>
    InTime,

    /// <summary>The next call makes sense only later.</summary>
    Waiting,

    /// <summary>Nothing is to be done.</summary>
    Ended,
}

/// <summary>One group of the queue.</summary>
public sealed record QueueGroup(QueueUrgency Urgency, IReadOnlyList<CallbackView> Callbacks);

/// <summary>The figures above the queue.</summary>
/// <param name="Overdue">Open and past the promised instant.</param>
/// <param name="WorstDueAt">When the longest overdue one was due.</param>
/// <param name="DueToday">Open and due before the day ends.</param>
/// <param name="Open">Open.</param>
/// <param name="Waiting">Of them, those whose next call makes sense only later.</param>
/// <param name="Mine">In the reader's hands.</param>
/// <param name="Reached">Reached today.</param>
/// <param name="Resolved">Of them resolved.</param>
/// <param name="Given">Given up or declined today.</param>
public sealed record QueueFigures(int Overdue, DateTimeOffset? WorstDueAt, int DueToday, int Open, int Waiting, int Mine, int Reached, int Resolved, int Given);

/// <summary>
/// What one call taker's queue shows of the live callbacks. Fed with the set once and with its changes afterwards; everything that depends on the time is computed for
/// the instant it is asked for. Plain, so that a test can hold it.
/// </summary>
public sealed class CallbackQueue(Caller caller, QueueQuery query)
{
    private readonly Dictionary<Guid, CallbackView> all = [];

    /// <summary>The question.</summary>
    public QueueQuery Query { get; } = query;

    /// <summary>Replaces everything.</summary>
    public void Show(IEnumerable<CallbackView> callbacks)
    {
        all.Clear();
        foreach (var callback in callbacks)
            all[callback.Id] = callback;
    }

    /// <summary>Takes changes over.</summary>
    public void Hear(IReadOnlyList<LiveChange<Guid, CallbackView>> changes)
    {
        foreach (var change in changes)
            if (change.Value is { } callback)
                all[change.Key] = callback;
            else
                all.Remove(change.Key);
    }

    /// <summary>The rows in groups, worst first; what is due first comes first, and an agreed time counts as the time.</summary>
    public IReadOnlyList<QueueGroup> Groups(DateTimeOffset now) =>
        [.. all.Values.Where(c => Matches(c, now)).GroupBy(c => UrgencyOf(c, now)).OrderBy(g => g.Key).Select(g => new QueueGroup(g.Key, Sorted(g)))];

    /// <summary>The figures, of the whole queue whatever part is shown.</summary>
    /// <param name="now">The instant.</param>
    /// <param name="endOfDay">When the city's day ends.</param>
    public QueueFigures Figures(DateTimeOffset now, DateTimeOffset endOfDay)
    {
        var scope = all.Values.Where(InScope).ToList();
        var open = scope.Where(c => c.IsOpen).ToList();
        var overdue = open.Where(c => c.IsOverdueAt(now)).ToList();
        var reached = scope.Where(c => c.State == CallbackState.Reached).ToList();
        return new(overdue.Count, overdue.Min(c => (DateTimeOffset?)c.DueAt), open.Count(c => c.DueAt >= now && c.DueAt < endOfDay), open.Count, open.Count(c => c.WaitsAt(now)),
            open.Count(c => IsMine(c, now)), reached.Count, reached.Count(c => c.Resolved == true), scope.Count(c => c.State is CallbackState.Unreachable or CallbackState.Declined));
    }

    /// <summary>The group of a callback.</summary>
    public static QueueUrgency UrgencyOf(CallbackView callback, DateTimeOffset now) =>
        !callback.IsOpen ? QueueUrgency.Ended
        : callback.IsOverdueAt(now) ? QueueUrgency.Overdue
        : callback.WaitsAt(now) ? QueueUrgency.Waiting
        : callback.Agreed ? QueueUrgency.Agreed
        : callback.RemindedAt is not null ? QueueUrgency.Soon
        : QueueUrgency.InTime;

    private static IReadOnlyList<CallbackView> Sorted(IGrouping<QueueUrgency, CallbackView> group) => group.Key switch
    {
        QueueUrgency.Ended => [.. group.OrderByDescending(c => c.EndedAt).ThenBy(c => c.TicketSequence)],
        QueueUrgency.Waiting or QueueUrgency.Agreed => [.. group.OrderBy(c => c.NextCallAt).ThenBy(c => c.DueAt).ThenBy(c => c.TicketSequence)],
        _ => [.. group.OrderBy(c => c.DueAt).ThenBy(c => c.TicketSequence)],
    };

    private bool Matches(CallbackView callback, DateTimeOffset now) => InScope(callback) && Query.Part switch
    {
        QueuePart.Overdue => callback.IsOverdueAt(now),
        QueuePart.Mine => IsMine(callback, now),
        QueuePart.Ended => !callback.IsOpen,
        _ => callback.IsOpen,
    };

    private bool InScope(CallbackView callback) => (Query.Department is null || callback.DepartmentId == Query.Department)
        && (Query.Words is not { } words || callback.Number.Contains(words, StringComparison.OrdinalIgnoreCase) || callback.Title?.Contains(words, StringComparison.OrdinalIgnoreCase) == true);

    private bool IsMine(CallbackView callback, DateTimeOffset now) => callback.IsClaimedAt(now) && callback.ClaimedById == caller.Actor.Id;
}
