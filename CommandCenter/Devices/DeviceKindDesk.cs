using CommandCenter.Access;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Devices;

/// <summary>What an administrator says about a kind.</summary>
/// <param name="Code">See <see cref="DeviceKind.Code"/>; fixed once it is there.</param>
/// <param name="Name">Chinese.</param>
/// <param name="NameEn">English.</param>
/// <param name="Icon">A name of <see cref="Platform.Kit.IconShapes"/>.</param>
/// <param name="SilentAfter">See <see cref="DeviceKind.SilentAfter"/>.</param>
/// <param name="Quantities">What it measures, the most important first.</param>
public sealed record DeviceKindDetails(string Code, string Name, string NameEn, string Icon, TimeSpan? SilentAfter, IReadOnlyList<Quantity> Quantities);

/// <summary>What an administrator does to kinds of devices.</summary>
public sealed class DeviceKindDesk(IDbContextFactory<CityDb> databases, DeviceIndex index, JournalWriter journal, TimeProvider clock)
{
    /// <summary>Adds a kind.</summary>
    /// <exception cref="Refusal">A field is wrong, or the code is taken.</exception>
    public async Task<DeviceKind> Add(DeviceKindDetails details, Caller caller, CancellationToken cancel)
    {
        MustAdminister(caller);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var at = clock.Now();
        var kind = DeviceKind.Create(Guid.CreateVersion7(at), details.Code, details.Name, details.NameEn, details.Icon, details.SilentAfter, details.Quantities);
        if (await db.Set<DeviceKind>().AnyAsync(k => k.Code == kind.Code, cancel))
            throw new Refusal(StatusCodes.Status409Conflict, "code-taken", $"code: another kind has the code {kind.Code}.") { Field = "code" };
        db.Add(kind);
        await journal.Record(db, DeviceSubject.Kind, new DeviceKindAdded(kind.Code, kind.Name), new EventContext(kind.Id, at, caller.Actor, History: false), cancel: cancel);
        await db.SaveChangesAsync(cancel);
        await index.LoadAsync(cancel);
        return kind;
    }

    /// <summary>Changes everything but the code, of kinds that come with the product as well.</summary>
    /// <param name="id">Which kind.</param>
    /// <param name="version">The <see cref="DeviceKind.Version"/> the caller saw.</param>
    /// <param name="details">What it is to be.</param>
    /// <param name="caller">Who changes it.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<DeviceKind> Change(Guid id, int version, DeviceKindDetails details, Caller caller, CancellationToken cancel)
    {
        MustAdminister(caller);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var kind = await db.Set<DeviceKind>().FirstOrDefaultAsync(k => k.Id == id, cancel) ?? throw Refusal.NotFound($"Kind {id}");
        if (kind.Version != version)
            throw ChangedMeanwhile(kind);
        kind.Describe(details.Name, details.NameEn, details.Icon, details.SilentAfter, details.Quantities);
        if (!db.ChangeTracker.HasChanges())
            return kind;
        // Quantities live in a column of the row; the version is the row's.
        db.Entry(kind).State = EntityState.Modified;
        await journal.Record(db, DeviceSubject.Kind, new DeviceKindChanged(kind.Code), new EventContext(kind.Id, clock.Now(), caller.Actor, History: false), cancel: cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw ChangedMeanwhile(kind);
        }
        await index.LoadAsync(cancel);
        return kind;
    }

    private static Refusal ChangedMeanwhile(DeviceKind kind) => new(StatusCodes.Status409Conflict, "changed-meanwhile", $"{kind.Code} was changed by somebody else; look at it again.");

    private static void MustAdminister(Caller caller)
    {
        if (!caller.Is(Role.Administrator))
            throw new Refusal(StatusCodes.Status403Forbidden, "not-administrator", "Only an administrator changes kinds of devices.");
    }
}
