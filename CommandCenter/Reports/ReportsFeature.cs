using CommandCenter.Access;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Jobs;
using CommandCenter.Platform.Journal;
using CommandCenter.Platform.Kit;
using CommandCenter.Platform.Time;
using CommandCenter.Reports.Figures;
using CommandCenter.Reports.Files;
using CommandCenter.Reports.Runs;
using CommandCenter.Reports.Screens;

namespace CommandCenter.Reports;

/// <summary>Registration and routes of the Reports room.</summary>
public static class ReportsFeature
{
    /// <summary>Reports, their files, and the daily one on its schedule.</summary>
    /// <exception cref="CannotStart">A setting under <c>Reports</c> is wrong.</exception>
    public static IServiceCollection AddReports(this IServiceCollection services, IConfiguration configuration, City city)
    {
        services.AddSingleton(ReportsOptions.Read(configuration));
        services.AddSingleton<ReportPulse>();
        services.AddSingleton<IFollowJournal>(s => s.GetRequiredService<ReportPulse>());
        services.AddSingleton<SlaRequests>();
        services.AddSingleton<SlaReader>();
        services.AddSingleton<SlaReports>();
        services.AddSingleton<SlaNames>();
        services.AddSingleton<SlaFiles>();
        services.AddSingleton<AreaOutlines>();
        services.AddSingleton<DailyReport>();
        services.AddSingleton<ReportArchive>();
        services.AddSingleton(RailEntry.Of<ReportsText>(60, "chart", "SlaReport", "/reports/sla", Permit.SeeReports));
        return services.AddSchedule<DailyReport>("reports.daily-sla", ScheduleRegistration.EveryMinute, city.Zone, (report, cancel) => report.MakeIfDue(cancel));
    }

    /// <summary>The doors under <c>/api/v1</c>.</summary>
    public static IEndpointRouteBuilder MapReports(this IEndpointRouteBuilder routes)
    {
        ReportApi.Map(routes.MapGroup("/api/v1"));
        return routes;
    }
}
