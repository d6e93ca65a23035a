using CommandCenter.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.Logging.Abstractions;

namespace CommandCenter.Platform.Jobs;

/// <summary>
/// A named right that one process holds for a while. It keeps nodes out of each other's way; what must never happen twice is guarded by a unique key as well,
/// because clocks of two nodes differ.
/// </summary>
public sealed class Lease
{
    /// <summary>What the right is for.</summary>
    public required string Name { get; init; }

    /// <summary>The process that holds it.</summary>
    public required string Holder { get; set; }

    /// <summary>When others may take it.</summary>
    public required DateTimeOffset ExpiresAt { get; set; }
}

internal sealed class LeaseTable : IEntityTypeConfiguration<Lease>
{
    public void Configure(EntityTypeBuilder<Lease> lease)
    {
        lease.ToTable("Leases");
        lease.HasKey(l => l.Name);
        lease.Property(l => l.Name).HasMaxLength(80);
        lease.Property(l => l.Holder).HasMaxLength(80);
    }
}

/// <summary>Takes, renews and gives back leases. A process that ends in good order gives back all it held, so that nobody waits for them to run out.</summary>
public sealed partial class Leases(IDbContextFactory<CityDb> databases, TimeProvider clock, ILogger<Leases>? logger = null)
{
    /// <summary>How long a lease lasts when its holder disappears.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);

    private readonly string holder = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
    private readonly ILogger log = logger ?? NullLogger<Leases>.Instance;
    private bool held;

    /// <summary>Takes or renews the lease; false while another process holds it.</summary>
    public async Task<bool> TryHold(string name, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var now = clock.Now();
        var lease = await db.Set<Lease>().AsNoTracking().FirstOrDefaultAsync(l => l.Name == name, cancel);
        if (lease is not null && lease.Holder == holder && lease.ExpiresAt - now > Duration / 2)
            return true;
        if (lease is not null && lease.Holder != holder && lease.ExpiresAt > now)
            return false;
        held = true;
        var until = now + Duration;
        if (lease is null)
            return await TryInsert(db, new Lease { Name = name, Holder = holder, ExpiresAt = until }, cancel);
        var seen = lease.ExpiresAt;
        return await db.Set<Lease>()
            .Where(l => l.Name == name && (l.Holder == holder || l.ExpiresAt == seen))
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.Holder, holder).SetProperty(l => l.ExpiresAt, until), cancel) == 1;
    }

    /// <summary>Gives every lease of this process back, so that another node goes on at once.</summary>
    public async Task Release(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await db.Set<Lease>().Where(l => l.Holder == holder).ExecuteDeleteAsync(cancel);
    }

    /// <summary>The same at the end of a process, which must not fail because the database is gone.</summary>
    public async Task ReleaseAtEnd()
    {
        if (!held)
            return;
        held = false;
        try
        {
            await Release(CancellationToken.None);
        }
        catch (Exception problem)
        {
            LogNotGivenBack(problem); // the database is gone; the leases run out by themselves
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Leases could not be given back; they run out within seconds")]
    private partial void LogNotGivenBack(Exception problem);

    private static async Task<bool> TryInsert(CityDb db, Lease lease, CancellationToken cancel)
    {
        db.Add(lease);
        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateException) when (!cancel.IsCancellationRequested)
        {
            // Another process inserted the row first: it holds the lease, and the next attempt will see it.
            return false;
        }
    }
}

/// <summary>Gives the leases of a server back once everything that works under them has stopped.</summary>
internal sealed class LeaseReturn(Leases leases) : IHostedLifecycleService
{
    public Task StoppedAsync(CancellationToken cancellationToken) => leases.ReleaseAtEnd();

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
