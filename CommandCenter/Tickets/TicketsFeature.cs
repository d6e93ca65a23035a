using CommandCenter.Alarms;
using CommandCenter.Platform.Journal;
using CommandCenter.Tickets.Import;
using CommandCenter.Tickets.Panels;
using Microsoft.Extensions.Options;

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
        services.AddSingleton<AlarmTickets>();
        services.HandleAfterCommit<AlarmRaised, AlarmTickets>("tickets.alarm-raised");
        services.HandleAfterCommit<AlarmLevelRose, AlarmTickets>("tickets.alarm-rose");
        services.AddSingleton<TicketImport>();
        services.AddSingleton<TicketExport>();
        return services;
    }

    /// <summary>The live set of a server, what its screens are made of, and what its figures are held against.</summary>
    public static IServiceCollection AddTicketsLive(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<TicketsLive>();
        services.AddSingleton<IFollowJournal>(s => s.GetRequiredService<TicketsLive>());
        services.AddLocalization();
        services.AddSingleton<TicketWords>();
        services.AddSingleton<TicketMatch>();
        services.AddSingleton<VerbChoices>();
        services.AddSingleton<BulkWork>();
        services.AddTransient<TicketsScreen>();
        services.AddTransient<TicketSheet>();
        services.AddOptions<FigureTargets>().Configure(FigureTargets.Read(configuration).CopyTo);
        services.AddSingleton<FigureSampler>();
        services.AddHostedService(s => s.GetRequiredService<FigureSampler>());
        return services;
    }

    /// <summary>The doors under <c>/api/v1</c>, and lists as files.</summary>
    public static IEndpointRouteBuilder MapTickets(this IEndpointRouteBuilder routes)
    {
        TicketApi.Map(routes.MapGroup("/api/v1"));
        TicketDownloads.Map(routes);
        return routes;
    }
}
