using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using CommandCenter.Tickets;

namespace CommandCenter.Callbacks;

/// <summary>What a promise holds.</summary>
/// <param name="Reason">Why it is made.</param>
/// <param name="DueAt">Until when the requester is to be called.</param>
/// <param name="RemindAt">When call takers are reminded.</param>
/// <param name="MostFailures">After how many unanswered calls it is given up.</param>
public sealed record CallbackPromise(PromiseReason Reason, DateTimeOffset DueAt, DateTimeOffset? RemindAt, int MostFailures);

/// <summary>The three answers, and what they lead to.</summary>
/// <param name="Responded">响应.</param>
/// <param name="Resolved">解决.</param>
/// <param name="Satisfaction">满意.</param>
/// <param name="Rework">Whether the ticket goes back to its department.</param>
public sealed record CallbackAnswers(bool Responded, bool Resolved, Satisfaction Satisfaction, bool Rework)
{
    /// <summary>As they stand on the ticket.</summary>
    public RequesterAnswers ForTicket => new(Responded, Resolved, Satisfaction.Counts());
}

// The verbs on the row. Whether they are allowed was asked of CallbackVerbs before they get here.
public sealed partial class Callback
{
    /// <summary>A promise for a completed ticket.</summary>
    public static Callback Promise(Ticket ticket, int round, DateTimeOffset at, CallbackPromise promise) => new()
    {
        Id = Guid.CreateVersion7(at), TicketId = ticket.Id, TicketSequence = ticket.Sequence, Round = round, Reason = promise.Reason, PromisedAt = at,
        DueAt = Instants.Truncate(promise.DueAt), RemindAt = promise.RemindAt is { } remind ? Instants.Truncate(remind) : null, MostFailures = promise.MostFailures,
    };

    /// <summary>A callback that was wanted and cannot be: it says why, and nobody is asked to do anything.</summary>
    public static Callback Impossible(Ticket ticket, int round, DateTimeOffset at, CallbackPromise promise, NotCallableReason why)
    {
        var callback = Promise(ticket, round, at, promise with { RemindAt = null });
        (callback.State, callback.NotCallable, callback.EndedAt) = (CallbackState.NotCallable, why, at);
        return callback;
    }

    /// <summary>Whether somebody has the call.</summary>
    public bool IsClaimedAt(DateTimeOffset now) => IsOpen && ClaimedUntil > now;

    /// <summary>Whether <paramref name="actor"/> has the call.</summary>
    public bool IsHeldBy(Actor actor, DateTimeOffset now) => IsClaimedAt(now) && ClaimedById == actor.Id;

    /// <summary>Somebody takes the call, or takes longer for it.</summary>
    public void Claim(Actor actor, DateTimeOffset until)
    {
        (ClaimedById, ClaimedByName, ClaimedUntil) = (actor.Id, actor.Name, until);
        Moves++;
    }

    /// <summary>Somebody gives the call back.</summary>
    public void Release()
    {
        Unclaim();
        Moves++;
    }

    /// <summary>A call that came to no answers. It gives the call back.</summary>
    /// <param name="outcome">What came of it.</param>
    /// <param name="actor">Who called.</param>
    /// <param name="at">When.</param>
    /// <param name="nextCallAt">The agreed time, or the earliest sensible one.</param>
    public void Attempt(CallOutcome outcome, Actor actor, DateTimeOffset at, DateTimeOffset? nextCallAt)
    {
        Attempts++;
        Failures += outcome is CallOutcome.NoAnswer or CallOutcome.Busy ? 1 : 0;
        Release();
        if (outcome == CallOutcome.Refused)
            End(CallbackState.Declined, actor, at);
        else if (outcome == CallOutcome.WrongNumber || Failures >= MostFailures)
            End(CallbackState.Unreachable, actor, at);
        else
            (NextCallAt, Agreed) = (nextCallAt, outcome == CallOutcome.CallLater);
    }

    /// <summary>The promise waits for another instant, because the requester asked for it.</summary>
    public void PutOff(DateTimeOffset dueAt, DateTimeOffset? remindAt) => (DueAt, RemindAt, RemindedAt) = (Instants.Truncate(dueAt), remindAt, null);

    /// <summary>The requester answered.</summary>
    public void Answer(CallbackAnswers answers, Actor actor, DateTimeOffset at)
    {
        (Responded, Resolved, Satisfaction, Rework) = (answers.Responded, answers.Resolved, answers.Satisfaction, answers.Rework);
        Attempts++;
        Release();
        End(CallbackState.Reached, actor, at);
    }

    /// <summary>Whether the same person has said the same before: a form that was sent twice.</summary>
    public bool WasAnswered(CallbackAnswers answers, Actor actor) => State == CallbackState.Reached && EndedById == actor.Id
        && (Responded, Resolved, Satisfaction, Rework) == (answers.Responded, answers.Resolved, answers.Satisfaction, answers.Rework);

    /// <summary>No longer wanted.</summary>
    public void Cancel(CancelReason why, Actor actor, DateTimeOffset at)
    {
        Cancelled = why;
        Release();
        End(CallbackState.Cancelled, actor, at);
    }

    /// <summary>Call takers were reminded.</summary>
    public void Remind(DateTimeOffset at) => RemindedAt = at;

    private void Unclaim() => (ClaimedById, ClaimedByName, ClaimedUntil) = (null, null, null);

    private void End(CallbackState state, Actor actor, DateTimeOffset at) => (State, EndedAt, EndedById, NextCallAt, Agreed) = (state, at, actor.Id, null, false);
}
