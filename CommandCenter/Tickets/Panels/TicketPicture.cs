using CommandCenter.Access;
using CommandCenter.Platform.Live;

namespace CommandCenter.Tickets.Panels;

/// <summary>
/// What one person's screen shows of the live tickets: those they may see, narrowed by their filter, in order. Fed with the set once and with its changes
/// afterwards; everything it answers is computed when it is asked for and kept until something changed.
/// </summary>
/// <param name="caller">Whose screen.</param>
/// <param name="scope">Who and where; figures count what passes it.</param>
/// <param name="standing">How it stands; rows pass it too.</param>
/// <param name="order">The order of rows.</param>
public sealed class TicketPicture(Caller caller, Func<TicketView, bool> scope, Func<TicketView, bool> standing, TicketOrder order)
{
    private readonly Dictionary<Guid, TicketView> inScope = [];
    private IReadOnlyList<TicketView>? rows;
    private IReadOnlyList<TicketLane>? lanes;
    private IReadOnlyList<TicketGroup>? groups;

    /// <summary>The rows, in order.</summary>
    public IReadOnlyList<TicketView> Rows => rows ??= Sorted();

    /// <summary>The rows by state.</summary>
    public IReadOnlyList<TicketLane> Lanes => lanes ??= TicketLane.Of(Rows, leaveOutIntake: caller.OnlyOwnDepartment || caller.OnlyOwnWork);

    /// <summary>The rows by how late they are.</summary>
    public IReadOnlyList<TicketGroup> Groups => groups ??= TicketGroup.Of(Rows);

    /// <summary>Replaces everything.</summary>
    public void Show(IEnumerable<TicketView> all)
    {
        inScope.Clear();
        foreach (var ticket in all.Where(Belongs))
            inScope[ticket.Id] = ticket;
        Forget();
    }

    /// <summary>Takes changes over and says whether any of them is to be seen here.</summary>
    public bool Hear(IReadOnlyList<LiveChange<Guid, TicketView>> changes)
    {
        var touched = false;
        foreach (var change in changes)
        {
            if (change.Value is { } ticket && Belongs(ticket))
            {
                inScope[change.Key] = ticket;
                touched = true;
            }
            else
            {
                touched |= inScope.Remove(change.Key);
            }
        }
        if (touched)
            Forget();
        return touched;
    }

    /// <summary>The figures above the list, at an instant.</summary>
    /// <param name="now">The instant.</param>
    /// <param name="endOfDay">When the city's day ends.</param>
    public SummaryFigures Figures(DateTimeOffset now, DateTimeOffset endOfDay) => SummaryFigures.Of(inScope.Values, now, endOfDay);

    /// <summary>The ticket with that id, where it is in the rows' scope.</summary>
    public TicketView? Find(Guid id) => inScope.GetValueOrDefault(id);

    private bool Belongs(TicketView ticket) => ticket.IsVisibleTo(caller) && scope(ticket);

    private void Forget() => (rows, lanes, groups) = (null, null, null);

    private IReadOnlyList<TicketView> Sorted()
    {
        var shown = inScope.Values.Where(standing);
        return order switch
        {
            TicketOrder.Newest => [.. shown.OrderByDescending(t => t.Sequence)],
            TicketOrder.Oldest => [.. shown.OrderBy(t => t.Sequence)],
            _ => [.. shown.OrderBy(t => t.NextDueAt is null).ThenBy(t => t.NextDueAt).ThenBy(t => t.Sequence)],
        };
    }
}

/// <summary>The columns of the board, in the order of the work.</summary>
public enum TicketStage
{
    /// <summary>Came in, or taken in and waits for a department.</summary>
    Intake,

    /// <summary>Waits for the department to sign.</summary>
    ToSign,

    /// <summary>The department works on it.</summary>
    InProgress,

    /// <summary>Its clock is stopped.</summary>
    OnHold,

    /// <summary>Completed, waits to be closed.</summary>
    Done,
}

/// <summary>One column of the board.</summary>
/// <param name="Stage">Which.</param>
/// <param name="States">The states in it.</param>
/// <param name="Count">How many tickets.</param>
/// <param name="Breached">How many of them past due.</param>
/// <param name="AtRisk">How many of them inside the warning window.</param>
/// <param name="First">The first ones, in the order of the rows.</param>
public sealed record TicketLane(TicketStage Stage, IReadOnlyList<TicketState> States, int Count, int Breached, int AtRisk, IReadOnlyList<TicketView> First)
{
    /// <summary>The most cards a column draws, enough to fill it on the largest screen; the list shows the others.</summary>
    public const int Most = 40;

