using CommandCenter.Access;
using CommandCenter.Alarms;
using CommandCenter.Areas;
using CommandCenter.DemoCity.Cast;
using CommandCenter.DemoCity.Plan;
using CommandCenter.Platform.Time;

namespace CommandCenter.DemoCity.Simulation;

/// <summary>
/// The demo city's people at work: they look at the lists that everybody sees and do what is due by their conduct. Nothing is remembered, so that a restart changes nothing
/// and what a visitor did first is simply no longer there to do.
/// </summary>
internal sealed class DemoPeople(CityCast cast, City city, DemoDoors doors, DateTimeOffset begunAt)
{
    private const int MostVerbs = 8; // in one look
    private readonly PeopleConduct conduct = new(cast.Plan.Seed);
    private readonly RequestTopics topics = new(cast);
    private readonly Dictionary<string, PlanName> communities = cast.Plan.Areas.Where(a => a.Level == AreaLevel.Community).ToDictionary(a => a.Code, a => a.Name);

    /// <summary>Looks once at alarms, tickets and callbacks.</summary>
    /// <param name="now">The real instant.</param>
    /// <param name="pace">How fast the people's time goes.</param>
    /// <param name="told">Devices of which a story is told: nobody takes what they say for false.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task Look(DateTimeOffset now, int pace, IReadOnlySet<string> told, CancellationToken cancel)
    {
        await Alarms(now, pace, told, cancel);
        await Tickets(now, pace, cancel);
        await Callbacks(now, pace, cancel);
    }

    private async Task Alarms(DateTimeOffset now, int pace, IReadOnlySet<string> told, CancellationToken cancel)
    {
        var left = MostVerbs;
        foreach (var alarm in await doors.List<SeenAlarm>("alarms?standing=true&state=ActiveUnacknowledged,ClearedUnacknowledged&hiding=None&order=priority&limit=200", cancel))
        {
            var humour = conduct.OfAlarm(alarm.Number, alarm.Priority);
            if (humour.AcknowledgeAfter is not { } after || now < alarm.LevelAt + (after / pace) || Somebody(Role.DutyOfficer, null, alarm.Number) is not { } officer)
                continue;
            if (left-- == 0)
                return;
            await doors.Do($"alarms/{alarm.Number}/acknowledge", new { }, officer, null, cancel);
            if (humour.FalseCause is { } cause && !(alarm.Device is { } device && told.Contains(device)))
                await doors.Do($"alarms/{alarm.Number}/mark-false", new { cause = In(cause) }, officer, null, cancel);
        }
    }

    private async Task Tickets(DateTimeOffset now, int pace, CancellationToken cancel)
    {
        var left = MostVerbs;
        foreach (var ticket in await doors.List<SeenTicket>("tickets?open=true&order=newest&limit=200", cancel))
        {
            if (Due(ticket, now, pace) is not { } act)
                continue;
            if (left-- == 0)
                return;
            await doors.Do($"tickets/{ticket.Number}/{act.Verb}", act.Input, act.Person, null, cancel);
        }
    }

    private (string Verb, object Input, string Person)? Due(SeenTicket ticket, DateTimeOffset now, int pace)
    {
        var humour = conduct.OfTicket(ticket.Number);
        var lead = Somebody(Role.DepartmentLead, DepartmentOf(ticket.Department), ticket.Number);
        var officer = Somebody(Role.DutyOfficer, null, ticket.Number);
        return ticket.State switch
        {
            "New" when officer is not null && now >= ticket.OpenedAt + (humour.AcceptAfter / pace) => ("accept", new { }, officer),
            "Accepted" when officer is not null && now >= ticket.OpenedAt + (humour.DispatchAfter / pace) && (topics.Department(ticket.Category) ?? cast.Departments.FirstOrDefault()?.Code) is { } department
                => ("dispatch", new { department }, officer),
            "Dispatched" when lead is not null && now >= ticket.DispatchedAt + (humour.SignAfter / pace) => humour.Returns && ticket.Returns == 0
                ? ("return", new { reason = In(new PlanName("不属于我单位职责范围，建议转交主管部门。", "Not within our duties; please pass it to the department in charge.")) }, lead)
                : ("sign", new { }, lead),
            "Signed" when lead is not null && ticket.Assignee is null && now >= ticket.SignedAt + (conduct.AssignAfter(ticket.Number) / pace) && Worker(ticket) is { } worker => ("assign", new { assignee = worker }, lead),
            "Signed" when lead is not null && now >= (ticket.OpenedAt < begunAt ? begunAt + (conduct.OfBacklog(ticket.Number) / pace) : ticket.SignedAt + (humour.CompleteAfter / pace)) => ("complete", new { reply = In(humour.Reply) }, lead),
            _ => null,
        };
    }

    private async Task Callbacks(DateTimeOffset now, int pace, CancellationToken cancel)
    {
        var left = MostVerbs / 2;
        foreach (var callback in await doors.List<SeenCallback>("callbacks?state=Promised&limit=100", cancel))
        {
            var humour = conduct.OfCallback(callback.Ticket);
            if (callback.ClaimedBy is not null || now < callback.PromisedAt + (humour.After / pace) || Somebody(Role.CallTaker, null, callback.Ticket) is not { } taker)
                continue;
            if (left-- == 0)
                return;
            if (await doors.Do($"callbacks/{callback.Id}/claim", new { }, taker, null, cancel))
                await doors.Do($"callbacks/{callback.Id}/answers", Answers(humour), taker, null, cancel);
        }
    }

    private object Answers(CallbackConduct humour) => humour.Resolved
        ? new { responded = true, resolved = true, satisfaction = humour.Satisfaction, rework = false }
        : new { responded = true, resolved = false, satisfaction = humour.Satisfaction, rework = true, reason = In(new PlanName("市民反映问题没有解决。", "The caller says that nothing was done.")) };

    // City management works through the grid worker of the community; the others have their own people.
    private string? Worker(SeenTicket ticket)
    {
        var department = DepartmentOf(ticket.Department);
        var names = ticket.Area?.Split(AreaIndex.PathSeparator) ?? [];
        return cast.People.FirstOrDefault(p => p.Role == Role.GridWorker && p.DepartmentCode == department && communities.GetValueOrDefault(p.AreaCode ?? "") is { } name && (names.Contains(name.Chinese) || names.Contains(name.English)))?.UserName
            ?? Somebody(Role.DepartmentLead, department, ticket.Number + ":work");
    }

    private string? DepartmentOf(string? name) => cast.Departments.FirstOrDefault(d => d.Name.Chinese == name || d.Name.English == name || d.Code == name)?.Code;

    private string? Somebody(Role role, string? department, string number)
    {
        var able = cast.People.Where(p => p.Role == role && (role != Role.DepartmentLead || p.DepartmentCode == department)).ToList();
        return able.Count == 0 ? null : Chance.Pick(able, cast.Plan.Seed, "who:" + number).UserName;
    }

    private string In(PlanName name) => city.Language == "en" ? name.English : name.Chinese;

    private sealed record SeenAlarm(string Number, string? Device, AlarmPriority Priority, DateTimeOffset LevelAt);

    private sealed record SeenTicket(string Number, string State, string? Department, string? Category, DateTimeOffset OpenedAt, DateTimeOffset? DispatchedAt, DateTimeOffset? SignedAt, int Returns, string? Assignee, string? Area);

    private sealed record SeenCallback(Guid Id, string Ticket, string? ClaimedBy, DateTimeOffset PromisedAt);
}
