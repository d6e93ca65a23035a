using CommandCenter.Alarms;
using CommandCenter.Escalations.Chains;
using CommandCenter.Escalations.Channels;
using CommandCenter.Escalations.Inbox;
using CommandCenter.Escalations.Running;
using CommandCenter.Platform.Deadlines;
using CommandCenter.Platform.Journal;
using CommandCenter.Platform.Kit;
using CommandCenter.Sla;
using CommandCenter.Tickets;

namespace CommandCenter.Escalations;

/// <summary>Registration and routes of the Escalations room.</summary>
public static class EscalationsFeature
{
    /// <summary>Chains in memory, starting and stopping in every transaction, and the action behind each step's deadline. For any process.</summary>
    /// <exception cref="Platform.Data.CannotStart">A setting under <c>Escalations</c> is wrong.</exception>
    public static IServiceCollection AddEscalations(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(EscalationsOptions.Read(configuration));
        services.AddSingleton<ChainIndex>();
        services.AddSingleton<ChainDesk>();
        services.AddSingleton<IFollowJournal>(s => s.GetRequiredService<ChainIndex>());
        services.AddSingleton<EscalationCourse>();
        services.AddSingleton<TicketEscalations>();
        services.AddSingleton<AlarmEscalations>();
        services.AddSingleton<AssignmentNotices>();
        services.AddSingleton<EscalationMatters>();
        services.AddSingleton<Recipients>();
        services.AddSingleton<StepTaking>();
        services.OnDeadline<StepTaking>(EscalationCourse.Kind, (steps, due, cancel) => steps.Take(due.Db, due.Deadline, cancel));
        return services
            .HandleInTransaction<ClockAtRisk, TicketEscalations>()
            .HandleInTransaction<ClockBreached, TicketEscalations>()
            .HandleInTransaction<TicketAccepted, TicketEscalations>()
            .HandleInTransaction<TicketRejected, TicketEscalations>()
            .HandleInTransaction<TicketDispatched, TicketEscalations>()
            .HandleInTransaction<TicketSigned, TicketEscalations>()
            .HandleInTransaction<TicketRecalled, TicketEscalations>()
            .HandleInTransaction<TicketReturned, TicketEscalations>()
            .HandleInTransaction<TicketSuspended, TicketEscalations>()
            .HandleInTransaction<TicketResumed, TicketEscalations>()
            .HandleInTransaction<TicketCompleted, TicketEscalations>()
            .HandleInTransaction<TicketClosed, TicketEscalations>()
            .HandleInTransaction<TicketReworked, TicketEscalations>()
            .HandleInTransaction<TicketAssigned, TicketEscalations>()
            .HandleInTransaction<TicketCategoryChanged, TicketEscalations>()
            .HandleInTransaction<TicketPriorityChanged, TicketEscalations>()
            .HandleInTransaction<AlarmRaised, AlarmEscalations>()
            .HandleInTransaction<AlarmLevelRose, AlarmEscalations>()
            .HandleInTransaction<AlarmLevelFell, AlarmEscalations>()
            .HandleInTransaction<AlarmCleared, AlarmEscalations>()
            .HandleInTransaction<AlarmAcknowledged, AlarmEscalations>()
            .HandleInTransaction<AlarmShelved, AlarmEscalations>()
            .HandleInTransaction<AlarmUnshelved, AlarmEscalations>()
            .HandleInTransaction<AlarmHidden, AlarmEscalations>()
            .HandleInTransaction<AlarmMarkedFalse, AlarmEscalations>()
            .HandleInTransaction<AlarmUnacknowledged, AlarmEscalations>()
            .HandleInTransaction<AlarmFalseRevoked, AlarmEscalations>()
            .HandleInTransaction<TicketAssigned, AssignmentNotices>();
    }

    /// <summary>Inbox, channels and pages of a server.</summary>
    public static IServiceCollection AddEscalationsDesk(this IServiceCollection services)
    {
        services.AddLocalization();
        services.AddSingleton<EscalationsLive>();
        services.AddSingleton<IFollowJournal>(s => s.GetRequiredService<EscalationsLive>());
        services.AddSingleton<InboxLive>();
        services.AddSingleton<IFollowJournal>(s => s.GetRequiredService<InboxLive>());
        services.AddSingleton<InboxDesk>();
        services.AddSingleton<ShiftEnd>();
        services.AddSingleton<ChannelDesk>();
        services.AddSingleton<DeliveryDesk>();
        services.AddSingleton<EscalationWords>();
        services.AddSingleton<Mailer>();
        services.AddSingleton<MailText>();
        services.AddSingleton<WebhookSender>();
        services.AddSingleton<Postman>();
        services.AddTransient<DeliveryJob>();
        services.AddSingleton<DeliveryPump>();
        services.AddHostedService(s => s.GetRequiredService<DeliveryPump>());
        services.AddHttpClient(WebhookSender.Client).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        services.AddSingleton(new TopBarPart(90, typeof(InboxBell)));
        services.AddSingleton(AdminEntry.Of<EscalationsText>(62, "up", "Chains", "/admin/escalations"));
        services.AddSingleton(AdminEntry.Of<EscalationsText>(64, "send", "Channels", "/admin/channels"));
        services.AddSingleton(AdminEntry.Of<EscalationsText>(66, "bell", "Deliveries", "/admin/deliveries"));
        return services;
    }

    /// <summary>The doors under <c>/api/v1</c>.</summary>
    public static IEndpointRouteBuilder MapEscalations(this IEndpointRouteBuilder routes)
    {
        EscalationApi.Map(routes.MapGroup("/api/v1"));
        return routes;
    }
}
