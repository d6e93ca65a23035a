using CommandCenter.Access;
using CommandCenter.Areas;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Jobs;
using CommandCenter.Platform.Journal;
using CommandCenter.Platform.Kit;
using CommandCenter.Platform.Time;

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
    /// <summary>Departments and shifts, for any process.</summary>
    public static IServiceCollection AddPeople(this IServiceCollection services)
    {
        services.AddSingleton<DepartmentIndex>();
        services.AddSingleton<IFollowJournal>(s => s.GetRequiredService<DepartmentIndex>());
        services.AddSingleton<DepartmentDesk>();
        services.AddSingleton<ShiftDesk>();
        services.AddSingleton(s => s.GetService<IConfiguration>() is { } configuration ? PeopleOptions.Read(configuration) : PeopleOptions.Default);
        services.AddSingleton<DutyBook>();
        services.AddSingleton<PositionBook>();
        services.AddSingleton<PositionsLive>();
        services.AddSingleton<IFollowJournal>(s => s.GetRequiredService<PositionsLive>());
        services.AddSingleton<NearestStaff>();
        services.AddSingleton(s => new AccessChoices(
            _ => Choices(s.GetRequiredService<DepartmentIndex>().All.Where(d => d.Active).Select(d => (d.Id, d.Name))),
            _ => Choices(s.GetRequiredService<AreaIndex>().All.Where(a => a.Active).Select(a => (a.Id, s.GetRequiredService<AreaIndex>().PathName(a.Id) ?? a.Name)))));
        services.AddSingleton(AdminEntry.Of<PeopleText>(40, "group", "Departments", "/admin/departments"));
        return services;
    }

    /// <summary>Records shift changes on a server: asked each minute, because the roster may change at any moment and a change missed during a stop is still to be written.</summary>
    public static IServiceCollection AddShiftChanges(this IServiceCollection services, City city)
    {
        services.AddSingleton<ShiftWatch>();
        return services.AddSchedule<ShiftWatch>("people.shift-change", ScheduleRegistration.EveryMinute, city.Zone, (watch, cancel) => watch.RecordChange(cancel));
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
