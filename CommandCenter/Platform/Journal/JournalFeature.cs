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

    /// <summary>
    /// Waits until everything is sealed and delivered: how an import ends "when every handler has caught up". In a process without running workers it seals
    /// and delivers itself; beside running ones it only wakes them, because two sealers in one process would take each other's rows.
    /// </summary>
    public static async Task CatchUp(IServiceProvider services, CancellationToken cancel)
    {
        var sealer = services.GetRequiredService<JournalSealer>();
        var dispatcher = services.GetRequiredService<JournalDispatcher>();
        var databases = services.GetRequiredService<IDbContextFactory<CityDb>>();
        while (true)
        {
            if (sealer.Runs)
                sealer.Nudge();
            else
                while (await sealer.Sweep(cancel) || await dispatcher.Sweep(cancel)) { }
            if (await IsCaughtUp(databases, dispatcher, cancel))
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancel); // somebody else, here or beside us, is at it: that takes real time, whatever the clock says
        }
    }

    private static async Task<bool> IsCaughtUp(IDbContextFactory<CityDb> databases, JournalDispatcher dispatcher, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await db.Set<JournalEntry>().AnyAsync(e => e.Position == null, cancel))
            return false;
        // Whoever fails is retried and shown to an administrator; an import does not wait for it.
        return !dispatcher.Runs || (await dispatcher.Standings(cancel)).All(s => s.Behind == 0 || s.Failures > 0);
    }
}
