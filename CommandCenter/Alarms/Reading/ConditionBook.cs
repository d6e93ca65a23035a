using CommandCenter.Alarms.Judging;
using CommandCenter.Alarms.Rules;
using CommandCenter.Devices;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Deadlines;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Alarms.Reading;

/// <summary>A measurement to be judged.</summary>
internal readonly record struct Measured(Device Device, DeviceKind Kind, string Quantity, DateTimeOffset At, double Value, bool History);

/// <summary>Judges measurements against what is remembered of their conditions, in one context; reads in chunks, remembers only what matters.</summary>
internal sealed class ConditionBook(CityDb db, DeviceIndex devices, AlarmRuleIndex rules, DateTimeOffset now)
{
    /// <summary>The kind of deadline at which an on- or off-delay is over.</summary>
    public const string DelayDeadline = "alarm.delay";

    /// <summary>The kind of deadline at which something has been absent for too long.</summary>
    public const string AbsenceDeadline = "alarm.absence";

    private const int Chunk = 500;
    private readonly Dictionary<string, AlarmCondition> rows = [];

    /// <summary>Judges them, in order of arrival, and returns what happened to each source that anything happened to.</summary>
    public async Task<IReadOnlyList<SourceStory>> Judge(IReadOnlyList<Measured> measurements, CancellationToken cancel)
    {
        var bySource = new Dictionary<(Guid Rule, Guid Device), (RuleSource Source, List<Measured> Measured)>();
        foreach (var measured in measurements)
            foreach (var rule in rules.For(measured.Device.Id, measured.Kind.Code, measured.Quantity))
            {
                if (!bySource.TryGetValue((rule.Id, measured.Device.Id), out var entry))
                    bySource[(rule.Id, measured.Device.Id)] = entry = (new RuleSource(rule, measured.Device, measured.Kind), []);
                entry.Measured.Add(measured);
            }
        await Load(bySource.Values.Select(e => e.Source.Key), cancel);
        var stories = new List<SourceStory>();
        var waiting = new List<AlarmCondition>();
        foreach (var (source, measured) in bySource.Values)
            if (Judge(source, measured, waiting) is { Steps.Count: > 0 } story)
                stories.Add(story);
        await Arm(waiting, cancel);
        return stories;
    }

    /// <summary>What has come due for one condition by the clock; its deadline is set anew.</summary>
    public SourceStory Advance(AlarmCondition row, RuleSource source, Deadline deadline)
    {
        var terms = Terms(source, row.At ?? now);
        var judgement = AlarmJudge.Advance(terms, row.Read(), now.AddMicroseconds(-1)); // what falls due at this very instant is still in time
        row.Write(judgement.State);
        row.DeadlineAt = AlarmJudge.NextDue(terms, judgement.State);
        if (row.DeadlineAt is { } next)
            deadline.Rearm(next);
        Forget(row, source, judgement.State);
        return new(source, [.. judgement.Transitions.Select(t => (t, false))], judgement.State.Chattering);
    }

    private async Task Load(IEnumerable<string> keys, CancellationToken cancel)
    {
        foreach (var chunk in keys.Order(StringComparer.Ordinal).Chunk(Chunk))
            foreach (var row in await db.Set<AlarmCondition>().Where(c => chunk.Contains(c.Key)).ToListAsync(cancel))
                rows[row.Key] = row;
    }

    private SourceStory? Judge(RuleSource source, List<Measured> measured, List<AlarmCondition> waiting)
    {
        var row = rows.GetValueOrDefault(source.Key);
        var state = row?.Read() ?? ConditionState.Quiet;
        var steps = new List<(Transition, bool)>();
        JudgeTerms? terms = null;
        foreach (var one in measured)
        {
            terms = terms is null || source.Rule.Levels.Exists(l => l.Threshold is not null) ? Terms(source, one.At) : terms;
            var judgement = AlarmJudge.Measure(terms, state, one.At, one.Value);
            state = judgement.State;
            foreach (var step in judgement.Transitions)
                steps.Add((step, one.History));
        }
        Keep(row, source, state, terms!, measured[^1].History, waiting);
        return steps.Count == 0 ? null : new(source, steps, state.Chattering);
    }

    private void Keep(AlarmCondition? row, RuleSource source, ConditionState state, JudgeTerms terms, bool history, List<AlarmCondition> waiting)
    {
        if (row is null && IsForgettable(source.Rule, state))
            return;
        if (row is null)
            db.Add(row = new AlarmCondition { Id = Guid.CreateVersion7(now), Key = source.Key, RuleId = source.Rule.Id, DeviceId = source.Device.Id });
        row.Write(state);
        if (!history && AlarmJudge.NextDue(terms, state) is { } due && (row.DeadlineAt is null || due < row.DeadlineAt))
        {
            row.DeadlineAt = due;
            waiting.Add(row);
        }
        Forget(row, source, state);
    }

    private void Forget(AlarmCondition row, RuleSource source, ConditionState state)
    {
        if (IsForgettable(source.Rule, state))
            db.Remove(row);
    }

    private bool IsForgettable(AlarmRule rule, ConditionState state) =>
        rule.Type is not (AlarmRuleType.Rate or AlarmRuleType.Absence) && state.IsForgettable(state.At ?? now); // by the measurements' time: history goes on where it stopped

    private JudgeTerms Terms(RuleSource source, DateTimeOffset at) => JudgeTerms.Of(
        source.Rule, source.Rule.Levels.Exists(l => l.Threshold is not null) ? devices.ThresholdsAt(source.Device.Id, source.Rule.Quantity!, at) : null);

    private async Task Arm(List<AlarmCondition> waiting, CancellationToken cancel)
    {
        waiting.RemoveAll(c => db.Entry(c).State == EntityState.Deleted);
        var there = new Dictionary<Guid, Deadline>();
        foreach (var chunk in waiting.Where(c => db.Entry(c).State != EntityState.Added).Select(c => c.Id).Order().Chunk(Chunk))
            foreach (var deadline in await db.Set<Deadline>().Where(d => chunk.Contains(d.SubjectId) && (d.Kind == DelayDeadline || d.Kind == AbsenceDeadline)).ToListAsync(cancel))
                there[deadline.SubjectId] = deadline;
        foreach (var condition in waiting)
            if (there.TryGetValue(condition.Id, out var deadline))
                deadline.Rearm(condition.DeadlineAt!.Value);
            else
                db.Add(Deadline.Arm(Guid.CreateVersion7(now), rules.Find(condition.RuleId)?.Type == AlarmRuleType.Absence ? AbsenceDeadline : DelayDeadline, condition.Id, condition.DeadlineAt!.Value));
    }
}
