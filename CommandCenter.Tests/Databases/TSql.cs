using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace CommandCenter.Tests.Databases;

/// <summary>Microsoft's own T-SQL parser: what it accepts, SQL Server can read.</summary>
public static class TSql
{
    /// <summary>Fails unless SQL Server 2019, the oldest version we support, can parse <paramref name="sql"/> ("GO" separates batches).</summary>
    public static void AssertParses(string sql)
    {
        if (Error(sql) is { } error)
            Assert.Fail($"SQL Server cannot parse this. {error}\n{sql}");
    }

    /// <summary>What the parser objects to; null when it objects to nothing.</summary>
    public static string? Error(string sql)
    {
        new TSql150Parser(initialQuotedIdentifiers: true).Parse(new StringReader(sql), out var errors);
        return errors.Count == 0 ? null : $"Line {errors[0].Line}, column {errors[0].Column}: {errors[0].Message}";
    }
}
