using System.Data.Common;
using CommandCenter.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CommandCenter.Tests.Databases;

/// <summary>
/// SQL Server without a server: a context that translates as for SQL Server, opens no connection, and gives the text of the first
/// command instead of sending it.
/// </summary>
public static class SqlServerCapture
{
    /// <summary>A context for SQL Server that never connects: commands end in <see cref="CapturedCommand"/>.</summary>
    public static CityDb CreateDbContext()
    {
        var db = new CityDb(Options.Value);
        db.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
        return db;
    }

    /// <summary>The text of the first command that <paramref name="act"/> would send to SQL Server.</summary>
    /// <exception cref="InvalidOperationException">It sent none, or the translation for SQL Server failed.</exception>
    public static string Sql(Action<CityDb> act)
    {
        using var db = CreateDbContext();
        try
        {
            act(db);
        }
        catch (Exception e) when ((e as CapturedCommand ?? e.InnerException as CapturedCommand) is { } captured)
        {
            return captured.Message;
        }

        throw new InvalidOperationException("No command was sent.");
    }

    private static readonly Lazy<DbContextOptions<CityDb>> Options = new(() =>
    {
        var builder = new DbContextOptionsBuilder<CityDb>();
        DatabaseProviders.Use(builder, new DatabaseOptions { Provider = DatabaseProvider.SqlServer, ConnectionString = "Server=none;Database=none" }, "");
        return builder.AddInterceptors(new Interceptor()).Options;
    });

    private sealed class CapturedCommand(string sql) : Exception(sql);

    private sealed class Interceptor : IDbConnectionInterceptor, IDbCommandInterceptor
    {
        public InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
            InterceptionResult.Suppress();

        public ValueTask<InterceptionResult> ConnectionOpeningAsync(
            DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(InterceptionResult.Suppress());

        public InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) =>
            throw new CapturedCommand(command.CommandText);

        public ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
            throw new CapturedCommand(command.CommandText);

        public InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result) =>
            throw new CapturedCommand(command.CommandText);

        public ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
            throw new CapturedCommand(command.CommandText);
    }
}
