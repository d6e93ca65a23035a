namespace CommandCenter.Alarms.Judging;

/// <summary>What happened to a condition.</summary>
public enum TransitionKind
{
    /// <summary>It began.</summary>
    Raised,

    /// <summary>Signalled again at the same level.</summary>
    Repeated,

    /// <summary>A higher level.</summary>
    Rose,

    /// <summary>A lower level, not yet normal.</summary>
    Fell,

    /// <summary>Back to normal.</summary>
    Cleared,
}

/// <summary>One thing that happened to a condition.</summary>
/// <param name="Kind">What.</param>
/// <param name="At">When, by the measurements' own time.</param>
/// <param name="From">The level before.</param>
/// <param name="To">The level after.</param>
/// <param name="Value">The value that was judged: of a Rate the change, of an Absence null.</param>
/// <param name="Threshold">The limit of the level after; null where it has none.</param>
public readonly record struct Transition(TransitionKind Kind, DateTimeOffset At, int From, int To, double? Value, double? Threshold);

/// <summary>What judging came to.</summary>
/// <param name="State">What to remember.</param>
/// <param name="Transitions">What happened, in order.</param>
public sealed record Judgement(ConditionState State, IReadOnlyList<Transition> Transitions);

/// <summary>
/// The pure judge: what measurements mean under a rule. A value holds until the next measurement; what is due between two measurements happens at its own instant, so
/// that judging late (an import, a clock that was asleep) comes to the same as judging in time. Each level is a switch of its own with deadband, on-delay and off-delay;
/// the alarm's level is the highest that is on.
/// </summary>
public static class AlarmJudge
{
    /// <summary>Three times on within this long is chattering, and so long must a chattering source be quiet before anything of it ends.</summary>
    public static readonly TimeSpan ChatterWindow = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Judges a measurement. One that is older than the last judged is not judged; one at the same instant is a correction and judged as it comes.
    /// </summary>
    public static Judgement Measure(JudgeTerms terms, ConditionState state, DateTimeOffset at, double value)
    {
        if (at < state.At)
            return new(state, []);
        var judging = new Judging(terms, state);
        judging.TurnDue(at, including: false);
        var judged = terms.Type == Rules.AlarmRuleType.Rate ? Rate(terms, state, at, value) : value;
        if (judged is { } known)
            judging.Take(at, known);
        judging.TurnDue(at, including: true);
        if (judged is { } signalled)
            judging.CountRepeat(at, signalled);
        return judging.Result(state with { At = at, Value = value });
    }

    /// <summary>What has come due until <paramref name="to"/> when no further measurement came: the clock's part.</summary>
    public static Judgement Advance(JudgeTerms terms, ConditionState state, DateTimeOffset to)
    {
        var judging = new Judging(terms, state);
        judging.TurnDue(to, including: true);
        return judging.Result(state);
    }

    /// <summary>When something is due next if no further measurement comes; null for never.</summary>
    public static DateTimeOffset? NextDue(JudgeTerms terms, ConditionState state) => new Judging(terms, state).NextDue();

    // From one measurement to the next; two at one instant have no rate.
    private static double? Rate(JudgeTerms terms, ConditionState state, DateTimeOffset at, double value) =>
        state is { At: { } before, Value: { } from } && at > before ? (value - from) / ((at - before) / terms.Per) : null;
}
