using CommandCenter.Access;
using CommandCenter.Access.Accounts;
using CommandCenter.Access.SignIn;
using CommandCenter.Alarms;
using CommandCenter.DemoCity.Building;
using CommandCenter.DemoCity.Cast;
using CommandCenter.DemoCity.Plan;
using CommandCenter.DemoCity.Simulation;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using CommandCenter.Tickets;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.DemoCity;

/// <summary>The invented city was removed, with everything that was added to it.</summary>
public sealed record DemoCityRemoved(int Seed) : IEvent;

/// <summary>
/// Empties a database that holds the invented city: all of it and whatever was added to it goes, in one transaction. Accounts that people made for themselves stay, and the
/// Journal, from which nothing is ever removed.
/// </summary>
public sealed class DemoRemover(IDbContextFactory<CityDb> databases, DemoBuilder builder, DemoState state, DemoKey key, JournalTail tail, JournalWriter journal, IServiceProvider services, TimeProvider clock)
{
    /// <summary>The Journal's subject of the invented city.</summary>
    public const string Subject = "demo";

    private static readonly Type[] Stays = [typeof(JournalEntry), typeof(HandlerCursor), typeof(DataProtectionKey), typeof(Counter), typeof(User)];

    /// <summary>Where whoever removed it goes on: a link that makes the first administrator, since theirs went with the city; null where somebody administers.</summary>
    public Task<string?> Next(CancellationToken cancel) => services.GetRequiredService<LinkDesk>().FirstAdministratorLink(cancel);

    /// <summary>Removes it.</summary>
    /// <exception cref="Refusal">This database holds none, it is being built, or the caller does not administer.</exception>
    public async Task Remove(Caller by, CancellationToken cancel)
    {
        AccountDesk.MustAdminister(by);
        var record = await builder.Find(cancel) ?? throw new Refusal(StatusCodes.Status404NotFound, "no-demo", "This database holds no demo city; nothing was removed.");
        if (state.Now is { IsReady: false })
            throw new Refusal(StatusCodes.Status409Conflict, "demo-building", "The demo city is being built; remove it when it is complete.");
        var people = await Task.Run(() => CityCast.Of(CityPlanner.Draw(record.Seed)).People.Select(p => p.UserName).ToHashSet(StringComparer.OrdinalIgnoreCase), cancel);
        // What lives in it stops before it goes.
        services.GetService<SimulatorControl>()?.End();
        await key.Revoke(cancel);
        state.Say(null);
        await using (var db = await databases.CreateDbContextAsync(cancel))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            await TableClearing.Clear(db, Stays, cancel);
            var gone = (await db.Set<User>().Select(u => new { u.Id, u.UserName }).ToListAsync(cancel)).Where(u => people.Contains(u.UserName!)).Select(u => u.Id).ToList();
            foreach (var ids in gone.Chunk(500))
                await db.Set<User>().Where(u => ids.Contains(u.Id)).ExecuteDeleteAsync(cancel);
            await db.Set<User>().ExecuteUpdateAsync(set => set.SetProperty(u => u.DepartmentId, (Guid?)null).SetProperty(u => u.AreaId, (Guid?)null), cancel);
            await journal.Record(db, Subject, new DemoCityRemoved(record.Seed), new EventContext(Guid.CreateVersion7(clock.Now()), clock.Now(), by.Actor, History: false), cancel: cancel);
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
        }
        await Devices.BuiltInKinds.Seed(services, cancel);
        await Alarms.Rules.BuiltInRules.Seed(services, cancel);
        tail.Restart();
        await JournalFeature.CatchUp(services, cancel);
        // A server's walls would compare with the city that is gone until tomorrow; a command has none.
        services.GetService<FigureSampler>()?.Restart();
        services.GetService<AlarmSampler>()?.Restart();
    }
}
