using System.Collections.Concurrent;
using System.Linq.Expressions;
using CommandCenter.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.Internal;
using Microsoft.EntityFrameworkCore.Storage;

namespace CommandCenter.Tests.Databases;

/// <summary>
/// Translates every LINQ query (ExecuteUpdate and ExecuteDelete too) that a watched context compiles on another database for SQL Server as
/// well, and has the T-SQL parsed. A query SQL Server cannot run fails the test that issued it; because background work may catch that
/// exception, failures are kept and fail the whole run at its end too. Each distinct query is checked once, when EF Core compiles it.
/// </summary>
/// <remarks>
/// Not seen: raw SQL, which the seams per provider own, and the second and later commands of a split query.
/// Parameter values are invented here, because the compiler knows only their types.
/// </remarks>
public sealed class TSqlCheck : IQueryExpressionInterceptor
{
    /// <summary>The one that watches the suite. One instance, because EF Core builds a service provider per set of these.</summary>
    public static readonly TSqlCheck Shared = new();

    private readonly ConcurrentQueue<string> failures = new();
    private readonly ConcurrentQueue<string> checkedSql = new();

    /// <summary>The T-SQL that was produced and parsed so far.</summary>
    public IReadOnlyCollection<string> CheckedSql => checkedSql;

    /// <summary>
    /// Watches all contexts made from these options. For a host under test:
    /// <c>services.ConfigureDbContext&lt;CityDb&gt;(options => TSqlCheck.Watch(options))</c>.
    /// </summary>
    public static void Watch(DbContextOptionsBuilder options) => options.AddInterceptors(Shared);

    /// <inheritdoc/>
    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData)
    {
        if (eventData.Context is not CityDb)
            return queryExpression;
        try
        {
            if (RawSql.In(queryExpression))
                return queryExpression;
            var sql = SqlServerCapture.Sql(db => Execute(db, queryExpression));
            checkedSql.Enqueue(sql);
            if (TSql.Error(sql) is { } error)
                throw new InvalidOperationException($"{error}\n{sql}");
        }
        catch (Exception e)
        {
            var failure = $"This query does not run on SQL Server: {e.Message}\n{ExpressionPrinter.Print(queryExpression)}";
            failures.Enqueue(failure);
            throw new InvalidOperationException(failure, e);
        }

        return queryExpression;
    }

    /// <summary>Throws when any query failed the check, whether or not somebody caught its exception.</summary>
    public void ThrowIfAnyFailed()
    {
        if (!failures.IsEmpty)
            throw new InvalidOperationException(string.Join("\n\n", failures.Distinct()));
    }

    private static void Execute(CityDb db, Expression query)
    {
        var moved = new Move(db.Model);
        var expression = moved.Visit(query);
        var element = Elements(expression.Type);
        var execute = typeof(TSqlCheck).GetMethod(element is null ? nameof(ExecuteScalar) : nameof(ExecuteSequence),
            System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!;
        execute.MakeGenericMethod(element ?? expression.Type)
            .CreateDelegate<Action<CityDb, Expression, IReadOnlyCollection<QueryParameterExpression>>>()(db, expression, moved.Parameters);
    }

    private static void ExecuteScalar<T>(CityDb db, Expression query, IReadOnlyCollection<QueryParameterExpression> parameters) =>
        db.GetService<IDatabase>().CompileQuery<T>(query, async: false)(ContextFor(db, parameters));

    private static void ExecuteSequence<T>(CityDb db, Expression query, IReadOnlyCollection<QueryParameterExpression> parameters)
    {
        foreach (var _ in db.GetService<IDatabase>().CompileQuery<IEnumerable<T>>(query, async: false)(ContextFor(db, parameters)))
            return;
    }

    private static QueryContext ContextFor(CityDb db, IReadOnlyCollection<QueryParameterExpression> parameters)
    {
        var context = db.GetService<IQueryContextFactory>().Create();
        foreach (var parameter in parameters)
            context.Parameters[parameter.Name] = Invented.Value(parameter.Type);
        return context;
    }

    private static Type? Elements(Type type) => type.GetInterfaces().Prepend(type)
        .FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IQueryable<>))?.GetGenericArguments()[0];

    private sealed class RawSql : ExpressionVisitor
    {
        private bool found;

        public static bool In(Expression query)
        {
            var search = new RawSql();
            search.Visit(query);
            return search.found;
        }

        protected override Expression VisitExtension(Expression node)
        {
#pragma warning disable EF1001 // EF Core has no public name for "written by hand".
            found |= node is FromSqlQueryRootExpression or SqlQueryRootExpression;
#pragma warning restore EF1001
            return base.VisitExtension(node);
        }
    }

    /// <summary>Puts the entity types of another model into a query, and collects its parameters.</summary>
    private sealed class Move(IModel model) : ExpressionVisitor
    {
        private readonly Dictionary<string, QueryParameterExpression> parameters = [];

        public IReadOnlyCollection<QueryParameterExpression> Parameters => parameters.Values;

        protected override Expression VisitExtension(Expression node)
        {
            switch (node)
            {
                case QueryParameterExpression parameter:
                    parameters[parameter.Name] = parameter;
                    return node;
                case EntityQueryRootExpression root when root.GetType() == typeof(EntityQueryRootExpression):
                    return new EntityQueryRootExpression(model.FindEntityType(root.EntityType.Name)!);
                default:
                    return base.VisitExtension(node);
            }
        }
    }
}
