using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace CommandCenter.Platform.Data.Bulk;

/// <summary>One column as a database takes it in bulk.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="StoreType">Its type in the table, e.g. <c>character varying(60)</c>.</param>
/// <param name="ClrType">The type of its values after conversion; never a nullable one.</param>
/// <param name="IsNullable">Whether it takes nulls.</param>
/// <param name="Value">The converted value of a row; null for none.</param>
internal sealed record BulkColumn(string Name, string StoreType, Type ClrType, bool IsNullable, Func<object, object?> Value);

/// <summary>Rows of one table for a bulk statement: names, types and conversions come from the model, so that they are what every other query sees.</summary>
/// <param name="Table">The table's name.</param>
/// <param name="Columns">The columns that the rows give.</param>
/// <param name="Keys">The names of the columns that make the primary key.</param>
/// <param name="Rows">The rows.</param>
internal sealed record BulkTable(string Table, IReadOnlyList<BulkColumn> Columns, IReadOnlyList<string> Keys, IReadOnlyList<object> Rows)
{
    /// <summary>The names of the columns that are no part of the key.</summary>
    public IEnumerable<string> Others => Columns.Select(c => c.Name).Except(Keys);

    /// <summary>Whether the rows give their key; else the database counts it.</summary>
    public bool GivesKey => Columns.Any(c => c.Name == Keys[0]);

    /// <summary>Whole rows of <typeparamref name="T"/>. Its values must all be plain columns of one table.</summary>
    public static BulkTable Of<T>(CityDb db, IReadOnlyList<T> rows) where T : class
    {
        var (entity, table) = Find<T>(db);
        return new BulkTable(table.Name, [.. entity.GetProperties().Select(p => Column(p, table, p.GetGetter().GetClrValue))], KeysOf(entity, table), rows);
    }

    /// <summary>New rows of <typeparamref name="T"/>, without a key that the database counts.</summary>
    public static BulkTable New<T>(CityDb db, IReadOnlyList<T> rows) where T : class
    {
        var (table, counted) = (Of(db, rows), Find<T>(db).Entity.FindPrimaryKey()!.Properties is [{ ValueGenerated: ValueGenerated.OnAdd } key] && key.ClrType == typeof(long));
        return counted ? table with { Columns = [.. table.Columns.Where(c => c.Name != table.Keys[0])] } : table;
    }

    /// <summary>The key and one instant of each row of <typeparamref name="T"/>.</summary>
    public static BulkTable Of<T>(CityDb db, string property, IReadOnlyList<KeyValuePair<Guid, DateTimeOffset>> values) where T : class
    {
        var (entity, table) = Find<T>(db);
        var key = entity.FindPrimaryKey()!.Properties.Single();
        return new BulkTable(table.Name,
            [
                Column(key, table, row => ((KeyValuePair<Guid, DateTimeOffset>)row).Key),
                Column(entity.FindProperty(property)!, table, row => ((KeyValuePair<Guid, DateTimeOffset>)row).Value),
            ],
            KeysOf(entity, table), [.. values.Select(v => (object)v)]);
    }

    private static (IEntityType Entity, StoreObjectIdentifier Table) Find<T>(CityDb db)
    {
        var entity = db.Model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} is no table.");
        return (entity, StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value);
    }

    private static string[] KeysOf(IEntityType entity, StoreObjectIdentifier table) => [.. entity.FindPrimaryKey()!.Properties.Select(p => p.GetColumnName(table)!)];

    private static BulkColumn Column(IProperty property, StoreObjectIdentifier table, Func<object, object?> read)
    {
        var mapping = property.GetRelationalTypeMapping();
        var converter = mapping.Converter;
        var type = converter?.ProviderClrType ?? property.ClrType;
        return new BulkColumn(property.GetColumnName(table)!, mapping.StoreType, Nullable.GetUnderlyingType(type) ?? type, property.IsNullable,
            converter is null ? read : row => converter.ConvertToProvider(read(row)));
    }
}
