using CommandCenter.Access;
using CommandCenter.Alarms;
using CommandCenter.Desk.Duty;
using CommandCenter.Devices;
using CommandCenter.Platform.Kit;
using CommandCenter.Tickets;

namespace CommandCenter.Desk;

/// <summary>Registration of the Desk room: pages that compose the panels of many rooms.</summary>
public static class DeskFeature
{
    /// <summary>What the pages are made of, and their places in the navigation.</summary>
    public static IServiceCollection AddDesk(this IServiceCollection services)
    {
        services.AddLocalization();
        services.AddAlarmScreens();
        services.AddSingleton<ClockLines>();
        services.AddTransient<MyTasks>();
        services.AddSingleton<FieldDispatch>();
        services.AddSingleton<DeskRefusals>();
        services.AddSingleton(RailEntry.Of<DutyText>(5, "bell", "DutyDesk", "/desk", Permit.HandleAlarms));
        services.AddSingleton(RailEntry.Of<TicketsText>(10, "list", "MyTasks", "/my", Permit.FieldWork));
        services.AddSingleton(RailEntry.Of<TicketsText>(30, "ticket", "Tickets", "/tickets", Permit.SeeTickets));
        services.AddSingleton(RailEntry.Of<AlarmsText>(35, "warn", "Alarms", "/alarms", Permit.SeeAlarms));
        services.AddSingleton(RailEntry.Of<TicketsText>(40, "phone", "NewTicket", "/tickets/new", Permit.OpenTickets));
        services.AddSingleton(RailEntry.Of<DevicesText>(50, "sensor", "Devices", "/devices", Permit.SeeAlarms));
        services.AddSingleton(RailEntry.Of<TicketsText>(10, "list", "MyTasks", "/my", Permit.SeeTickets, Surface.Phone));
        services.AddSingleton(RailEntry.Of<TicketsText>(20, "search", "Tickets", "/tickets", Permit.SeeTickets, Surface.Phone));
        services.AddSingleton(RailEntry.Of<TicketsText>(30, "plus", "NewTicket", "/tickets/new", Permit.OpenTickets, Surface.Phone));
        return services;
    }
}
