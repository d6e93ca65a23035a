using CommandCenter.Alarms.Judging;
using CommandCenter.Alarms.Rules;

namespace CommandCenter.Tests.Alarms;

public class JudgeTests
{
    private static readonly DateTimeOffset Start = new(2026, 6, 18, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Value_that_jumps_over_two_limits_raises_once_at_the_highest()
    {
        Assert.Equal(["Raised 0→3 at 0"], Play(Limits(10, 25, 40), (0, 42)));
    }

    [Fact]
    public void Value_at_the_limit_itself_alarms_and_one_below_does_not()
    {
        Assert.Equal(["Raised 0→1 at 1"], Play(Limits(10), (0, 9.99), (1, 10)));
        Assert.Equal(["Raised 0→1 at 1"], Play(Limits(10) with { Direction = AlarmDirection.Falling }, (0, 10.01), (1, 10)));
    }

    [Fact]
    public void Repeat_is_counted_and_a_rise_and_a_fall_name_both_levels()
    {
        Assert.Equal(
            ["Raised 0→1 at 0", "Repeated 1→1 at 1", "Rose 1→3 at 2", "Fell 3→2 at 3", "Cleared 2→0 at 4"],
            Play(Limits(10, 25, 40), (0, 11), (1, 12), (2, 55), (3, 30), (4, 3)));
    }

    [Fact]
    public void Value_within_the_deadband_keeps_its_level()
    {
        var terms = Limits(10, 25) with { Deadband = 2 };
        Assert.Equal(["Raised 0→2 at 0", "Fell 2→1 at 2", "Cleared 1→0 at 4"], Play(terms, (0, 25), (1, 23), (2, 22.9), (3, 8), (4, 7.9)));
    }

    [Fact]
    public void Level_without_a_limit_never_alarms_and_ends_at_once_when_its_limit_is_taken_away()
    {
        Assert.Empty(Play(new JudgeTerms(AlarmRuleType.Limit, AlarmDirection.Rising, [null, null], 0, default, default, TimeSpan.FromHours(1)), (0, 1_000)));
        var before = AlarmJudge.Measure(Limits(10) with { OffDelay = TimeSpan.FromHours(1) }, ConditionState.Quiet, Start, 11).State;
        var after = AlarmJudge.Measure(Limits(10) with { OffDelay = TimeSpan.FromHours(1), Limits = [null] }, before, Start.AddSeconds(5), 11);
        Assert.Equal(TransitionKind.Cleared, Assert.Single(after.Transitions).Kind);
    }

    [Fact]
    public void Delay_is_counted_by_the_measurements_own_time_and_what_falls_due_between_two_happens_at_its_instant()
    {
        var terms = Limits(10) with { OnDelay = TimeSpan.FromSeconds(10), OffDelay = TimeSpan.FromSeconds(20) };
        Assert.Equal(["Raised 0→1 at 10", "Cleared 1→0 at 80"], Play(terms, (0, 11), (5, 12), (60, 3), (600, 3)));
        Assert.Empty(Play(terms, (0, 11), (5, 3), (9, 11), (12, 3), (600, 3)));
    }

    [Fact]
    public void Value_back_at_the_very_instant_the_delay_is_over_is_in_time()
    {
        Assert.Empty(Play(Limits(10) with { OnDelay = TimeSpan.FromSeconds(10) }, (0, 11), (10, 3)));
    }

    [Fact]
    public void Clock_finds_what_no_further_measurement_told()
    {
        var terms = Limits(10) with { OnDelay = TimeSpan.FromSeconds(10) };
        var waiting = AlarmJudge.Measure(terms, ConditionState.Quiet, Start, 11).State;
        Assert.Equal(Start.AddSeconds(10), AlarmJudge.NextDue(terms, waiting));
        Assert.Empty(AlarmJudge.Advance(terms, waiting, Start.AddSeconds(9)).Transitions);
        var raised = AlarmJudge.Advance(terms, waiting, Start.AddSeconds(10));
        Assert.Equal((TransitionKind.Raised, Start.AddSeconds(10), 11), (raised.Transitions[0].Kind, raised.Transitions[0].At, raised.Transitions[0].Value));
        Assert.Null(AlarmJudge.NextDue(terms, raised.State));
    }

    [Fact]
    public void Late_measurement_is_not_judged_and_a_correction_of_the_same_instant_is()
    {
        Assert.Equal(["Raised 0→1 at 5", "Cleared 1→0 at 5", "Raised 0→1 at 5"], Play(Limits(10), (5, 11), (3, 1), (5, 1), (4, 50), (5, 12)));
    }

    [Fact]
    public void Chattering_source_is_held_until_it_has_been_quiet_for_a_minute()
    {
        var steps = new List<(int, double)>();
        for (var second = 0; second < 60; second += 2)
            steps.AddRange([(second, 1), (second + 1, 0)]);
        var story = Play(State(), [.. steps, (200, 0)]);
        Assert.Equal(["Raised 0→1 at 0", "Cleared 1→0 at 1", "Raised 0→1 at 2", "Cleared 1→0 at 3", "Raised 0→1 at 4"], story.Where(s => !s.StartsWith("Repeated", StringComparison.Ordinal)).Take(5));
        Assert.Equal(["Cleared 1→0 at 119"], story.Where(s => !s.StartsWith("Repeated", StringComparison.Ordinal)).Skip(5));
        Assert.Equal(27, story.Count(s => s.StartsWith("Repeated", StringComparison.Ordinal)));
    }

    [Fact]
    public void Climb_through_three_levels_within_a_minute_is_not_chattering()
    {
        var state = ConditionState.Quiet;
        foreach (var (second, value) in new[] { (0, 11), (10, 26), (20, 41) })
            state = AlarmJudge.Measure(Limits(10, 25, 40), state, Start.AddSeconds(second), value).State;
        Assert.False(state.Chattering);
        Assert.Equal(3, state.Level);
    }

    [Fact]
    public void Rate_is_the_change_from_one_measurement_to_the_next_per_the_rules_time()
    {
        var terms = Limits(0.5) with { Type = AlarmRuleType.Rate, Per = TimeSpan.FromHours(1) };
        Assert.Equal(["Raised 0→1 at 3600", "Cleared 1→0 at 7200"], Play(terms, (0, 3.0), (3600, 3.6), (7200, 3.7)));
        var falling = Limits(-0.5) with { Type = AlarmRuleType.Rate, Direction = AlarmDirection.Falling };
        Assert.Equal(["Raised 0→1 at 1800"], Play(falling, (0, 3.0), (1800, 2.7)));
    }

    [Fact]
    public void Absence_begins_hours_after_the_last_sign_of_life_and_ends_with_the_next()
    {
        var terms = Limits(12, 24) with { Type = AlarmRuleType.Absence };
        Assert.Equal(["Raised 0→1 at 43200", "Rose 1→2 at 86400", "Cleared 2→0 at 90000"], Play(terms, (0, 1), (600, 0), (90_000, 1)));
        var waiting = AlarmJudge.Measure(terms, ConditionState.Quiet, Start, 1).State;
        Assert.Equal(Start.AddHours(12), AlarmJudge.NextDue(terms, waiting));
        var ended = AlarmJudge.Measure(terms, AlarmJudge.Advance(terms, waiting, Start.AddHours(13)).State, Start.AddHours(20), 1);
        Assert.Equal(Start.AddHours(32), AlarmJudge.NextDue(terms, ended.State)); // the next wait has begun
    }

    [Fact]
    public void Event_that_nothing_ends_clears_when_its_time_has_passed_without_another()
    {
        var terms = State() with { Type = AlarmRuleType.Event, OffDelay = TimeSpan.FromMinutes(30) };
        Assert.Equal(["Raised 0→1 at 0", "Repeated 1→1 at 600", "Cleared 1→0 at 2400", "Raised 0→1 at 9000"], Play(terms, (0, 1), (600, 1), (9_000, 1)));
    }

    [Fact]
    public void Condition_that_lost_a_level_with_its_rule_goes_on_with_what_is_left()
    {
        var high = AlarmJudge.Measure(Limits(10, 25, 40), ConditionState.Quiet, Start, 50).State;
        var after = AlarmJudge.Measure(Limits(10, 25), high, Start.AddSeconds(1), 50);
        Assert.Equal(2, after.State.Level);
        Assert.Equal(TransitionKind.Cleared, Assert.Single(AlarmJudge.Measure(Limits(10, 25), after.State, Start.AddSeconds(2), 0).Transitions).Kind);
    }

    [Fact]
    public void Condition_comes_back_from_its_row_as_it_was()
    {
        var terms = Limits(10, 25) with { OnDelay = TimeSpan.FromSeconds(10) };
        var state = AlarmJudge.Measure(terms, AlarmJudge.Measure(terms, ConditionState.Quiet, Start, 11).State, Start.AddSeconds(30), 26).State;
        var row = new AlarmCondition { Id = Guid.NewGuid(), Key = "k" };
        row.Write(state);
        var read = row.Read();
        Assert.Equal(state.Switches, read.Switches);
        Assert.Equal((state.At, state.Value, state.OnAt, state.WentUp, 1), (read.At, read.Value, read.OnAt, read.WentUp, row.Level));
    }

    internal static JudgeTerms Limits(params double[] limits) =>
        new(AlarmRuleType.Limit, AlarmDirection.Rising, [.. limits.Select(l => (double?)l)], 0, default, default, TimeSpan.FromHours(1));

    private static JudgeTerms State() => new(AlarmRuleType.State, AlarmDirection.Rising, [null], 0, default, default, TimeSpan.FromHours(1));

    private static List<string> Play(JudgeTerms terms, params (int Second, double Value)[] measurements)
    {
        var (state, told) = (ConditionState.Quiet, new List<string>());
        foreach (var (second, value) in measurements)
        {
            var judgement = AlarmJudge.Measure(terms, state, Start.AddSeconds(second), value);
            state = judgement.State;
            told.AddRange(judgement.Transitions.Select(t => $"{t.Kind} {t.From}→{t.To} at {(t.At - Start).TotalSeconds:0}"));
        }
        return told;
    }
}
