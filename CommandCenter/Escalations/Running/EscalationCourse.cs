using CommandCenter.Alarms;
using CommandCenter.Escalations.Chains;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Deadlines;
using CommandCenter.Platform.Journal;
using CommandCenter.Sla;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Escalations.Running;

/// <summary>
/// Starts and stops escalations as rows in somebody else's transaction: what started it, the escalation, its deadline and the entries of the Journal are committed together or not at all.
/// </summary>
public sealed class EscalationCourse(SlaRules calendars, JournalWriter journal, TimeProvider clock)
{
    /// <summary>The kind of the deadline on which an escalation waits; its subject is the escalation.</summary>
    public const string Kind = "escalation.step";

    /// <summary>The Journal's subject of what an escalation is about.</summary>
    public static string SubjectName(EscalationSubject subject) => subject == EscalationSubject.Ticket ? TicketSubject.Name : AlarmSubject.Name;

    /// <summary>Starts a chain. The same chain that runs already goes on; another one for the same thing gives way.</summary>
    public async Task Start(CityDb db, EscalationChain chain, EscalationStart what, EventContext context, CancellationToken cancel)
    {
        var key = Escalation.KeyOf(what.SubjectId, what.Clock);
        if (await Live(db, key, cancel) is { } before)
        {
            if (before.State == EscalationState.Running && before.Trigger == what.Trigger && before.ChainId == chain.Id)
                return;
            await Stop(db, before, StopReason.Superseded, context, cancel);
        }
        var plan = chain.Read();
        if (plan.Progress.Count == 0 && what.Clock is { } late)
            plan = plan with { Progress = EscalationPlan.ProgressOf(late) };
        var escalation = new Escalation
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            Subject = chain.Subject,
            SubjectId = what.SubjectId,
            Label = what.Label,
            Clock = what.Clock,
            Trigger = what.Trigger,
            ChainId = chain.Id,
            Chain = chain.Name,
            PlanText = plan.Write(),
            StartedAt = context.At,
        };
        if (what.Alarm is { } facts)
            escalation.Note(facts);
        escalation.Begin(DueAt(plan, ChainPlace.First, context.At));
        db.Add(escalation);
        db.Add(Deadline.Arm(Guid.CreateVersion7(clock.GetUtcNow()), Kind, escalation.Id, escalation.NextAt!.Value));
        await Record(db, escalation, new EscalationStarted(escalation.Id, escalation.Chain, escalation.Trigger, escalation.Clock), context, cancel);
    }

    /// <summary>Stops one; nothing more is said, and what waits to be tried again is not.</summary>
    public async Task Stop(CityDb db, Escalation escalation, StopReason why, EventContext context, CancellationToken cancel)
    {
        escalation.Stop(context.At, why);
        var deadline = db.Set<Deadline>().Local.FirstOrDefault(d => d.SubjectId == escalation.Id && d.Kind == Kind)
            ?? await db.Set<Deadline>().FirstOrDefaultAsync(d => d.SubjectId == escalation.Id && d.Kind == Kind, cancel);
        deadline?.Meet(context.At);
        await Record(db, escalation, new EscalationStopped(escalation.Id, escalation.Chain, why), context, cancel);
    }

    /// <summary>The escalations of a thing that are not over, this transaction's own among them.</summary>
    public static async Task<IReadOnlyList<Escalation>> LiveOf(CityDb db, Guid subjectId, CancellationToken cancel)
    {
        var stored = await db.Set<Escalation>().Where(e => e.SubjectId == subjectId && e.State != EscalationState.Stopped).ToListAsync(cancel);
        return [.. stored.Union(db.Set<Escalation>().Local.Where(e => e.SubjectId == subjectId)).Where(e => e.IsLive)];
    }

    /// <summary>When a place of a plan is due.</summary>
    public DateTimeOffset DueAt(EscalationPlan plan, ChainPlace place, DateTimeOffset from) => plan.DueAt(place, from, calendars.CalendarOf(plan.CalendarId));

    /// <summary>Journals something about an escalation, as an entry of what it is about, in the name of the product.</summary>
    public Task Record(CityDb db, Escalation escalation, IEvent happened, EventContext context, CancellationToken cancel, string? once = null) =>
        journal.Record(db, SubjectName(escalation.Subject), happened, context with { SubjectId = escalation.SubjectId }, once, cancel);

    private static async Task<Escalation?> Live(CityDb db, string key, CancellationToken cancel) =>
        db.Set<Escalation>().Local.FirstOrDefault(e => e.LiveKey == key)
        ?? (await db.Set<Escalation>().FirstOrDefaultAsync(e => e.LiveKey == key, cancel) is { IsLive: true } stored ? stored : null);
}

/// <summary>What an escalation is to start for.</summary>
/// <param name="SubjectId">The ticket or alarm.</param>
/// <param name="Label">Its number.</param>
/// <param name="Trigger">What happened.</param>
/// <param name="Clock">The late clock of a ticket.</param>
/// <param name="Alarm">What is known of an alarm.</param>
public sealed record EscalationStart(Guid SubjectId, string Label, ChainTrigger Trigger, TicketClock? Clock, AlarmFacts? Alarm = null);
