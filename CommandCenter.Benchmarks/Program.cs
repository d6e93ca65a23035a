using CommandCenter.Benchmarks;
using CommandCenter.Platform.Data;

// dotnet run -c Release --project CommandCenter.Benchmarks -- <name> [<count> [<file>]]
// Prints the table; with a file, puts it there between the two marks of its name. Pictures go beside the file, into images/.
var name = args.Length > 0 ? args[0] : "intake";
var count = args.Length > 1 && int.TryParse(args[1], out var asked) ? asked : (int?)null;
var file = args.Length > 2 ? args[2] : null;
var pictures = file is null ? Path.GetTempPath() : Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, "images");
var table = name switch
{
    "intake" => await Intake(count ?? 200_000),
    "glass" or "storm" or "map" or "soak" or "first-picture" when Chromium.Missing is { } missing => missing,
    "glass" => Tables.Of(await GlassBenchmark.Run(count ?? 200)),
    "storm" => Tables.Of(await GlassBenchmark.RunInStorm(count ?? 200)),
    "map" => Tables.Of(await MapBenchmark.Run(rounds: count ?? 3)),
    "soak" => await Soak(minutes: count ?? 60),
    "first-picture" => Tables.Of(await FirstPicture.Run(Path.Combine(pictures, "first-picture.png"))),
    _ => $"'{name}' is not a benchmark: intake, glass, storm, map, soak, first-picture.",
};
Console.WriteLine(table);
if (file is not null && table.Contains('|', StringComparison.Ordinal))
    await Tables.Put(file, name, table);

async Task<string> Intake(int measurements)
{
    var results = new List<IntakeResult>();
    results.AddRange(await IntakeBenchmark.Run(DatabaseProvider.Sqlite, connectionString: null, measurements));
    if (PostgreSql.Missing is { } missing)
    {
        await Console.Error.WriteLineAsync(missing);
    }
    else
    {
        await using var server = await PostgreSql.Start();
        results.AddRange(await IntakeBenchmark.Run(DatabaseProvider.PostgreSql, server.ConnectionString, measurements));
    }
    return Tables.Of(results);
}

async Task<string> Soak(int minutes)
{
    var readings = await SoakBenchmark.Run(minutes);
    await File.WriteAllTextAsync(Path.Combine(pictures, "soak.svg"), SoakPlot.Of(readings));
    return Tables.Of(readings);
}
