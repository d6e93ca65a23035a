using CommandCenter.Platform.Deadlines;
using CommandCenter.Platform.Journal;

namespace CommandCenter.Alarms;

/// <summary>Registration and routes of the Alarms room.</summary>
public static class AlarmsFeature
{
    /// <summary>Desk, rules and the reader of signals, for any process.</summary>
    public static IServiceCollection AddAlarms(this IServiceCollection services)
    {
        services.AddSingleton<AlarmDesk>();
        services.AddSingleton<AlarmJournal>();
        services.AddLocalization();
        services.AddSingleton<Panels.AlarmPhrases>();
        services.OnDeadline<AlarmDesk>(AlarmDesk.ShelveDeadline, (desk, due, cancel) => desk.EndShelving(due, cancel));
        services.AddSingleton<AlarmsLive>();
        services.AddSingleton<IFollowJournal>(s => s.GetRequiredService<AlarmsLive>());
        return services;
    }
}
