using CommandCenter.Access;
using CommandCenter.People;
using CommandCenter.Tickets;

namespace CommandCenter.Callbacks;

/// <summary>One call as the interface shows it.</summary>
/// <param name="Number">Which call of the callback, from 1.</param>
/// <param name="At">When.</param>
/// <param name="By">Who called.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="CallAt">The time the requester named.</param>
/// <param name="Comment">The call taker's words.</param>
public sealed record ListedAttempt(int Number, DateTimeOffset At, string By, CallOutcome Outcome, DateTimeOffset? CallAt, string? Comment);

/// <summary>A callback in a list: no requester, no number.</summary>
public sealed record ListedCallback(
    Guid Id, string Ticket, int Round, CallbackState State, string? Title, bool Confidential, TicketPriority Priority, string? Category, string? Department,
    DateTimeOffset PromisedAt, DateTimeOffset DueAt, DateTimeOffset? NextCallAt, bool Agreed, int Attempts, string? ClaimedBy, DateTimeOffset? ClaimedUntil, DateTimeOffset? EndedAt,
    NotCallableReason? NotCallable, CancelReason? Cancelled, int Moves);

/// <summary>
/// A callback as its page and the interface show it to one caller. The requester's name and number are masked for everybody but the one who has the call.
/// </summary>
public sealed record CallbackDetail
{
    /// <summary>What lists show of it.</summary>
    public required ListedCallback Callback { get; init; }

    /// <summary>What the requester asked for.</summary>
    public string? Description { get; init; }

    /// <summary>The place in words.</summary>
    public string? Address { get; init; }

    /// <summary>The department's reply.</summary>
    public string? Reply { get; init; }

    /// <summary>When the ticket was opened.</summary>
    public DateTimeOffset OpenedAt { get; init; }

    /// <summary>When the department completed it; null while it is reworked.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Who asked.</summary>
    public string? RequesterName { get; init; }

    /// <summary>Their number.</summary>
    public string? RequesterPhone { get; init; }

    /// <summary>Whether the number is shown: the caller has the call.</summary>
    public bool NumberShown { get; init; }

    /// <summary>The calls, oldest first.</summary>
    public IReadOnlyList<ListedAttempt> Calls { get; init; } = [];

    /// <summary>响应.</summary>
    public bool? Responded { get; init; }

    /// <summary>解决.</summary>
    public bool? Resolved { get; init; }

    /// <summary>满意.</summary>
    public Satisfaction? Satisfaction { get; init; }

    /// <summary>Whether the answers sent the ticket back.</summary>
    public bool? Rework { get; init; }
}

/// <summary>Makes what doors and pages show: names for ids, and masks.</summary>
public sealed class CallbackDetails(CategoryIndex categories, DepartmentIndex departments)
{
    /// <summary>A line of a list.</summary>
    public ListedCallback Of(CallbackView view, DateTimeOffset now) => new(
        view.Id, view.Number, view.Round, view.State, view.Title, view.Confidential, view.Priority, categories.Find(view.CategoryId)?.Path,
        view.DepartmentId is { } id ? departments.Find(id)?.Name : null, view.PromisedAt, view.DueAt, view.NextCallAt, view.Agreed, view.Attempts,
        view.IsClaimedAt(now) ? view.ClaimedByName : null, view.IsClaimedAt(now) ? view.ClaimedUntil : null, view.EndedAt, view.NotCallable, view.Cancelled, view.Moves);

    /// <summary>Everything, for a caller.</summary>
    public CallbackDetail Of(CallbackSheet sheet, Caller caller, DateTimeOffset now)
    {
        var (callback, ticket) = (sheet.Callback, sheet.Ticket);
        var (words, shown) = (!ticket.Confidential || caller.SeesRequesters, callback.IsHeldBy(caller.Actor, now));
        var listed = Of(CallbackView.Of(callback, ticket), now);
        return new CallbackDetail
        {
            Callback = words ? listed with { Title = ticket.Title } : listed,
            Description = words ? ticket.Description : null,
            Address = words ? ticket.PlaceText : null,
            Reply = words ? ticket.Reply : null,
            OpenedAt = ticket.OpenedAt,
            CompletedAt = ticket.CompletedAt,
            RequesterName = Mask.Name(ticket.RequesterName, shown),
            RequesterPhone = Mask.Phone(ticket.RequesterPhone, shown),
            NumberShown = shown,
            Calls = [.. sheet.Attempts.Select(a => new ListedAttempt(a.Number, a.At, a.ByName, a.Outcome, a.CallAt, words ? a.Comment : null))],
            Responded = callback.Responded,
            Resolved = callback.Resolved,
            Satisfaction = callback.Satisfaction,
            Rework = callback.Rework,
        };
    }
}
