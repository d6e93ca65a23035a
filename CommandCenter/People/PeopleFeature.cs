using System.Globalization;
using CommandCenter.Access;
using CommandCenter.Areas;
using CommandCenter.People.Positions;
using CommandCenter.People.Rosters;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Jobs;
using CommandCenter.Platform.Journal;
using CommandCenter.Platform.Kit;
using CommandCenter.Platform.Time;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CommandCenter.People;

/// <summary>A department as the interface shows it.</summary>
/// <param name="Id">Its lasting id.</param>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="NameEn">Its English name.</param>
/// <param name="Aliases">Other spellings that sources use.</param>
/// <param name="ParentId">The department it belongs to.</param>
/// <param name="Phone">The number of its duty room.</param>
/// <param name="Active">Whether tickets are dispatched to it.</param>
public sealed record ListedDepartment(Guid Id, string Code, string Name, string? NameEn, IReadOnlyList<string> Aliases, Guid? ParentId, string? Phone, bool Active);

/// <summary>The room's registration and routes.</summary>
public static class PeopleFeature
{
    // Away from the full hour, when everything else fires.
    private const string EveryHour = "0 17 * * * ?";

    /// <summary>Departments, rosters and positions, for any process.</summary>
    /// <exception cref="CannotStart">A setting under <c>People</c> is wrong.</exception>
    public static IServiceCollection AddPeople(this IServiceCollection services, IConfiguration? configuration = null)
    {
        services.AddSingleton(configuration is null ? PeopleOptions.Default : PeopleOptions.Read(configuration));
        services.TryAddSingleton(CityDays.None);
        services.AddSingleton<DepartmentIndex>();
        services.AddSingleton<IFollowJournal>(s => s.GetRequiredService<DepartmentIndex>());
        services.AddSingleton<DepartmentDesk>();
        services.AddSingleton<DutyBook>();
        services.AddSingleton<IFollowJournal>(s => s.GetRequiredService<DutyBook>());
        services.AddSingleton<RosterDesk>();
        services.AddSingleton<LeaveDesk>();
        services.AddSingleton<SwapDesk>();
        services.AddSingleton<ShiftWatch>();
        services.AddSingleton<PositionBook>();
        services.AddSingleton<PositionSharing>();
        services.AddSingleton<PositionRetention>();
        services.AddSingleton<PositionsLive>();
        services.AddSingleton<IFollowJournal>(s => s.GetRequiredService<PositionsLive>());
        services.AddSingleton<NearestStaff>();
        services.AddSingleton(s => new AccessChoices(
            _ => Choices(s.GetRequiredService<DepartmentIndex>().All.Where(d => d.Active).Select(d => (d.Id, d.Name))),
            _ => Choices(s.GetRequiredService<AreaIndex>().All.Where(a => a.Active).Select(a => (a.Id, s.GetRequiredService<AreaIndex>().PathName(a.Id) ?? a.Name))))
        {
            ForReader = id => s.GetRequiredService<DepartmentIndex>().Find(id)?.NameFor(CultureInfo.CurrentUICulture) ?? s.GetRequiredService<AreaIndex>().PathFor(id, CultureInfo.CurrentUICulture),
        });
        services.AddSingleton(AdminEntry.Of<PeopleText>(40, "group", "Departments", "/admin/departments"));
        return services;
    }

    /// <summary>
    /// What the room does on a server. Shift changes are asked for each minute, because a roster may change at any moment and a change missed during a stop is still to be
    /// written; positions that are old enough are erased each hour.
    /// </summary>
    public static IServiceCollection AddPeopleWork(this IServiceCollection services, City city)
    {
        services.AddHostedService(s => s.GetRequiredService<PositionsLive>());
        services.AddSingleton(RailEntry.Of<PeopleText>(50, "clock", "MyShifts", "/shifts", Permit.OwnShifts));
        services.AddSingleton(RailEntry.Of<PeopleText>(52, "calendar", "Rosters", "/rosters", Permit.SeeRosters));
        services.AddSingleton(RailEntry.Of<PeopleText>(40, "calendar", "MyShifts", "/shifts", Permit.OwnShifts, Surface.Phone));
        return services
            .AddSchedule<ShiftWatch>("people.shift-change", ScheduleRegistration.EveryMinute, city.Zone, (watch, cancel) => watch.RecordChanges(cancel))
            .AddSchedule<PositionRetention>("people.position-retention", EveryHour, city.Zone, (retention, cancel) => retention.Erase(cancel));
    }

    /// <summary><c>GET /api/v1/departments</c>.</summary>
    public static IEndpointRouteBuilder MapPeople(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/departments", List)
            .RequireAuthorization(Permit.SeeTickets)
            .WithTags("Departments")
            .WithName("ListDepartments")
            .WithSummary("The departments by code, filtered by text (code, name or alias) and by whether they are active.")
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        return routes;
    }

    private static Task<IReadOnlyList<(Guid Id, string Name)>> Choices(IEnumerable<(Guid Id, string Name)> rows) =>
        Task.FromResult<IReadOnlyList<(Guid Id, string Name)>>([.. rows.OrderBy(r => r.Name, StringComparer.CurrentCulture)]);

    private static Page<ListedDepartment> List(DepartmentIndex index, string? q, bool? active, string? cursor, int? limit)
    {
        var spelling = Spelling.Normalize(q);
        var found = index.All
            .Where(d => active is null || d.Active == active)
            .Where(d => spelling.Length == 0 || new[] { d.Code, d.Name, d.NameEn }.Concat(d.Aliases).Any(s => Spelling.Normalize(s).Contains(spelling, StringComparison.Ordinal)));
        var page = Page.Of(found, d => d.Code, cursor, limit);
        return new([.. page.Items.Select(d => new ListedDepartment(d.Id, d.Code, d.Name, d.NameEn, d.Aliases, d.ParentId, d.Phone, d.Active))], page.Next);
    }
}
