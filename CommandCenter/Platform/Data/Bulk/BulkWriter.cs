using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Platform.Data.Bulk;

/// <summary>
/// Writes many rows in few round trips, each database by its own fast way. Always in the caller's transaction, so that the rows and what is said about them are
/// committed together. Nothing goes through the change tracker. Rows should come in the order of their keys where several processes write the same ones.
/// </summary>
public static class BulkWriter
{
    /// <summary>Inserts the rows whose key is not there yet; of rows with the same key the first counts.</summary>
    /// <returns>The keys that were new. What another transaction inserted at the same moment is not among them.</returns>
    /// <exception cref="InvalidOperationException">The context has no transaction.</exception>
    public static async Task<IReadOnlySet<Guid>> InsertNew<T>(CityDb db, IReadOnlyList<T> rows, CancellationToken cancel) where T : class =>
        rows.Count == 0 ? new HashSet<Guid>() : await Statements(db).InsertNew(BulkTable.Of(db, rows), cancel);

    /// <summary>
    /// Inserts what the context holds of <typeparamref name="T"/> as added, in the order in which it was added, and lets the context take it as saved: for imports, where the change
    /// tracker's saving, a statement for each row, takes most of the time. What else the context holds is saved as ever, afterwards.
    /// </summary>
    /// <exception cref="InvalidOperationException">The context has no transaction.</exception>
    /// <exception cref="DbUpdateException">A row breaks a rule of the table, such as a key that may exist once. The transaction is then of no use.</exception>
    public static async Task InsertAdded<T>(CityDb db, CancellationToken cancel) where T : class
    {
        var statements = Statements(db);
        var added = db.ChangeTracker.Entries<T>().Where(e => e.State == EntityState.Added).ToList();
        if (added.Count == 0)
            return;
        var rows = BulkTable.New(db, [.. added.Select(e => e.Entity)]);
        try
        {
            await statements.Insert(rows, cancel);
        }
        catch (DbException refused)
        {
            throw new DbUpdateException($"{added.Count} rows of {typeof(T).Name} cannot be inserted: {refused.Message}", refused);
        }
        // What is still to be added may hang below a row, so the context knows it as saved. A key that the database counted it cannot know.
        foreach (var entry in added)
            entry.State = rows.GivesKey ? EntityState.Unchanged : EntityState.Detached;
    }

    /// <summary>Inserts the rows, and where a key is there replaces its row unless that is newer.</summary>
    /// <param name="db">A context with a transaction.</param>
    /// <param name="rows">At most one for each key.</param>
    /// <param name="newerBy">The property that says which of two rows is newer.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="InvalidOperationException">The context has no transaction.</exception>
    public static Task Upsert<T>(CityDb db, IReadOnlyList<T> rows, string newerBy, CancellationToken cancel) where T : class =>
        rows.Count == 0 ? Task.CompletedTask : Statements(db).Upsert(BulkTable.Of(db, rows), newerBy, cancel);

    /// <summary>Moves one instant of existing rows forward, never back; it counts no version, because it is no change by a person.</summary>
    /// <param name="db">A context with a transaction.</param>
    /// <param name="property">The instant's property.</param>
    /// <param name="values">At most one for each key.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="InvalidOperationException">The context has no transaction.</exception>
    public static Task Advance<T>(CityDb db, string property, IReadOnlyList<KeyValuePair<Guid, DateTimeOffset>> values, CancellationToken cancel) where T : class =>
        values.Count == 0 ? Task.CompletedTask : Statements(db).Advance(BulkTable.Of<T>(db, property, values), property, cancel);

    private static BulkStatements Statements(CityDb db)
    {
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException("Bulk rows are written inside the caller's transaction; there is none.");
        return db.Database.IsSqlite() ? new SqliteBulk(db) : db.Database.IsNpgsql() ? new PostgreSqlBulk(db) : new SqlServerBulk(db);
    }
}

/// <summary>The statements in the words of one database.</summary>
internal abstract class BulkStatements
{
    /// <summary>See <see cref="BulkWriter.InsertAdded"/>: all rows, in their order, or an error of the database's own.</summary>
    public abstract Task Insert(BulkTable rows, CancellationToken cancel);

    /// <summary>See <see cref="BulkWriter.InsertNew"/>.</summary>
    public abstract Task<IReadOnlySet<Guid>> InsertNew(BulkTable rows, CancellationToken cancel);

    /// <summary>See <see cref="BulkWriter.Upsert"/>.</summary>
    public abstract Task Upsert(BulkTable rows, string newerBy, CancellationToken cancel);

    /// <summary>See <see cref="BulkWriter.Advance"/>.</summary>
    public abstract Task Advance(BulkTable rows, string column, CancellationToken cancel);

    /// <summary>Names between commas.</summary>
    protected static string List(IEnumerable<string> names) => string.Join(", ", names);
}
