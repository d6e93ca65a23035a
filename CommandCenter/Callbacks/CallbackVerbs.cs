using System.Globalization;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;

namespace CommandCenter.Callbacks;

/// <summary>What call takers do with a callback.</summary>
public enum CallbackVerb
{
    /// <summary>认领: take the call and see the number.</summary>
    Claim,

    /// <summary>放弃: give it back.</summary>
    Release,

    /// <summary>A call without answers.</summary>
    Attempt,

    /// <summary>The three answers.</summary>
    Answer,
}

/// <summary>What the rule needs to know of a callback.</summary>
public readonly record struct CallbackStanding(CallbackState State, string? ClaimedById, string? ClaimedByName, DateTimeOffset? ClaimedUntil);

/// <summary>Why a verb is refused.</summary>
public enum CallbackRefusalReason
{
    /// <summary>It has ended.</summary>
    Ended,

    /// <summary>Somebody else has the call.</summary>
    Claimed,

    /// <summary>The caller has not taken the call, or no longer has it.</summary>
    NotClaimed,
}

/// <summary>A refusal in the terms of the rule; screens word it in the reader's language.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Verb">Of which verb.</param>
/// <param name="Standing">How the callback stands.</param>
public sealed record CallbackRefusal(CallbackRefusalReason Reason, CallbackVerb Verb, CallbackStanding Standing)
{
    /// <summary>The lasting name of a reason, for programs.</summary>
    public static string CodeOf(CallbackRefusalReason reason) => reason switch
    {
        CallbackRefusalReason.Ended => "callback-ended",
        CallbackRefusalReason.Claimed => "callback-claimed",
        _ => "callback-not-claimed",
    };

    /// <summary>As the doors say it.</summary>
    public Refusal ToRefusal(string number)
    {
        var until = Standing.ClaimedUntil?.ToString("u", CultureInfo.InvariantCulture);
        var detail = Reason switch
        {
            CallbackRefusalReason.Ended => $"{Verb} is not possible: the callback of ticket {number} is {Standing.State}.",
            CallbackRefusalReason.Claimed => $"{Verb} is not possible: {Standing.ClaimedByName} has the callback of ticket {number} until {until}.",
            _ => $"{Verb} is not possible: claim the callback of ticket {number} first.",
        };
        return new Refusal(StatusCodes.Status409Conflict, CodeOf(Reason), detail)
        {
            Facts = new Dictionary<string, object?>
            {
                ["state"] = Standing.State.ToString(), ["verb"] = Verb.ToString(), ["claimedBy"] = Standing.ClaimedByName, ["claimedUntil"] = Standing.ClaimedUntil,
            },
        };
    }
}

/// <summary>The one rule of who may do what with a callback now: the desk, the doors and every button ask it.</summary>
public static class CallbackVerbs
{
    /// <summary>Why <paramref name="actor"/> may not use <paramref name="verb"/> now; null when they may.</summary>
    public static CallbackRefusal? Refuse(CallbackStanding callback, CallbackVerb verb, Actor actor, DateTimeOffset now)
    {
        var claimed = callback.ClaimedUntil > now;
        var mine = claimed && callback.ClaimedById == actor.Id;
        return callback.State != CallbackState.Promised ? Because(CallbackRefusalReason.Ended)
            : claimed && !mine ? Because(CallbackRefusalReason.Claimed)
            : verb != CallbackVerb.Claim && !mine ? Because(CallbackRefusalReason.NotClaimed)
            : null;

        CallbackRefusal Because(CallbackRefusalReason reason) => new(reason, verb, callback);
    }
}
