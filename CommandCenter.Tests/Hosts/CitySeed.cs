using System.Text;
using CommandCenter.Access;
using CommandCenter.Areas;
using CommandCenter.People;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using CommandCenter.Sla;
using CommandCenter.Tickets;

namespace CommandCenter.Tests.Hosts;

/// <summary>A small city that tests share: two districts, two departments, four categories, a calendar and its policies.</summary>
/// <param name="Works">城管局, which mends roads.</param>
/// <param name="Water">水务局.</param>
/// <param name="Willow">柳岸区: latitude 30.50 to 30.60, longitude 114.20 to 114.30.</param>
/// <param name="East">东湖区, east of it, to longitude 114.40.</param>
public sealed record CitySeed(Department Works, Department Water, Area Willow, Area East)
{
    /// <summary>Two working days to resolve, two working hours to sign, one working day to handle; when urgent, four hours and half an hour, day and night.</summary>
    public const string Pothole = "城市管理 / 道路 / 路面破损";

    /// <summary>Eight hours to resolve, day and night; no limit to sign.</summary>
    public const string Leak = "供水 / 管网 / 漏水";

    /// <summary>Three calendar days to resolve.</summary>
    public const string Noise = "环境 / 噪声 / 施工噪声";

    /// <summary>No policy covers it.</summary>
    public const string Other = "其他";

    /// <summary>A Thursday, 09:00 in the city, at opening; Friday after it is a holiday, the Saturday of the week after is worked.</summary>
    public static readonly DateTimeOffset Thursday = new(2026, 6, 18, 1, 0, 0, TimeSpan.Zero);

    /// <summary>Its calendar: lunch from 12:00 to 13:30.</summary>
    public const string Calendar = """
        { "timeZone": "Asia/Shanghai", "workingHours": { "monday-friday": ["09:00", "12:00", "13:30", "17:30"] },
          "holidays": [{ "date": "2026-06-19", "name": "端午节" }], "adjustedWorkdays": [{ "date": "2026-06-27", "name": "端午调休" }] }
        """;

    private const string Districts = """
        { "type": "FeatureCollection", "features": [
          { "type": "Feature", "properties": { "name": "柳岸区" }, "geometry": { "type": "Polygon", "coordinates": [[[114.2,30.5],[114.3,30.5],[114.3,30.6],[114.2,30.6],[114.2,30.5]]] } },
          { "type": "Feature", "properties": { "name": "东湖区" }, "geometry": { "type": "Polygon", "coordinates": [[[114.3,30.5],[114.4,30.5],[114.4,30.6],[114.3,30.6],[114.3,30.5]]] } } ] }
        """;

    /// <summary>Puts the city into a server through its own desks.</summary>
    public static async Task<CitySeed> Into(IServiceProvider services, CancellationToken cancel = default)
    {
        await services.Of<SlaDesk>().ImportCalendar(Actor.System, Calendar, "city", makeDefault: true, cancel);
        using (var districts = new MemoryStream(Encoding.UTF8.GetBytes(Districts)))
            await services.Of<AreaImport>().Run(districts, new AreaImportOptions(), Actor.System, cancel);
        var works = await services.Of<DepartmentDesk>().Add(new DepartmentDetails("CG", "城管局", "Public Works", [], null, null), Caller.System, cancel);
        var water = await services.Of<DepartmentDesk>().Add(new DepartmentDetails("SW", "水务局", "Water", [], null, null), Caller.System, cancel);
        await Categories(services, cancel);
        await Policies(services, cancel);
        await JournalFeature.CatchUp(services, cancel);
        var areas = services.Of<AreaIndex>();
        return new CitySeed(works, water, areas.FindByText("柳岸区")!, areas.FindByText("东湖区")!);
    }

    private static async Task Categories(IServiceProvider services, CancellationToken cancel)
    {
        await using var db = await services.Of<Microsoft.EntityFrameworkCore.IDbContextFactory<CityDb>>().CreateDbContextAsync(cancel);
        var tree = await CategoryTree.Load(db, services.Of<JournalWriter>(), services.Of<TimeProvider>(), Actor.System, cancel);
        foreach (var path in new[] { Pothole, Leak, Noise, Other })
            await tree.AtPath(path.Split(CategoryNode.Separator), cancel);
        await db.SaveChangesAsync(cancel);
        await services.Of<CategoryIndex>().Rebuild(cancel);
    }

    private static async Task Policies(IServiceProvider services, CancellationToken cancel)
    {
        await Add(Pothole, null, Limit.WorkingDays(2), Limit.WorkingTime(TimeSpan.FromHours(2)), Limit.WorkingDays(1));
        await Add(Pothole, TicketPriority.Urgent, Limit.Elapsed(TimeSpan.FromHours(4)), Limit.Elapsed(TimeSpan.FromMinutes(30)), null);
        await Add(Leak, null, Limit.Elapsed(TimeSpan.FromHours(8)), null, null);
        await Add(Noise, null, Limit.CalendarDays(3), null, null);

        Task Add(string category, TicketPriority? priority, Limit resolution, Limit? sign, Limit? handling) => services.Of<SlaDesk>().Save(
            Actor.System, null, new PolicyForm(services.Of<CategoryIndex>().FindByText(category)!.Id, null, priority, null, resolution, sign, handling, 0.8), cancel);
    }
}

/// <summary>Short for a registered service.</summary>
internal static class ServiceWords
{
    public static T Of<T>(this IServiceProvider services) where T : notnull => Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<T>(services);
}
