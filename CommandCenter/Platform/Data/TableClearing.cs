using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace CommandCenter.Platform.Data;

/// <summary>Empties tables, whatever rooms they belong to.</summary>
public static class TableClearing
{
    /// <summary>Removes every row of every table but those of some entities.</summary>
    /// <param name="db">A context with a transaction, which the caller commits.</param>
    /// <param name="stays">The entities whose rows stay.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="InvalidOperationException">The context has no transaction.</exception>
    public static async Task Clear(CityDb db, IReadOnlyCollection<Type> stays, CancellationToken cancel)
    {
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException("Tables are emptied inside the caller's transaction; there is none.");
        foreach (var table in InOrder(db.Model.GetEntityTypes().Where(e => !e.IsOwned() && e.GetTableName() is not null && !stays.Contains(e.ClrType))))
            await db.Database.ExecuteSqlRawAsync(Delete(db, table), cancel);
    }

    // Rows that point at others go before them.
    private static IEnumerable<IEntityType> InOrder(IEnumerable<IEntityType> tables)
    {
        var left = tables.ToList();
        while (left.Count > 0)
        {
            var free = left.Where(e => !left.Exists(o => o != e && o.GetForeignKeys().Any(f => f.PrincipalEntityType == e))).ToList();
            if (free.Count == 0)
                throw new InvalidOperationException($"Tables point at each other in a circle: {string.Join(", ", left.Select(e => e.GetTableName()))}.");
            foreach (var table in free)
                yield return table;
            left.RemoveAll(free.Contains);
        }
    }

    // Areas hang below areas: what points at its own table is let go first.
    private static string Delete(CityDb db, IEntityType table)
    {
        var names = db.GetService<ISqlGenerationHelper>();
        var (name, id) = (names.DelimitIdentifier(table.GetTableName()!, table.GetSchema()), StoreObjectIdentifier.Create(table, StoreObjectType.Table)!.Value);
        var own = table.GetForeignKeys().Where(f => f.PrincipalEntityType == table).SelectMany(f => f.Properties).Where(p => p.IsNullable).Select(p => names.DelimitIdentifier(p.GetColumnName(id)!)).ToList();
        return $"{(own.Count == 0 ? "" : $"UPDATE {name} SET {string.Join(", ", own.Select(c => $"{c} = NULL"))}; ")}DELETE FROM {name};";
    }
}
