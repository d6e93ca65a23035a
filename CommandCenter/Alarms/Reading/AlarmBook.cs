using CommandCenter.Alarms.Judging;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Alarms.Reading;

/// <summary>What happened to one source, in order.</summary>
/// <param name="Source">The source.</param>
/// <param name="Steps">What happened, each with whether it comes from history.</param>
/// <param name="Chattering">Whether it goes on and off.</param>
internal sealed record SourceStory(AlarmSource Source, IReadOnlyList<(Transition Step, bool History)> Steps, bool Chattering = false)
{
    /// <summary>Why an alarm that is raised is hidden from the start; null when it is shown.</summary>
    public string? Suppressed { get; init; }
}

/// <summary>
/// Turns what happened to conditions into alarms and their Journal entries, in one context: the same for measurements, outside systems, the clock and devices that went
/// offline. Reads in chunks however many there are.
/// </summary>
internal sealed class AlarmBook(CityDb db, JournalWriter journal, AlarmNumbers numbers, DateTimeOffset now)
{
    private const int Chunk = 500;
    private readonly Dictionary<string, Alarm> standing = [];
    private readonly List<(Alarm Alarm, IAlarmEvent Event, DateTimeOffset At, bool History)> happened = [];
    private readonly HashSet<Alarm> touched = [];

    /// <summary>The alarms that were changed or raised.</summary>
    public IReadOnlyCollection<Alarm> Touched => touched;

    /// <summary>The alarm that stands for a source; null for none. Only of sources that were loaded.</summary>
    public Alarm? Standing(string key) => standing.GetValueOrDefault(key);

    /// <summary>Reads the alarms that stand for these sources.</summary>
    public async Task Load(IEnumerable<string> keys, CancellationToken cancel)
    {
        foreach (var chunk in keys.Distinct().Order(StringComparer.Ordinal).Chunk(Chunk))
            foreach (var alarm in await db.Set<Alarm>().Where(a => a.StandingKey != null && chunk.Contains(a.StandingKey)).ToListAsync(cancel))
                standing[alarm.StandingKey!] = alarm;
    }

    /// <summary>Applies the stories, whose sources were loaded; does not save.</summary>
    /// <param name="stories">In order of arrival.</param>
    /// <param name="once">A key that the first Journal entry may exist under once; null for none.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task Apply(IReadOnlyList<SourceStory> stories, string? once, CancellationToken cancel)
    {
        var block = await numbers.Take(db, [.. stories.SelectMany(s => s.Steps).Where(s => s.Step.Kind is TransitionKind.Raised or TransitionKind.Rose).Select(s => s.Step.At)], cancel);
        foreach (var story in stories)
        {
            foreach (var (step, history) in story.Steps)
                Apply(story, step, history, block);
            if (story.Chattering && Standing(story.Source.Key) is { } alarm && alarm.Chatter())
                touched.Add(alarm);
        }
        await AlarmNumbers.GiveBack(db, block, cancel);
        foreach (var (alarm, what, at, history) in happened)
        {
            await journal.Record(db, AlarmSubject.Name, what, new EventContext(alarm.Id, at, Actor.System, history), once, cancel);
            once = null;
        }
    }

    /// <summary>Keeps what happened to an alarm otherwise; told with the rest by <see cref="Apply(IReadOnlyList{SourceStory}, string?, CancellationToken)"/>.</summary>
    public void Note(Alarm alarm, IAlarmEvent? what, DateTimeOffset at, bool history)
    {
        if (what is null)
            return;
        touched.Add(alarm);
        happened.Add((alarm, what, at < now ? at : now, history));
    }

    private void Apply(SourceStory story, Transition step, bool history, AlarmNumbers.AlarmNumberBlock block)
    {
        var alarm = Standing(story.Source.Key);
        var reading = new AlarmReading(step.At, Math.Max(step.To, 1), story.Source.PriorityOf(Math.Max(step.To, 1)), step.Value, step.Threshold);
        switch (step.Kind)
        {
            case TransitionKind.Raised or TransitionKind.Rose when alarm is null:
                Raise(story, reading, history, block);
                return;
            case TransitionKind.Raised or TransitionKind.Rose when alarm is { IsActive: false }:
                Note(alarm, alarm.Return(reading, history), step.At, history);
                break;
            case TransitionKind.Raised or TransitionKind.Rose when alarm is not null && reading.Level > alarm.Level:
                Note(alarm, alarm.Rise(reading, history), step.At, history);
                break;
            case TransitionKind.Fell or TransitionKind.Raised when alarm is { IsActive: true } && reading.Level < alarm.Level:
                Note(alarm, alarm.Fall(reading), step.At, history);
                break;
            case TransitionKind.Cleared when alarm is { IsActive: true }:
                Note(alarm, alarm.Clear(step.At, step.Value), step.At, history);
                if (alarm.State == AlarmState.Normal)
                    standing.Remove(story.Source.Key);
                break;
            case TransitionKind.Repeated or TransitionKind.Raised when alarm is { IsActive: true }:
                alarm.Repeat(reading);
                touched.Add(alarm);
                break;
            default:
                return; // it was marked false: what its source repeats or ends is told to nobody
        }
        if (alarm is { IsActive: true, Priority: AlarmPriority.Critical }) // what is critical cannot stay shelved
            Note(alarm, alarm.EndShelving(timeOver: false), step.At, history);
    }

    private void Raise(SourceStory story, AlarmReading reading, bool history, AlarmNumbers.AlarmNumberBlock block)
    {
        var (sequence, number) = block.Next(reading.At);
        var alarm = story.Source.New(sequence, number, reading.At, history);
        var raised = alarm.Raise(story.Source.Key, reading);
        db.Add(alarm);
        standing[story.Source.Key] = alarm;
        // What is hidden from the start is told as raised when it is shown: nobody is to act on what nobody was to see.
        if (story.Suppressed is { } reason)
            Note(alarm, alarm.Hide(AlarmHiding.Suppressed, reason), reading.At, history);
        else
            Note(alarm, raised, reading.At, history);
    }
}
