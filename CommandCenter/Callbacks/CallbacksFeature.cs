using CommandCenter.Access;
using CommandCenter.Callbacks.Panels;
using CommandCenter.Callbacks.Sampling;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Deadlines;
using CommandCenter.Platform.Journal;
using CommandCenter.Platform.Kit;
using CommandCenter.Platform.Time;
using CommandCenter.Tickets;
using CommandCenter.Tickets.Panels;

namespace CommandCenter.Callbacks;

/// <summary>Registration and routes of the Callbacks room.</summary>
public static class CallbacksFeature
{
    /// <summary>Rules in memory, the promises in every ticket's transaction, the actions behind the deadlines: what any process needs.</summary>
    /// <exception cref="CannotStart">A setting under <c>Callbacks</c> is wrong.</exception>
    public static IServiceCollection AddCallbacks(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(CallbacksOptions.Read(configuration));
        services.AddSingleton(s => new CallingHours(s.GetRequiredService<CallbacksOptions>(), s.GetRequiredService<City>()));
        services.AddSingleton<SamplingRules>();
        services.AddSingleton<IFollowJournal>(s => s.GetRequiredService<SamplingRules>());
        services.AddSingleton<SamplingDesk>();
        services.AddSingleton<CallbackPromises>();
        services.AddSingleton<CallbackDeadlines>();
        services.AddSingleton<CallbackDesk>();
        services.AddSingleton<CallbackReader>();
        services.AddSingleton<CallbackDetails>();
        services.AddSingleton<CallbackQueries>();
        services.OnDeadline<CallbackDeadlines>(CallbackDeadlines.Due, (actions, due, cancel) => actions.TurnOverdue(due.Db, due.Deadline, cancel));
        services.OnDeadline<CallbackDeadlines>(CallbackDeadlines.Reminder, (actions, due, cancel) => actions.Remind(due.Db, due.Deadline, cancel));
        return services
            .HandleInTransaction<TicketCompleted, CallbackPromises>()
            .HandleInTransaction<TicketImported, CallbackPromises>()
            .HandleInTransaction<TicketReworked, CallbackPromises>()
            .HandleInTransaction<TicketClosed, CallbackPromises>();
    }

    /// <summary>The live set of a server, its words, its pages and their places in the navigation.</summary>
    public static IServiceCollection AddCallbacksLive(this IServiceCollection services)
    {
        services.AddSingleton<CallbacksLive>();
        services.AddSingleton<IFollowJournal>(s => s.GetRequiredService<CallbacksLive>());
        services.AddLocalization();
        services.AddSingleton<CallbackLines>();
        services.AddSingleton(s => new TimelineVoice(item => s.GetRequiredService<CallbackLines>().Say(item))); // asked late: the lines use the words of tickets, which ask the voices
        services.AddTransient<CallScreen>();
        services.AddSingleton(RailEntry.Of<CallbacksText>(45, "callback", "Callbacks", "/callbacks", Permit.MakeCallbacks));
        services.AddSingleton(RailEntry.Of<CallbacksText>(25, "callback", "Callbacks", "/callbacks", Permit.MakeCallbacks, Surface.Phone));
        services.AddSingleton(AdminEntry.Of<CallbacksText>(75, "callback", "SamplingRules", "/admin/callback-rules"));
        return services;
    }

    /// <summary>The doors under <c>/api/v1</c>.</summary>
    public static IEndpointRouteBuilder MapCallbacks(this IEndpointRouteBuilder routes)
    {
        CallbackApi.Map(routes.MapGroup("/api/v1"));
        return routes;
    }
}
