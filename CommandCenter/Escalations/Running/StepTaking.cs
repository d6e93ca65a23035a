using CommandCenter.Escalations.Chains;
using CommandCenter.Escalations.Channels;
using CommandCenter.Escalations.Inbox;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Deadlines;
using CommandCenter.Platform.Journal;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Escalations.Running;

/// <summary>
/// Takes the step an escalation waits for when its deadline is due: notices, deliveries, the entry of the Journal and the next instant in one commit. The deadline's once-key and
/// unique (escalation, step, attempt, recipient, channel) let it have its effect once, however often and on however many nodes the job runs.
/// </summary>
public sealed class StepTaking(EscalationCourse course, EscalationMatters matters, Recipients recipients, TimeProvider clock)
{
    /// <summary>The deadline's action.</summary>
    public async Task Take(CityDb db, Deadline deadline, CancellationToken cancel)
    {
        var escalation = await db.Set<Escalation>().FirstOrDefaultAsync(e => e.Id == deadline.SubjectId, cancel);
        if (escalation is not { State: EscalationState.Running })
            return;
        // The clock of another node may run ahead of this one; on one escalation time never runs backwards.
        var at = new[] { clock.Now(), deadline.DueAt, escalation.LastStepAt ?? escalation.StartedAt }.Max();
        var context = new EventContext(escalation.SubjectId, at, Actor.System, History: false);
        var matter = await matters.Look(db, escalation, cancel);
        if (matter.Over is { } why)
        {
            await course.Stop(db, escalation, why, context, cancel);
            return;
        }
        var reached = await recipients.Of(db, escalation.Plan.Steps[escalation.Step], matter.DepartmentId, at, cancel);
        await Tell(db, escalation, deadline, matter, reached, context, cancel);
        await MoveOn(db, escalation, deadline, reached, context, cancel);
    }

    private async Task Tell(CityDb db, Escalation escalation, Deadline deadline, EscalationMatter matter, Reached reached, EventContext context, CancellationToken cancel)
    {
        var step = escalation.Plan.Steps[escalation.Step];
        var told = reached.People.Select(p => new Told(p.DisplayName, step.Inbox || reached.Unmanned, step.Email, Webhook: false)).ToList();
        if (reached.Target is { } target)
        {
            told.Add(new Told(target.Name, Inbox: false, Email: false, Webhook: true));
            db.Add(Delivery.To(target, escalation, context.At, Guid.CreateVersion7(clock.GetUtcNow())));
        }
        foreach (var person in reached.People)
        {
            if (step.Inbox || reached.Unmanned)
                db.Add(Notice.To(person.Id, escalation, matter, reached.Unmanned, context.At));
            if (step.Email)
                db.Add(Delivery.To(person, escalation, reached.Unmanned, context.At, Guid.CreateVersion7(clock.GetUtcNow())));
        }
        if (reached.Unmanned)
            await course.Record(db, escalation, new NobodyOnDuty(escalation.Id, escalation.Chain, escalation.Step + 1, step.Role,
                step.InLeadDepartment ? matter.Department : null, reached.People.Count), context, cancel);
        await course.Record(db, escalation, new EscalationStepTaken(escalation.Id, escalation.Chain, escalation.Step + 1, escalation.Attempt,
            NamesOf(reached), told, reached.Unmanned), context, cancel, deadline.OnceKey);
    }

    private async Task MoveOn(CityDb db, Escalation escalation, Deadline deadline, Reached reached, EventContext context, CancellationToken cancel)
    {
        // Waits count from the moment the step was taken, so that a chain that lay still while the server was down does not burst afterwards.
        var next = escalation.Plan.After(escalation.Place);
        var nextAt = next is { } place ? course.DueAt(escalation.Plan, place, context.At) : (DateTimeOffset?)null;
        escalation.Took(context.At, NamesOf(reached), reached.Unmanned, next, nextAt);
        if (nextAt is { } due)
            deadline.Rearm(due);
        else
            await course.Record(db, escalation, new EscalationEnded(escalation.Id, escalation.Chain), context, cancel);
    }

    private static string NamesOf(Reached reached) => string.Join(", ", reached.People.Select(p => p.DisplayName).Concat(reached.Target is { } target ? [target.Name] : []));
}
