using CommandCenter.Platform.Journal;
using CommandCenter.Tickets.Import;

namespace CommandCenter.Tickets;

/// <summary>Registration and routes of the Tickets room.</summary>
public static class TicketsFeature
{
    /// <summary>Categories, desk, readers, imports and the live set.</summary>
    public static IServiceCollection AddTickets(this IServiceCollection services)
    {
        services.AddSingleton<CategoryIndex>();
        services.AddSingleton<Administration.CategoryDesk>();
        services.AddSingleton<IFollowJournal>(s => s.GetRequiredService<CategoryIndex>());
        services.AddSingleton<TicketNumbers>();
        services.AddSingleton<TicketOpening>();
        services.AddSingleton<TicketDesk>();
        services.AddSingleton<TicketReader>();
        services.AddSingleton<TicketDetails>();
        services.AddSingleton<TicketQueries>();
        services.AddSingleton<TicketImport>();
        services.AddSingleton<TicketExport>();
        return services;
    }

    /// <summary>The live set of a server.</summary>
    public static IServiceCollection AddTicketsLive(this IServiceCollection services)
    {
        services.AddSingleton<TicketsLive>();
        services.AddSingleton<IFollowJournal>(s => s.GetRequiredService<TicketsLive>());
        return services;
    }

    /// <summary>The doors under <c>/api/v1</c>.</summary>
    public static IEndpointRouteBuilder MapTickets(this IEndpointRouteBuilder routes)
    {
        TicketApi.Map(routes.MapGroup("/api/v1"));
        return routes;
    }
}
