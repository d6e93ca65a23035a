using CommandCenter.Alarms.Judging;
using CsCheck;

namespace CommandCenter.Tests.Alarms;

public class JudgeOracleTests
{
    private static readonly DateTimeOffset Start = new(2026, 6, 18, 1, 0, 0, TimeSpan.Zero);

    private static readonly Gen<(int Deadband, int On, int Off, (int Second, int Value)[] Measurements)> Stories = Gen.Select(
        Gen.Int[0, 3], Gen.Int[0, 20], Gen.Int[0, 20], Gen.Select(Gen.Int[0, 240], Gen.Int[0, 10]).Array[1, 60]);

    [Fact]
    public void Judge_agrees_with_the_second_by_second_oracle_at_every_second() => Stories.Sample(story =>
    {
        double[] limits = [3, 5, 8];
        var terms = JudgeTests.Limits(limits) with { Deadband = story.Deadband, OnDelay = TimeSpan.FromSeconds(story.On), OffDelay = TimeSpan.FromSeconds(story.Off) };
        var inOrder = story.Measurements.OrderBy(m => m.Second).ToList(); // stable: two of one second stay in the order of their coming
        var values = inOrder.GroupBy(m => m.Second).ToDictionary(g => g.Key, g => g.Select(m => (double)m.Value).ToArray());
        var levels = new SecondsOracle(limits, story.Deadband, story.On, story.Off).Levels(values, 400);
        var state = ConditionState.Quiet;
        for (var second = 0; second <= 400; second++)
        {
            foreach (var value in values.GetValueOrDefault(second) ?? [])
                state = AlarmJudge.Measure(terms, state, Start.AddSeconds(second), value).State;
            var level = AlarmJudge.Advance(terms, state, Start.AddSeconds(second)).State.Level; // the clock looks and remembers nothing
            Assert.True(level == levels[second], $"second {second}: {level} instead of {levels[second]}");
        }
    }, iter: 5_000);

    [Fact]
    public void Clock_that_looks_at_every_second_changes_nothing_that_is_told() => Stories.Sample(story =>
    {
        var terms = JudgeTests.Limits(3, 5, 8) with { Deadband = story.Deadband, OnDelay = TimeSpan.FromSeconds(story.On), OffDelay = TimeSpan.FromSeconds(story.Off) };
        var values = story.Measurements.OrderBy(m => m.Second).GroupBy(m => m.Second).ToDictionary(g => g.Key, g => g.Select(m => (double)m.Value).ToArray());
        var (lazy, busy) = (Told(terms, values, clock: false), Told(terms, values, clock: true));
        Assert.Equal(lazy, busy);
    }, iter: 2_000);

    private static List<Transition> Told(JudgeTerms terms, Dictionary<int, double[]> values, bool clock)
    {
        var (state, told) = (ConditionState.Quiet, new List<Transition>());
        for (var second = 0; second <= 400; second++)
        {
            if (clock && second > 0) // the pump acts on what was due before now: at the instant itself a measurement is in time
                Keep(AlarmJudge.Advance(terms, state, Start.AddSeconds(second - 1)));
            foreach (var value in values.GetValueOrDefault(second) ?? [])
                Keep(AlarmJudge.Measure(terms, state, Start.AddSeconds(second), value));
        }
        Keep(AlarmJudge.Advance(terms, state, Start.AddSeconds(400)));
        return told;

        void Keep(Judgement judgement)
        {
            state = judgement.State;
            told.AddRange(judgement.Transitions);
        }
    }
}
