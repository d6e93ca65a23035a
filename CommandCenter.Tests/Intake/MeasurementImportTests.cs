using CommandCenter.Access;
using CommandCenter.Alarms;
using CommandCenter.Devices;
using CommandCenter.Devices.Import;
using CommandCenter.Intake;
using CommandCenter.Intake.Import;
using CommandCenter.Intake.Problems;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using CommandCenter.Tests.Databases;
using CommandCenter.Tests.Hosts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace CommandCenter.Tests.Intake;

/// <summary>Files through the queue and the reader of the product.</summary>
public sealed class MeasurementImportTests : IDisposable
{
    // Backwards in time, two spellings of one gauge, a crossing of the threshold and back.
    private const string Gauges = """
        gauge,at,level,watch
        North Bridge,2026-06-18T04:00:00Z,2.1,3
        North Bridge,2026-06-18T03:00:00Z,3.4,3
        N. Bridge,2026-06-18T02:00:00Z,3.2,3
        North Bridge,2026-06-18T01:00:00Z,1.9,3
        South Weir,2026-06-18T01:00:00Z,0.4,0
        South Weir,2026-06-18T02:00:00Z,low,0
        """;

    private const string Profile = """
        { "name": "town", "timeZone": "Asia/Shanghai", "fields": { "at": "at", "device": "gauge" }, "devices": {}, "aliases": { "N. Bridge": "North Bridge" },
          "readings": [{ "quantity": "level", "value": "level", "kind": "water-level", "thresholds": { "watch": "watch" } }] }
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("commandcenter-measurements-");
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 6, 19, 1, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task File_is_played_in_time_order_as_history_and_a_second_time_changes_nothing(DatabaseProvider provider)
    {
        await using var server = await TestServer.Start(provider, new() { Clock = clock });
        var first = await Import(server, Gauges, Profile);
        Assert.Equal((6, 5, 5, 0, 1), (first.Rows, first.Readings, first.Stored, first.Duplicates, first.RejectedRows));
        Assert.Equal((2, 1, 1), (first.Devices, first.Aliases, first.Thresholds));
        Assert.Contains("'low' is not a number", await File.ReadAllTextAsync(first.RejectsPath!, Cancel), StringComparison.Ordinal);

        await using var db = server.Db();
        var alarm = await db.Set<Alarm>().SingleAsync(Cancel);
        Assert.Equal((AlarmState.Normal, new DateTimeOffset(2026, 6, 18, 2, 0, 0, TimeSpan.Zero)), (alarm.State, alarm.RaisedAt));
        Assert.All(await db.Set<JournalEntry>().Where(e => e.Subject == AlarmSubject.Name).ToListAsync(Cancel), e => Assert.True(e.History));

        var entries = await db.Set<JournalEntry>().CountAsync(Cancel);
        var again = await Import(server, Gauges, Profile);
        Assert.Equal((0, 5, 0, 0), (again.Stored, again.Duplicates, again.Devices, again.Aliases));
        Assert.Equal((5, entries), (await db.Set<Measurement>().CountAsync(Cancel), await db.Set<JournalEntry>().CountAsync(Cancel)));
    }

    [Fact]
    public async Task Unknown_device_is_refused_with_its_line_listed_and_taken_once_it_is_there()
    {
        await using var server = await TestServer.Start(options: new() { Clock = clock });
        var strict = Profile.Replace("\"devices\": {}, ", "", StringComparison.Ordinal);
        var refused = await Import(server, Gauges, strict);
        Assert.Equal((0, 5), (refused.Stored, refused.NotTaken));
        Assert.Contains("5,'North Bridge' is not a device here", (await File.ReadAllTextAsync(refused.RejectsPath!, Cancel)).Replace("\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
        await using var db = server.Db();
        Assert.Equal([("North Bridge", 4L), ("South Weir", 1L)], (await db.Set<IntakeProblem>().ToListAsync(Cancel)).Select(p => (p.Named!, p.Count)).Order());
        Assert.All(await db.Set<IntakeProblem>().ToListAsync(Cancel), p => Assert.Equal(("file", "town", "unknown-device"), (p.Door, p.Sender, p.Code)));

        await Import(server, "gauge,at,level,watch\nNorth Bridge,2026-06-17T01:00:00Z,1,3\n", Profile);
        Assert.Equal(4, (await Import(server, Gauges, strict)).Stored);
    }

    [Fact]
    public async Task Live_file_is_news_and_what_lies_ahead_of_its_now_raises_nothing()
    {
        await using var server = await TestServer.Start(options: new() { Clock = clock });
        var report = await Import(server, Gauges, Profile, o => o with { Live = true, AsOf = new DateTimeOffset(2026, 6, 18, 1, 30, 0, TimeSpan.Zero) });
        Assert.Equal((5, 3), (report.Stored, report.InTheFuture));
        await using var db = server.Db();
        Assert.Equal(0, await db.Set<Alarm>().CountAsync(Cancel));
        await Import(server, "gauge,at,level,watch\nSouth Weir,2026-06-18T20:00:00Z,9,3\n", Profile, o => o with { Live = true });
        Assert.False((await db.Set<JournalEntry>().SingleAsync(e => e.Event == nameof(AlarmRaised), Cancel)).History);
    }

    [Fact]
    public async Task Preview_shows_rows_as_they_would_become_and_stores_nothing()
    {
        var (readings, rejected) = await MeasurementImport.Preview(await Options(Gauges, Profile), Cancel);
        Assert.Equal(("North Bridge", "level", 2.1), (readings[0].Device, readings[0].Reading.Quantity, readings[0].Value));
        Assert.Equal((5, 7L), (readings.Count, rejected.Single().Line));
    }

    [Fact]
    public async Task Verb_imports_beside_nothing_and_says_what_came_of_it()
    {
        var options = await Options(Gauges, Profile);
        var profile = Path.Combine(folder.FullName, "town.json");
        await File.WriteAllTextAsync(profile, Profile, Cancel);
        var (code, output, error) = await CityProcess.Run(Path.Combine(folder.FullName, "data"), "import", "measurements", options.Path, "--profile", profile);
        Assert.True(code == 0, error);
        Assert.Contains("5 measurements: 5 stored", output, StringComparison.Ordinal);
        var (again, second, _) = await CityProcess.Run(Path.Combine(folder.FullName, "data"), "import", "measurements", options.Path, "--profile", profile);
        Assert.Equal(0, again);
        Assert.Contains("0 stored, 5 were there already", second, StringComparison.Ordinal);
        Assert.Equal(1, (await CityProcess.Run(Path.Combine(folder.FullName, "data"), "import", "measurements", options.Path, "--profile", "nobody")).Code);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ServerProcess.Forget(Path.Combine(folder.FullName, "data"));
        folder.Delete(recursive: true);
    }

    private async Task<MeasurementReport> Import(TestServer server, string csv, string profile, Func<MeasurementImportOptions, MeasurementImportOptions>? change = null)
    {
        var options = await Options(csv, profile);
        return await server.WhileReading(() => server.Get<MeasurementImport>().Run(change?.Invoke(options) ?? options, Caller.System, null, Cancel));
    }

    private async Task<MeasurementImportOptions> Options(string csv, string profile)
    {
        var file = Path.Combine(folder.FullName, $"{Guid.NewGuid():N}.csv");
        await File.WriteAllTextAsync(file, csv, Cancel);
        return new MeasurementImportOptions { Path = file, Profile = MeasurementProfile.Read(profile) };
    }
}
