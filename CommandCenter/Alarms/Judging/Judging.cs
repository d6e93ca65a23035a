using System.Collections.Immutable;
using CommandCenter.Alarms.Rules;

namespace CommandCenter.Alarms.Judging;

// One judging under way: the switches as they turn, and what that means for the level.
internal sealed class Judging
{
    private readonly JudgeTerms terms;
    private readonly LevelSwitch[] switches;
    private readonly List<Transition> transitions = [];
    private (DateTimeOffset? On, DateTimeOffset? OnBefore, bool WentUp, bool Chattering) swing;
    private double? value;

    public Judging(JudgeTerms terms, ConditionState state)
    {
        this.terms = terms;
        switches = new LevelSwitch[terms.Limits.Length];
        for (var k = 0; k < Math.Min(switches.Length, state.Switches.Length); k++) // a rule that lost or gained a level goes on with what is left
            switches[k] = state.Switches[k];
        swing = (state.OnAt, state.OnBeforeAt, state.WentUp, state.Chattering);
        value = terms.Type is AlarmRuleType.Absence or AlarmRuleType.Rate ? null : state.Value;
    }

    private TimeSpan OffDelay => swing.Chattering && terms.OffDelay < AlarmJudge.ChatterWindow ? AlarmJudge.ChatterWindow : terms.OffDelay;

    public DateTimeOffset? NextDue()
    {
        DateTimeOffset? next = null;
        for (var k = 0; k < switches.Length; k++)
            if (Due(k) is { } due && (next is null || due < next))
                next = due;
        return next;
    }

    /// <summary>Turns every switch whose delay is over before <paramref name="until"/>, or at it, each at its own instant.</summary>
    public void TurnDue(DateTimeOffset until, bool including)
    {
        while (NextDue() is { } due && (due < until || (including && due == until)))
        {
            var from = Level();
            for (var k = 0; k < switches.Length; k++)
                if (Due(k) == due)
                    switches[k] = Turned(switches[k], due);
            Changed(due, from);
        }
    }

    /// <summary>Takes a value: which switches it would turn, and since when.</summary>
    public void Take(DateTimeOffset at, double taken)
    {
        value = terms.Type == AlarmRuleType.Absence ? null : taken;
        for (var k = 0; k < switches.Length; k++)
            switches[k] = terms.Type switch
            {
                AlarmRuleType.Absence => Alive(switches[k], k, at, taken),
                AlarmRuleType.Event => Struck(switches[k], at, taken),
                _ => Held(switches[k], k, at, taken),
            };
    }

    /// <summary>Counts a signal that changed nothing.</summary>
    public void CountRepeat(DateTimeOffset at, double signalled)
    {
        var level = Level();
        if (level > 0 && terms.Type != AlarmRuleType.Absence && terms.Reached(level - 1, signalled) && !transitions.Exists(t => t.At == at && t.Kind != TransitionKind.Repeated))
            transitions.Add(new(TransitionKind.Repeated, at, level, level, value, Limit(level)));
    }

    public Judgement Result(ConditionState state) => new(
        state with { Switches = ImmutableArray.Create(switches), OnAt = swing.On, OnBeforeAt = swing.OnBefore, WentUp = swing.WentUp, Chattering = swing.Chattering },
        transitions);

    // Nothing ends an event but time, and nothing but a sign of life ends the wait for the next absence.
    private LevelSwitch Turned(LevelSwitch now, DateTimeOffset at) =>
        new(!now.On, terms.Type == (now.On ? AlarmRuleType.Absence : AlarmRuleType.Event) ? at : null);

    private LevelSwitch Held(LevelSwitch now, int k, DateTimeOffset at, double taken)
    {
        if (now.On && !terms.IsSet(k))
            return now with { Since = at - OffDelay }; // its limit is no longer set: it ends at once
        var otherwise = now.On ? terms.Left(k, taken) : terms.Reached(k, taken);
        return now with { Since = otherwise ? now.Since ?? at : null };
    }

    // A sign of life ends every absence and begins the wait for the next.
    private LevelSwitch Alive(LevelSwitch now, int k, DateTimeOffset at, double taken)
    {
        if (taken == 0)
            return now.On || now.Since is not null ? now : now with { Since = terms.IsSet(k) ? at : null }; // no sign, but known from now on
        return now.On ? new(true, at - OffDelay) : now with { Since = terms.IsSet(k) ? at : null };
    }

    private static LevelSwitch Struck(LevelSwitch now, DateTimeOffset at, double taken) => taken == 0 ? now : now with { Since = at };

    private DateTimeOffset? Due(int k) => switches[k].Since + (switches[k].On ? OffDelay : terms.OnDelayOf(k));

    private void Changed(DateTimeOffset at, int from)
    {
        var to = Level();
        if (to == from)
            return;
        if (to > from)
            WentUp(at);
        else
            (swing.WentUp, swing.Chattering) = (false, false);
        var kind = from == 0 ? TransitionKind.Raised : to == 0 ? TransitionKind.Cleared : to > from ? TransitionKind.Rose : TransitionKind.Fell;
        transitions.Add(new(kind, at, from, to, value, Limit(to)));
    }

    // A climb through several levels is one time on; only what went down before is on again.
    private void WentUp(DateTimeOffset at)
    {
        if (swing.WentUp)
            return;
        swing = (at, swing.On, true, swing.Chattering || at - swing.OnBefore <= AlarmJudge.ChatterWindow);
    }

    private double? Limit(int level) => level > 0 ? terms.Limits[level - 1] : null;

    private int Level()
    {
        for (var k = switches.Length; k > 0; k--)
            if (switches[k - 1].On)
                return k;
        return 0;
    }
}
