using CommandCenter.People;
using CommandCenter.Platform.Deadlines;
using CommandCenter.Platform.Journal;
using CommandCenter.Tickets;

namespace CommandCenter.Sla;

/// <summary>Registration of the Sla room.</summary>
public static class SlaFeature
{
    /// <summary>Rules in memory, the keeper in every ticket transaction, the actions behind the deadlines.</summary>
    public static IServiceCollection AddSla(this IServiceCollection services)
    {
        services.AddSingleton<SlaRules>();
        services.AddSingleton<IFollowJournal>(s => s.GetRequiredService<SlaRules>());
        services.AddSingleton(s => new CityDays(date => s.GetRequiredService<SlaRules>().Standard.KindOf(date) switch
        {
            DayKind.Holiday => CityDay.Holiday,
            DayKind.AdjustedWorkday => CityDay.Workday,
            _ => CityDay.Ordinary,
        }));
        services.AddSingleton<TicketClockKeeper>();
        services.AddSingleton<ClockActions>();
        services.AddSingleton<SlaDesk>();
        services.AddSingleton<CalendarDesk>();
        foreach (var which in Enum.GetValues<TicketClock>())
        {
            services.OnDeadline<ClockActions>(TicketClockKeeper.DueKind(which), (actions, due, cancel) => actions.TurnBreached(due.Db, due.Deadline, which, cancel));
            services.OnDeadline<ClockActions>(TicketClockKeeper.RiskKind(which), (actions, due, cancel) => actions.TurnAtRisk(due.Db, due.Deadline, which, cancel));
        }
        return services
            .HandleInTransaction<TicketOpened, TicketClockKeeper>()
            .HandleInTransaction<TicketImported, TicketClockKeeper>()
            .HandleInTransaction<TicketRejected, TicketClockKeeper>()
            .HandleInTransaction<TicketDispatched, TicketClockKeeper>()
            .HandleInTransaction<TicketSigned, TicketClockKeeper>()
            .HandleInTransaction<TicketRecalled, TicketClockKeeper>()
            .HandleInTransaction<TicketReturned, TicketClockKeeper>()
            .HandleInTransaction<TicketSuspended, TicketClockKeeper>()
            .HandleInTransaction<TicketResumed, TicketClockKeeper>()
            .HandleInTransaction<TicketCompleted, TicketClockKeeper>()
            .HandleInTransaction<TicketReworked, TicketClockKeeper>()
            .HandleInTransaction<TicketClosed, TicketClockKeeper>()
            .HandleInTransaction<TicketCategoryChanged, TicketClockKeeper>()
            .HandleInTransaction<TicketPriorityChanged, TicketClockKeeper>();
    }

    /// <summary>The doors under <c>/api/v1</c>.</summary>
    public static IEndpointRouteBuilder MapSla(this IEndpointRouteBuilder routes)
    {
        DeadlineApi.Map(routes.MapGroup("/api/v1"));
        return routes;
    }
}
