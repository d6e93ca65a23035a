using CommandCenter.Alarms.Panels;
using CommandCenter.Alarms.Reading;
using CommandCenter.Alarms.Rules;
using CommandCenter.Devices;
using CommandCenter.Platform.Deadlines;
using CommandCenter.Platform.Journal;
using CommandCenter.Platform.Kit;

namespace CommandCenter.Alarms;

/// <summary>Registration and routes of the Alarms room.</summary>
public static class AlarmsFeature
{
    /// <summary>Desk, rules, the live set and the reader of signals as a plain object, for any process.</summary>
    public static IServiceCollection AddAlarms(this IServiceCollection services)
    {
        services.AddSingleton<AlarmNumbers>();
        services.AddSingleton<AlarmDesk>();
        services.AddSingleton<AlarmReader>();
        services.AddSingleton<AlarmDetails>();
        services.AddSingleton<AlarmQueries>();
        services.AddSingleton<AlarmRuleIndex>();
        services.AddSingleton<IFollowJournal>(s => s.GetRequiredService<AlarmRuleIndex>());
        services.AddSingleton<AlarmRuleDesk>();
        services.AddSingleton<AlarmDryRun>();
        services.AddSingleton<AlarmsLive>();
        services.AddSingleton<IFollowJournal>(s => s.GetRequiredService<AlarmsLive>());
        services.AddSingleton<SignalCommit>();
        services.AddSingleton<SignalReader>();
        return services.AddAlarmDeadlines().FollowDevices();
    }

    /// <summary>Reads the intake's queue in the background of a server. After the doors, so that it ends before them and they tell their senders what was not read.</summary>
    public static IServiceCollection AddSignalReader(this IServiceCollection services) =>
        services.AddHostedService(s => s.GetRequiredService<SignalReader>());

    /// <summary>What the screens of a server are made of.</summary>
    public static IServiceCollection AddAlarmScreens(this IServiceCollection services)
    {
        services.AddLocalization();
        services.AddSingleton<AlarmWords>();
        services.AddSingleton<AlarmLimits>();
        services.AddSingleton(AdminEntry.Of<AlarmRulesText>(80, "bell", "Rules", "/admin/alarm-rules"));
        return services;
    }

    /// <summary>The doors under <c>/api/v1</c>.</summary>
    public static IEndpointRouteBuilder MapAlarms(this IEndpointRouteBuilder routes)
    {
        AlarmApi.Map(routes.MapGroup("/api/v1"));
        return routes;
    }

    private static IServiceCollection AddAlarmDeadlines(this IServiceCollection services)
    {
        services.AddSingleton<ConditionClock>();
        services.OnDeadline<AlarmDesk>(AlarmDesk.ShelveDeadline, (desk, due, cancel) => desk.EndShelving(due, cancel));
        services.OnDeadline<ConditionClock>(ConditionBook.DelayDeadline, (conditions, due, cancel) => conditions.Act(due, cancel));
        services.OnDeadline<ConditionClock>(ConditionBook.AbsenceDeadline, (conditions, due, cancel) => conditions.Act(due, cancel));
        return services.OnDeadline<DeviceFollower>(DeviceFollower.SuppressDeadline, (devices, due, cancel) => devices.Show(due, cancel));
    }

    // The names are those of cursor rows: renaming one would deliver everything again.
    private static IServiceCollection FollowDevices(this IServiceCollection services)
    {
        services.AddSingleton<DeviceFollower>();
        services.HandleAfterCommit<DeviceWentOffline, DeviceFollower>("alarms.device-offline");
        services.HandleAfterCommit<DeviceCameOnline, DeviceFollower>("alarms.device-online");
        services.HandleAfterCommit<DeviceTakenOutOfService, DeviceFollower>("alarms.device-out-of-service");
        return services.HandleAfterCommit<DeviceReturnedToService, DeviceFollower>("alarms.device-in-service");
    }
}
