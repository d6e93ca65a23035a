using CommandCenter.Benchmarks;
using CommandCenter.Platform.Data;

// dotnet run -c Release --project CommandCenter.Benchmarks [-- <measurements> [<file>]]
// Prints the table; with a file, puts it there between the two marks.
var count = args.Length > 0 && int.TryParse(args[0], out var asked) ? asked : 200_000;
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
var table = IntakeTable.Of(results);
Console.WriteLine(table);
if (args.Length > 1)
    await IntakeTable.Put(args[1], table);
