using CommandCenter.Access;
using CommandCenter.Escalations.Chains;
using CommandCenter.Escalations.Running;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Deadlines;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Escalations.Inbox;

/// <summary>What people do with their own inbox. Nobody reads or acknowledges for somebody else.</summary>
public sealed class InboxDesk(IDbContextFactory<CityDb> databases, EscalationCourse course, JournalWriter journal, TimeProvider clock)
{
    /// <summary>The Journal's subject of what somebody does with their inbox; its id is the person's.</summary>
    public const string Subject = "inbox";

    private const int Attempts = 8;

    /// <summary>The newest notices, newest first.</summary>
    /// <param name="caller">Whose.</param>
    /// <param name="most">How many.</param>
    /// <param name="before">Only those before the one with this id: the page after.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<IReadOnlyList<NoticeView>> List(Caller caller, int most, long? before, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var notices = Own(db, caller).AsNoTracking();
        if (before is { } id)
            notices = notices.Where(n => n.Id < id);
        return await View(db, notices.OrderByDescending(n => n.Id).Take(most), cancel);
    }

    /// <summary>Marks notices as looked at; all unread ones where none are named.</summary>
    public async Task Read(Caller caller, IReadOnlyCollection<long>? ids, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var unread = Own(db, caller).Where(n => n.ReadAt == null);
        if (ids is not null)
            unread = unread.Where(n => ids.Contains(n.Id));
        var rows = await unread.OrderBy(n => n.Id).Take(500).ToListAsync(cancel);
        if (rows.Count == 0)
            return;
        foreach (var notice in rows)
            notice.ReadAt = clock.Now();
        await journal.Record(db, Subject, new NoticesRead([.. rows.Select(n => n.Id)]), new EventContext(caller.UserId!.Value, clock.Now(), caller.Actor, History: false), cancel: cancel);
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>
    /// Says that the caller takes care of it: the step is not said again, and the next one waits its whole wait from now. The chain itself stops only by progress, or for an
    /// alarm by the alarm's own acknowledgement. Of two who acknowledge at once the second finds it done.
    /// </summary>
    /// <exception cref="Refusal">There is no such notice in the caller's inbox.</exception>
    public async Task Acknowledge(Caller caller, long id, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            try
            {
                await AcknowledgeOnce(db, caller, id, cancel);
                return;
            }
            catch (DbUpdateConcurrencyException) when (attempt < Attempts)
            {
                // A step was taken, or somebody else acknowledged, in the same moment: look again and decide again.
            }
        }
    }

    private async Task AcknowledgeOnce(CityDb db, Caller caller, long id, CancellationToken cancel)
    {
        var notice = await Own(db, caller).FirstOrDefaultAsync(n => n.Id == id, cancel) ?? throw Refusal.NotFound("The notice");
        if (notice.AcknowledgedAt is not null)
            return;
        var context = new EventContext(notice.SubjectId, clock.Now(), caller.Actor, History: false);
        notice.AcknowledgedAt = context.At;
        notice.ReadAt ??= context.At;
        if (notice.EscalationId is { } escalation)
            await Acknowledge(db, escalation, notice.Step, context, cancel);
        await journal.Record(db, Subject, new NoticesRead([notice.Id]), context with { SubjectId = caller.UserId!.Value }, cancel: cancel);
        await db.SaveChangesAsync(cancel);
    }

    private async Task Acknowledge(CityDb db, Guid escalationId, int step, EventContext context, CancellationToken cancel)
    {
        var escalation = await db.Set<Escalation>().FirstAsync(e => e.Id == escalationId, cancel);
        if (escalation.State == EscalationState.Running && escalation.Step == step && escalation.Attempt > 1)
            await SkipRepeats(db, escalation, context, cancel);
        if (escalation.IsLive)
            await course.Record(db, escalation, new EscalationAcknowledged(escalation.Id, escalation.Chain, step + 1), context, cancel);
    }

    private async Task SkipRepeats(CityDb db, Escalation escalation, EventContext context, CancellationToken cancel)
    {
        var deadline = await db.Set<Deadline>().FirstAsync(d => d.SubjectId == escalation.Id && d.Kind == EscalationCourse.Kind, cancel);
        var next = escalation.Plan.NextStep(escalation.Step);
        var nextAt = next is { } place ? course.DueAt(escalation.Plan, place, context.At) : (DateTimeOffset?)null;
        escalation.GoOn(next, nextAt);
        if (nextAt is { } due)
        {
            deadline.Rearm(due);
            return;
        }
        deadline.Meet(context.At);
        await course.Record(db, escalation, new EscalationEnded(escalation.Id, escalation.Chain), context with { Actor = Actor.System }, cancel);
    }

    /// <summary>Notices with whether they still matter: their escalation is not over, or their ticket is still their person's to do.</summary>
    internal static async Task<IReadOnlyList<NoticeView>> View(CityDb db, IQueryable<Notice> notices, CancellationToken cancel)
    {
        var rows = await notices.ToListAsync(cancel);
        var escalations = rows.Select(n => n.EscalationId).OfType<Guid>().Distinct().ToList();
        var live = escalations.Count == 0 ? [] : await db.Set<Escalation>().Where(e => escalations.Contains(e.Id) && e.State != EscalationState.Stopped).Select(e => e.Id).ToListAsync(cancel);
        var given = rows.Where(n => n.EscalationId is null).Select(n => n.SubjectId).Distinct().ToList();
        var handlers = given.Count == 0 ? [] : await db.Set<Ticket>().Where(t => given.Contains(t.Id) && t.CompletedAt == null && t.ClosedAt == null).ToDictionaryAsync(t => t.Id, t => t.AssigneeId, cancel);
        return [.. rows.Select(n => NoticeView.Of(n, n.EscalationId is { } escalation ? live.Contains(escalation) : handlers.GetValueOrDefault(n.SubjectId) == n.UserId))];
    }

    private static IQueryable<Notice> Own(CityDb db, Caller caller) => caller.UserId is { } user
        ? db.Set<Notice>().Where(n => n.UserId == user)
        : throw new Refusal(StatusCodes.Status403Forbidden, "no-inbox", "Only a person who is signed in has an inbox.");
}
