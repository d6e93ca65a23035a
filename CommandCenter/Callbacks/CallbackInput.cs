using System.Globalization;
using CommandCenter.Platform.Http;

namespace CommandCenter.Callbacks;

/// <summary>A call that came to no answers.</summary>
public sealed record AttemptInput
{
    /// <summary>How far ahead a time may be agreed.</summary>
    public static readonly TimeSpan FarthestAhead = TimeSpan.FromDays(30);

    /// <summary>NoAnswer, Busy, WrongNumber, CallLater or Refused; needed. "Reached" comes with the answers.</summary>
    public CallOutcome? Outcome { get; init; }

    /// <summary>The time the requester named, for CallLater.</summary>
    public DateTimeOffset? CallAt { get; init; }

    /// <summary>The call taker's words.</summary>
    public string? Comment { get; init; }

    /// <summary>The <see cref="Callback.Moves"/> the caller saw; when somebody was faster, it is refused.</summary>
    public int? Moves { get; init; }

    /// <summary>The first thing wrong with it; null when it can be kept.</summary>
    public Refusal? Check(DateTimeOffset now, CallingHours hours)
    {
        if (Outcome is not { } outcome || !Enum.IsDefined(outcome))
            return Refusal.Invalid("outcome", $"must be one of {string.Join(", ", Enum.GetNames<CallOutcome>().Where(o => o != nameof(CallOutcome.Reached)))}.");
        if (outcome == CallOutcome.Reached)
            return Refusal.Invalid("outcome", "Reached comes with the answers: POST them to 'answers'.");
        if (TextField.Check("comment", Comment, 2_000) is { } wrong)
            return wrong;
        if (outcome != CallOutcome.CallLater)
            return CallAt is null ? null : Refusal.Invalid("callAt", "goes with CallLater only.");
        return CallAt is not { } at ? Refusal.Invalid("callAt", "is needed for CallLater.")
            : at <= now || at > now + FarthestAhead ? Refusal.Invalid("callAt", $"must be in the future, at most {FarthestAhead.Days} days ahead.")
            : !hours.Holds(at) ? Refusal.Invalid("callAt", string.Create(CultureInfo.InvariantCulture, $"is outside the hours in which citizens are called, {hours.From:HH:mm} to {hours.To:HH:mm}."))
            : null;
    }
}

/// <summary>What the requester answered.</summary>
public sealed record AnswerInput
{
    /// <summary>响应: did somebody turn to them in time? Needed.</summary>
    public bool? Responded { get; init; }

    /// <summary>解决: is it resolved? Needed.</summary>
    public bool? Resolved { get; init; }

    /// <summary>满意: VerySatisfied, Satisfied, Fair, Dissatisfied, VeryDissatisfied or NoOpinion; needed.</summary>
    public Satisfaction? Satisfaction { get; init; }

    /// <summary>Send the ticket back to its department although it is resolved. What is not resolved goes back in any case.</summary>
    public bool? Rework { get; init; }

    /// <summary>What is still to be done; needed when the ticket goes back.</summary>
    public string? Reason { get; init; }

    /// <summary>The call taker's words.</summary>
    public string? Comment { get; init; }

    /// <summary>The <see cref="Callback.Moves"/> the caller saw; when somebody was faster, it is refused.</summary>
    public int? Moves { get; init; }

    /// <summary>The answers.</summary>
    /// <exception cref="Refusal">One is missing or wrong; it names the field.</exception>
    public CallbackAnswers Checked()
    {
        var answers = new CallbackAnswers(
            Responded ?? throw Refusal.Invalid("responded", "is needed: true or false."),
            Resolved ?? throw Refusal.Invalid("resolved", "is needed: true or false."),
            Satisfaction is { } satisfaction && Enum.IsDefined(satisfaction) ? satisfaction
                : throw Refusal.Invalid("satisfaction", $"must be one of {string.Join(", ", Enum.GetNames<Satisfaction>())}."),
            Rework == true || Resolved == false);
        if (answers is { Resolved: false } && Rework == false)
            throw Refusal.Invalid("rework", "cannot be false when it is not resolved: the ticket goes back to its department.");
        if (answers.Rework && string.IsNullOrWhiteSpace(Reason))
            throw Refusal.Invalid("reason", "is needed: what is still to be done?");
        return (TextField.Check("reason", Reason, 2_000) ?? TextField.Check("comment", Comment, 2_000)) is { } wrong ? throw wrong : answers;
    }
}
