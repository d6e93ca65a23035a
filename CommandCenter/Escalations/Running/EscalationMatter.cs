using CommandCenter.Alarms;
using CommandCenter.Devices;
using CommandCenter.Escalations.Chains;
using CommandCenter.People;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Kit;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Escalations.Running;

/// <summary>What an escalation is about, as it stands now: facts without the words of the request and without the requester.</summary>
/// <param name="Severity">How loud it is.</param>
/// <param name="DepartmentId">The lead department.</param>
/// <param name="Department">Its name.</param>
/// <param name="Title">What is wrong, of an alarm; the words of a ticket are not told.</param>
/// <param name="Category">The category's path, or the kind of an alarm's device.</param>
/// <param name="Priority">The ticket's or alarm's priority by its code name.</param>
/// <param name="DueAt">When the late clock was due.</param>
/// <param name="Over">Why there is nothing left to escalate; null while there is.</param>
public sealed record EscalationMatter(
    MarkPriority Severity, Guid? DepartmentId, string? Department, string? Title, string? Category, string Priority, DateTimeOffset? DueAt, StopReason? Over)
{
    /// <summary>The page of what an escalation is about, beneath the site's address.</summary>
    public static string PathOf(EscalationSubject subject, string label) =>
        $"/{(subject == EscalationSubject.Ticket ? "tickets" : "alarms")}/{Uri.EscapeDataString(label)}";
}

/// <summary>Looks at what an escalation is about.</summary>
public sealed class EscalationMatters(CategoryIndex categories, DepartmentIndex departments)
{
    /// <summary>As it stands in <paramref name="db"/>; over when it is gone.</summary>
    public async Task<EscalationMatter> Look(CityDb db, Escalation escalation, CancellationToken cancel)
    {
        if (escalation.Facts is { } alarm)
            return await Look(db, alarm, cancel);
        var ticket = await db.Set<Ticket>().AsNoTracking().FirstOrDefaultAsync(t => t.Id == escalation.SubjectId, cancel);
        if (ticket is null)
            return new EscalationMatter(MarkPriority.Low, null, null, null, null, "", null, StopReason.Done);
        return new EscalationMatter(
            SeverityOf(ticket.Priority, escalation.Trigger), ticket.DepartmentId, NameOf(ticket.DepartmentId), null,
            categories.Find(ticket.CategoryId)?.Path, ticket.Priority.ToString(), escalation.Clock is { } clock ? ticket.Clock(clock).DueAt : null,
            TicketEscalations.Over(ticket, escalation, null));
    }

    // What ends an alarm's escalation comes by its events, in their transaction; there is nothing to look up.
    private async Task<EscalationMatter> Look(CityDb db, AlarmFacts alarm, CancellationToken cancel)
    {
        var kind = await db.Set<DeviceKind>().AsNoTracking().FirstOrDefaultAsync(k => k.Code == alarm.KindCode, cancel);
        return new EscalationMatter(SeverityOf(alarm.Priority), alarm.DepartmentId, NameOf(alarm.DepartmentId), alarm.Title, kind?.Name ?? alarm.KindCode, alarm.Priority.ToString(), null, null);
    }

    private string? NameOf(Guid? department) => department is { } id ? departments.Find(id)?.Name : null;

    /// <summary>An alarm is as loud as its priority.</summary>
    public static MarkPriority SeverityOf(AlarmPriority priority) => priority switch
    {
        AlarmPriority.Critical => MarkPriority.Critical,
        AlarmPriority.High => MarkPriority.High,
        AlarmPriority.Medium => MarkPriority.Medium,
        _ => MarkPriority.Low,
    };

    /// <summary>Critical is for alarms; of tickets only an urgent one that is breached sounds as loud as a high alarm.</summary>
    public static MarkPriority SeverityOf(TicketPriority priority, ChainTrigger trigger) => (priority, trigger) switch
    {
        (TicketPriority.Urgent, _) or (TicketPriority.High, ChainTrigger.Breached) => MarkPriority.High,
        (TicketPriority.Low, _) or (TicketPriority.Normal, ChainTrigger.AtRisk) => MarkPriority.Low,
        _ => MarkPriority.Medium,
    };
}