    private static readonly (TicketStage Stage, TicketState[] States)[] Stages =
    [
        (TicketStage.Intake, [TicketState.New, TicketState.Accepted]), (TicketStage.ToSign, [TicketState.Dispatched]), (TicketStage.InProgress, [TicketState.Signed]),
        (TicketStage.OnHold, [TicketState.Suspended]), (TicketStage.Done, [TicketState.Completed]),
    ];

    /// <summary>The stage a state stands in; null for what is closed.</summary>
    public static TicketStage? StageOf(TicketState state) => Array.Find(Stages, s => s.States.Contains(state)) is { States: not null } found ? found.Stage : null;

    /// <summary>The columns of rows.</summary>
    /// <param name="rows">In order.</param>
    /// <param name="leaveOutIntake">For a department, which never sees a ticket before it is dispatched to it.</param>
    public static IReadOnlyList<TicketLane> Of(IReadOnlyList<TicketView> rows, bool leaveOutIntake)
    {
        var byStage = rows.ToLookup(t => StageOf(t.State));
        return [.. Stages.Where(s => !leaveOutIntake || s.Stage != TicketStage.Intake).Select(s => Lane(s.Stage, s.States, [.. byStage[s.Stage]]))];
    }

    private static TicketLane Lane(TicketStage stage, TicketState[] states, List<TicketView> rows) => new(stage, states, rows.Count,
        rows.Count(t => t.NextClock == ClockState.Breached), rows.Count(t => t.NextClock == ClockState.AtRisk), [.. rows.Take(Most)]);
}

/// <summary>The groups of the list, worst first.</summary>
public enum TicketUrgency
{
    /// <summary>Past due.</summary>
    Breached,

    /// <summary>Inside the warning window.</summary>
    AtRisk,

    /// <summary>Time enough, or no limit.</summary>
    InTime,

    /// <summary>The clock stands still.</summary>
    Paused,

    /// <summary>Completed, waits to be closed.</summary>
    Done,
}

/// <summary>One group of the list.</summary>
public sealed record TicketGroup(TicketUrgency Urgency, IReadOnlyList<TicketView> Tickets)
{
    /// <summary>The groups of rows; an empty one is left out.</summary>
    public static IReadOnlyList<TicketGroup> Of(IReadOnlyList<TicketView> rows) =>
        [.. rows.GroupBy(UrgencyOf).OrderBy(g => g.Key).Select(g => new TicketGroup(g.Key, [.. g]))];

    /// <summary>The group of a ticket.</summary>
    public static TicketUrgency UrgencyOf(TicketView ticket) => !ticket.IsOpen ? TicketUrgency.Done : ticket.NextClock switch
    {
        ClockState.Breached => TicketUrgency.Breached,
        ClockState.AtRisk => TicketUrgency.AtRisk,
        ClockState.Paused => TicketUrgency.Paused,
        _ => TicketUrgency.InTime,
    };
}

/// <summary>The figures above a list of tickets.</summary>
/// <param name="Breached">Open and past due.</param>
/// <param name="WorstDueAt">When the latest of them was due.</param>
/// <param name="AtRisk">Open and inside the warning window.</param>
/// <param name="NextDueAt">When the first of them is due.</param>
/// <param name="DueToday">Open and due before the day ends.</param>
/// <param name="LastDueToday">When the last of them is due.</param>
/// <param name="ToSign">Dispatched and not signed.</param>
/// <param name="SignBreached">How many of them are past their sign limit.</param>
/// <param name="Open">Open.</param>
/// <param name="Unassigned">How many of those that a department has signed have no handler.</param>
public sealed record SummaryFigures(
    int Breached, DateTimeOffset? WorstDueAt, int AtRisk, DateTimeOffset? NextDueAt, int DueToday, DateTimeOffset? LastDueToday, int ToSign, int SignBreached, int Open, int Unassigned)
{
    /// <summary>Counts tickets at an instant.</summary>
    public static SummaryFigures Of(IEnumerable<TicketView> tickets, DateTimeOffset now, DateTimeOffset endOfDay)
    {
        var open = tickets.Where(t => t.IsOpen).ToList();
        var breached = open.Where(t => t.NextClock == ClockState.Breached).ToList();
        var atRisk = open.Where(t => t.NextClock == ClockState.AtRisk).ToList();
        var today = open.Where(t => t.NextDueAt >= now && t.NextDueAt < endOfDay && t.NextClock != ClockState.Paused).ToList();
        var toSign = open.Where(t => t.State == TicketState.Dispatched).ToList();
        return new(breached.Count, breached.Min(t => t.NextDueAt), atRisk.Count, atRisk.Min(t => t.NextDueAt), today.Count, today.Max(t => t.NextDueAt),
            toSign.Count, toSign.Count(t => t.SignClock == ClockState.Breached), open.Count, open.Count(t => t is { State: TicketState.Signed, AssigneeId: null }));
    }
}
