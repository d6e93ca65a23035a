using System.Data.Common;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CommandCenter.Platform.Journal;

/// <summary>
/// Gives each committed row its position and its chained hash. Transactions commit out of the order of their ids, so positions are given after the commit,
/// by one process at a time; the unique position is the guard when two believe they hold the lease.
/// </summary>
public sealed class JournalSealer(IDbContextFactory<CityDb> databases, Leases leases, TimeProvider clock, ILogger<JournalSealer> logger) : Worker(clock, logger)
{
    private const int BatchSize = 2_000;
    private const string Seal = """UPDATE "Journal" SET "Position" = @position, "Hash" = @hash WHERE "Id" = @id AND "Position" IS NULL""";

    /// <inheritdoc/>
    protected override TimeSpan Interval => TimeSpan.FromMilliseconds(250);

    /// <summary>Raised after a batch is sealed; handlers only set a flag.</summary>
    public event Action? Sealed;

    /// <inheritdoc/>
    public override async Task<bool> Sweep(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (!await db.Set<JournalEntry>().AnyAsync(e => e.Position == null, cancel) || !await leases.TryHold("journal-sealer", cancel))
            return false;
        var sealedCount = await SealBatch(db, cancel);
        if (sealedCount > 0)
            Sealed?.Invoke();
        return sealedCount == BatchSize;
    }

    private static async Task<int> SealBatch(CityDb db, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var journal = db.Set<JournalEntry>().AsNoTracking();
        var last = await journal.Where(e => e.Position != null).OrderByDescending(e => e.Position).Select(e => new { e.Position, e.Hash }).FirstOrDefaultAsync(cancel);
        var rows = await journal.Where(e => e.Position == null).OrderBy(e => e.Id).Take(BatchSize).ToListAsync(cancel);
        var (position, hash) = (last?.Position ?? 0, last?.Hash ?? JournalChain.Genesis);
        await using var command = Prepare(db, transaction);
        foreach (var row in rows)
        {
            hash = JournalChain.Next(hash, ++position, row);
            command.Parameters[0].Value = position;
            command.Parameters[1].Value = hash;
            command.Parameters[2].Value = row.Id;
            if (await command.ExecuteNonQueryAsync(cancel) != 1)
                throw new DbUpdateConcurrencyException("Another process seals the Journal.");
        }
        await transaction.CommitAsync(cancel);
        return rows.Count;
    }

    // One prepared statement for the whole batch: a sixth of the time that tracked entities take. The quoting is standard SQL, understood by all three databases.
    private static DbCommand Prepare(CityDb db, IDbContextTransaction transaction)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = transaction.GetDbTransaction();
        command.CommandText = Seal;
        Add("@position", System.Data.DbType.Int64, 0);
        Add("@hash", System.Data.DbType.String, 64);
        Add("@id", System.Data.DbType.Int64, 0);
        command.Prepare();
        return command;

        void Add(string name, System.Data.DbType type, int size)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.DbType, parameter.Size) = (name, type, size);
            command.Parameters.Add(parameter);
        }
    }
}
