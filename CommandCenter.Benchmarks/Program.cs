using CommandCenter.Benchmarks;
using CommandCenter.Platform.Data;

// dotnet run -c Release --project CommandCenter.Benchmarks -- intake|glass|storm [<count> [<file>]]
// Prints the table; with a file, puts it there between the two marks of its name.
var name = args.Length > 0 ? args[0] : "intake";
var count = args.Length > 1 && int.TryParse(args[1], out var asked) ? asked : name is "glass" or "storm" ? 200 : 200_000;
var table = name switch
{
    "intake" => await Intake(),
    "glass" or "storm" when GlassBenchmark.Missing is { } missing => missing,
    "glass" => Tables.Of(await GlassBenchmark.Run(count)),
    "storm" => Tables.Of(await GlassBenchmark.RunInStorm(count)),
    _ => $"'{name}' is not a benchmark: intake, glass, storm.",
};
Console.WriteLine(table);
if (args.Length > 2 && table.Contains('|', StringComparison.Ordinal))
    await Tables.Put(args[2], name, table);

async Task<string> Intake()
{
    var results = new List<IntakeResult>();
    results.AddRange(await IntakeBenchmark.Run(DatabaseProvider.Sqlite, connectionString: null, count));
    if (PostgreSql.Missing is { } missing)
    {
        await Console.Error.WriteLineAsync(missing);
    }
    else
    {
        await using var server = await PostgreSql.Start();
        results.AddRange(await IntakeBenchmark.Run(DatabaseProvider.PostgreSql, server.ConnectionString, count));
    }
    return Tables.Of(results);
}
