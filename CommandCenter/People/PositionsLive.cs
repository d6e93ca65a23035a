using CommandCenter.Access.Accounts;
using CommandCenter.People.Positions;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Jobs;
using CommandCenter.Platform.Journal;
using CommandCenter.Platform.Live;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.People;

/// <summary>
/// Where the field staff is, live. Positions are not in the Journal, so each node reads each second the rows that were written since; a window that overlaps by half a
/// minute makes up for clocks that differ and transactions that end late. Once a minute, and when an account changes, it reads everything, by which also those go who are gone.
/// </summary>
public sealed class PositionsLive(IDbContextFactory<CityDb> databases, PeopleOptions options, TimeProvider clock, ILogger<PositionsLive> logger) : Worker(clock, logger), IFollowJournal
{
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Whole = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim reading = new(1, 1);
    private readonly TimeProvider clock = clock;
    private DateTimeOffset? wholeAt;
    private DateTimeOffset readAt;

    /// <summary>The set; keys are users. Accounts that are closed are not in it.</summary>
    public LiveSet<Guid, StaffPosition> Set { get; } = new(clock);

    /// <inheritdoc/>
    protected override TimeSpan Interval => TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public override async Task<bool> Sweep(CancellationToken cancel)
    {
        await Read(whole: wholeAt is null || clock.Now() - wholeAt >= Whole, cancel);
        return false;
    }

    /// <inheritdoc/>
    public Task Rebuild(CancellationToken cancel) => Read(whole: true, cancel);

    /// <inheritdoc/>
    public Task Follow(IReadOnlyList<JournalEntry> entries, CancellationToken cancel) =>
        entries.Any(e => e.Subject == AccountDesk.Subject && e.Event != nameof(UserSignedIn)) ? Read(whole: true, cancel) : Task.CompletedTask;

    /// <inheritdoc/>
    public override void Dispose()
    {
        reading.Dispose();
        base.Dispose();
    }

    // One reading at a time, so that an older one never overwrites a newer one.
    private async Task Read(bool whole, CancellationToken cancel)
    {
        await reading.WaitAsync(cancel);
        try
        {
            var now = clock.Now();
            var since = whole ? DateTimeOffset.MinValue : readAt - Overlap;
            await using var db = await databases.CreateDbContextAsync(cancel);
            var rows = await (
                from position in db.Set<LastPosition>().AsNoTracking().Where(p => p.ReceivedAt >= since)
                join user in db.Set<User>() on position.UserId equals user.Id
                where user.Active
                select new { Position = position, user.DisplayName, user.Roles, user.DepartmentId }).ToListAsync(cancel);
            var positions = rows.Select(r => Of(r.Position, r.DisplayName, options.FieldRoles.Where(r.Roles.Contains).Cast<Access.Role?>().FirstOrDefault(), r.DepartmentId)).OfType<StaffPosition>();
            if (whole)
                Set.Reset(positions.ToDictionary(p => p.UserId));
            else
                Set.Apply(positions.Select(p => KeyValuePair.Create(p.UserId, (StaffPosition?)p)));
            (readAt, wholeAt) = (now, whole ? now : wholeAt);
        }
        finally
        {
            reading.Release();
        }
    }

    private static StaffPosition? Of(LastPosition row, string name, Access.Role? role, Guid? departmentId) => role is not { } known ? null
        : new StaffPosition(row.UserId, name, known, departmentId, row.Latitude, row.Longitude, row.AccuracyMeters, row.At);
}
