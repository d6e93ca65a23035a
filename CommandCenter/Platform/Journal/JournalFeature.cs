using CommandCenter.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Platform.Journal;

/// <summary>The Journal's registration.</summary>
public static class JournalFeature
{
    /// <summary>The writer, for any process; the sealer and the dispatcher as plain objects that a command can drive to the end.</summary>
    public static IServiceCollection AddJournal(this IServiceCollection services)
    {
        services.AddSingleton<JournalWriter>();
        services.AddSingleton<JournalSealer>();
        services.AddSingleton<JournalTail>();
        services.AddSingleton<JournalDispatcher>();
        return services;
    }

    /// <summary>Runs sealer, tail and dispatcher in the background of a server.</summary>
    public static IServiceCollection AddJournalWorkers(this IServiceCollection services)
    {
        services.AddHostedService(s =>
        {
            var sealer = s.GetRequiredService<JournalSealer>();
            s.GetRequiredService<CommitSignal>().Committed += sealer.Nudge;
            sealer.Sealed += s.GetRequiredService<JournalTail>().Nudge;
            sealer.Sealed += s.GetRequiredService<JournalDispatcher>().Nudge;
            return sealer;
        });
        services.AddHostedService(s => s.GetRequiredService<JournalTail>());
        services.AddHostedService(s => s.GetRequiredService<JournalDispatcher>());
        return services;
    }

    /// <summary>Seals and delivers until nothing is left: how an import ends "when every handler has caught up".</summary>
    public static async Task CatchUp(IServiceProvider services, CancellationToken cancel)
    {
        var sealer = services.GetRequiredService<JournalSealer>();
        var dispatcher = services.GetRequiredService<JournalDispatcher>();
        var databases = services.GetRequiredService<IDbContextFactory<CityDb>>();
        var clock = services.GetRequiredService<TimeProvider>();
        while (true)
        {
            while (await sealer.Sweep(cancel) || await dispatcher.Sweep(cancel)) { }
            await using var db = await databases.CreateDbContextAsync(cancel);
            if (!await db.Set<JournalEntry>().AnyAsync(e => e.Position == null, cancel))
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(50), clock, cancel); // a server beside us holds the lease and is sealing
        }
    }
}
