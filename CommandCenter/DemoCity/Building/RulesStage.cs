using CommandCenter.Access;
using CommandCenter.Alarms;
using CommandCenter.Callbacks.Sampling;
using CommandCenter.DemoCity.Cast;
using CommandCenter.Escalations.Chains;
using CommandCenter.People;
using CommandCenter.Platform.Journal;
using CommandCenter.Sla;
using CommandCenter.Tickets;
using CommandCenter.Tickets.Administration;

namespace CommandCenter.DemoCity.Building;

/// <summary>Working time, categories, policies, and who is told when nobody moves.</summary>
internal static class RulesStage
{
    public static async Task Build(DemoWork work)
    {
        await work.Get<SlaDesk>().ImportCalendar(Actor.System, CastCalendar.Json, CastCalendar.Name, makeDefault: true, work.Cancel);
        await Categories(work);
        var report = await work.Get<SlaDesk>().ImportPolicies(Actor.System, new StringReader(CastPolicies.Csv), work.Cancel);
        if (report.Problems is [var problem, ..])
            throw new InvalidOperationException($"The demo city's policies, line {problem.Line}: {problem.Reason}");
        await Chains(work);
        await Callbacks(work);
    }

    // Everybody is called back within a working day.
    private static async Task Callbacks(DemoWork work)
    {
        if ((await work.Get<SamplingDesk>().List(work.Cancel)).Count == 0)
            await work.Get<SamplingDesk>().Save(Actor.System, null, new SamplingForm(null, null, null, 100, Limit.WorkingDays(1)), work.Cancel);
    }

    private static async Task Categories(DemoWork work)
    {
        var (desk, index, departments) = (work.Get<CategoryDesk>(), work.Get<CategoryIndex>(), work.Get<DepartmentIndex>());
        await index.Rebuild(work.Cancel);
        var ids = new Dictionary<string, Guid>();
        foreach (var (number, category) in work.Cast.Categories.Index())
        {
            var parent = category.ParentCode is { } code ? ids[code] : (Guid?)null;
            ids[category.Code] = index.All.FirstOrDefault(c => c.ParentId == parent && c.Name == category.Name.Chinese)?.Id
                ?? (await desk.Add(Actor.System, new CategoryDetails(category.Name.Chinese, category.Name.English, parent, departments.FindByText(category.DepartmentCode)!.Id, Priority(category)), work.Cancel)).Id;
            work.Tell(0.8 * number / work.Cast.Categories.Count);
        }
    }

    private static TicketPriority Priority(PlannedCategory category) => category.Code switch
    {
        "home.heat.smell" or "home.power.line" or "water.flood.home" or "urban.cover.missing" or "safety.crowd.lost" => TicketPriority.Urgent,
        _ when category.Code.StartsWith("water.flood", StringComparison.Ordinal) || category.Code.StartsWith("safety", StringComparison.Ordinal) => TicketPriority.High,
        _ => TicketPriority.Normal,
    };

    private static async Task Chains(DemoWork work)
    {
        var (desk, hour) = (work.Get<ChainDesk>(), Limit.Elapsed(TimeSpan.FromHours(1)));
        await desk.SaveLastResort(Caller.System, [], [Role.DutyOfficer], work.Cancel);
        await Add("工单超时升级", ChainTrigger.Breached, new EscalationPlan(
        [
            new EscalationStep { Role = Role.DepartmentLead, InLeadDepartment = true },
            new EscalationStep { Role = Role.Supervisor, Wait = hour },
            new EscalationStep { Role = Role.DutyOfficer, InChargeOnly = true, Wait = hour },
        ], [], null), null);
        await Add("紧急告警未确认", ChainTrigger.Unacknowledged, new EscalationPlan(
        [
            new EscalationStep { Role = Role.DutyOfficer, InChargeOnly = true, Wait = Limit.Elapsed(TimeSpan.FromMinutes(2)) },
            new EscalationStep { Role = Role.Supervisor, Wait = Limit.Elapsed(TimeSpan.FromMinutes(3)) },
        ], [], null), AlarmPriority.Critical);
        await Add("重要告警未确认", ChainTrigger.Unacknowledged, new EscalationPlan(
        [
            new EscalationStep { Role = Role.DutyOfficer, InChargeOnly = true, Wait = Limit.Elapsed(TimeSpan.FromMinutes(10)) },
        ], [], null, StopsAtClear: true), AlarmPriority.High);

        async Task Add(string name, ChainTrigger trigger, EscalationPlan plan, AlarmPriority? priority)
        {
            if ((await desk.List(work.Cancel)).All(c => c.Name != name))
                await desk.Save(Caller.System, null, 0, new ChainForm(name, trigger, null, null, null, null, priority, plan, Active: true), work.Cancel);
        }
    }
}
