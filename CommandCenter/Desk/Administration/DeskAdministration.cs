using CommandCenter.Access;
using CommandCenter.Platform.Kit;
using CommandCenter.Sla;
using CommandCenter.Tickets.Administration;

namespace CommandCenter.Desk.Administration;

/// <summary>The page of administration, imports in the browser, and the inside of the product.</summary>
public static class DeskAdministration
{
    /// <summary>Registers the pages' entries and the runner of imports. For a server.</summary>
    public static IServiceCollection AddDeskAdministration(this IServiceCollection services)
    {
        services.AddSingleton<ImportDesk>();
        services.AddSingleton<DeviceFiles>();
        services.AddSingleton<ImportWork>();
        services.AddSingleton<ImportPreviews>();
        services.AddSingleton<ImportRunner>();
        services.AddHostedService(s => s.GetRequiredService<ImportRunner>());
        services.AddSingleton<SystemReader>();
        services.AddSingleton(RailEntry.Of<DeskAdminText>(900, "gear", "Administration", "/admin", Permit.Administer));
        services.AddSingleton(AdminEntry.Of<TicketsAdminText>(50, "list", "Categories", "/admin/categories"));
        services.AddSingleton(AdminEntry.Of<SlaText>(60, "clock", "Policies", "/admin/policies"));
        services.AddSingleton(AdminEntry.Of<SlaText>(70, "calendar", "Calendars", "/admin/calendars"));
        services.AddSingleton(AdminEntry.Of<DeskAdminText>(80, "download", "Imports", "/admin/imports"));
        services.AddSingleton(AdminEntry.Of<DeskAdminText>(90, "pump", "System", "/admin/system"));
        return services;
    }

    /// <summary>The doors for files of imports.</summary>
    public static IEndpointRouteBuilder MapDeskAdministration(this IEndpointRouteBuilder routes)
    {
        ImportRoutes.Map(routes);
        return routes;
    }
}
