using CommandCenter.Platform.Journal;

namespace CommandCenter.Callbacks;

/// <summary>
/// Everything that happens to a callback. Each entry has the subject <see cref="CallbackSubject.Name"/> and the id of the <b>ticket</b>, so that it stands in the
/// ticket's timeline; number and round say which callback. No entry holds a phone number.
/// </summary>
public interface ICallbackEvent : IEvent
{
    /// <summary>The ticket's number.</summary>
    string Number { get; }

    /// <summary>Which callback of the ticket, from 1.</summary>
    int Round { get; }
}

/// <summary>A callback is promised until an instant.</summary>
public sealed record CallbackPromised(string Number, int Round, PromiseReason Reason, DateTimeOffset DueAt) : ICallbackEvent;

/// <summary>A callback was wanted, but there is nobody to call.</summary>
public sealed record CallbackNotPossible(string Number, int Round, NotCallableReason Reason) : ICallbackEvent;

/// <summary>The callback is due soon, or the agreed time has come.</summary>
public sealed record CallbackReminder(string Number, int Round, DateTimeOffset DueAt) : ICallbackEvent;

/// <summary>The promised instant passed and the requester was not reached.</summary>
public sealed record CallbackOverdue(string Number, int Round, DateTimeOffset DueAt) : ICallbackEvent;

/// <summary>Somebody took the call and was shown the number.</summary>
public sealed record CallbackClaimed(string Number, int Round, DateTimeOffset Until) : ICallbackEvent;

/// <summary>Somebody gave the call back without calling.</summary>
public sealed record CallbackReleased(string Number, int Round) : ICallbackEvent;

/// <summary>A call that came to no answers.</summary>
/// <param name="Number">The ticket's number.</param>
/// <param name="Round">Which callback.</param>
/// <param name="Attempt">Which call of it, from 1.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="CallAt">The agreed time, or the earliest sensible one.</param>
/// <param name="DueAt">The promised instant as it now is.</param>
/// <param name="State">How the callback now stands.</param>
/// <param name="Comment">The call taker's words.</param>
public sealed record CallbackAttempted(
    string Number, int Round, int Attempt, CallOutcome Outcome, DateTimeOffset? CallAt, DateTimeOffset DueAt, CallbackState State, string? Comment) : ICallbackEvent;

/// <summary>The requester answered; the ticket's rework or close is in the same transaction.</summary>
public sealed record CallbackReached(string Number, int Round, bool Responded, bool Resolved, Satisfaction Satisfaction, bool Rework, string? Comment) : ICallbackEvent;

/// <summary>The callback is no longer wanted.</summary>
public sealed record CallbackCancelled(string Number, int Round, CancelReason Reason) : ICallbackEvent;

/// <summary>A sampling rule was added, changed or removed; callbacks that are promised keep what they have.</summary>
public sealed record SamplingRuleChanged(string Rule, string Change) : IEvent;

/// <summary>The words every room uses for the Journal's subject column.</summary>
public static class CallbackSubject
{
    /// <summary>The subject of a callback's entries.</summary>
    public const string Name = "callback";

    /// <summary>The subject of changes of sampling rules.</summary>
    public const string Rules = "callback-rule";
}
