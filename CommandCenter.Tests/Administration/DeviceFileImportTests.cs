using System.Text;
using CommandCenter.Alarms;
using CommandCenter.Desk.Administration;
using CommandCenter.Devices;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Files;
using CommandCenter.Platform.Journal;
using CommandCenter.Tests.Databases;
using CommandCenter.Tests.Hosts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace CommandCenter.Tests.Administration;

/// <summary>Files of devices and measurements brought in the browser: the same imports as on the command line.</summary>
public sealed class DeviceFileImportTests
{
    private const string Gauges = """
        gauge,at,level,watch
        North Bridge,2026-06-18T03:00:00Z,3.4,3
        North Bridge,2026-06-18T01:00:00Z,1.9,3
        South Weir,2026-06-18T02:00:00Z,low,0
        """;

    private const string Profile = """
        { "name": "town", "timeZone": "Asia/Shanghai", "fields": { "at": "at", "device": "gauge" }, "devices": {},
          "readings": [{ "quantity": "level", "value": "level", "kind": "water-level", "thresholds": { "watch": "watch" } }] }
        """;

    private static readonly Actor Administrator = AdminWorld.Administrator.Actor;

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 6, 19, 1, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task Measurements_are_shown_first_then_played_with_a_report_and_their_rejects(DatabaseProvider provider)
    {
        await using var server = await TestServer.Start(provider, new() { Clock = clock });
        var (desk, choices) = (server.Get<ImportDesk>(), new ImportChoices { OwnProfile = Profile });
        var run = await desk.Upload(Administrator, "measurements of June.csv", Text(Gauges), Cancel);
        Assert.Equal(ImportKind.Measurements, run.Kind);

        var preview = await server.Get<ImportPreviews>().Read(run, run.Kind, choices, Cancel);
        Assert.Equal((2, 1), (preview.Rows.Count, preview.Rejected.Count));
        Assert.Equal(["2", "2026-06-18 11:00:00", "North Bridge", "level", "3.4", "3 / – / –"], preview.Rows[0]);
        Assert.All(preview.Rows, row => Assert.Equal(preview.Columns.Count, row.Count));

        var done = await Carried(server, run, run.Kind, choices);
        Assert.Equal((ImportState.Done, null), (done.State, done.Problem));
        var report = done.ReadReport().ToDictionary(l => l.Key, l => l.Values);
        Assert.Equal(["3", "2", "2", "0", "0", "1"], report["Measurements"]);
        Assert.Equal("1", report["DevicesMade"][0]);
        Assert.Contains("'low' is not a number", await File.ReadAllTextAsync(desk.RejectsOf(done)!, Cancel), StringComparison.Ordinal);
        await using var db = server.Db();
        Assert.Equal((2, 1), (await db.Set<Measurement>().CountAsync(Cancel), await db.Set<Alarm>().CountAsync(Cancel)));

        var again = await Carried(server, await desk.Upload(Administrator, "measurements of June.csv", Text(Gauges), Cancel), run.Kind, choices);
        Assert.Equal(["3", "2", "0", "2", "0", "1"], again.ReadReport().Single(l => l.Key == "Measurements").Values);
    }

    [Fact]
    public async Task Devices_come_with_a_report_of_what_the_file_names_and_nobody_knows()
    {
        await using var server = await TestServer.Start(options: new() { Clock = clock });
        var desk = server.Get<ImportDesk>();
        var run = await desk.Upload(Administrator, "devices.csv", Text("code,name,kind,aliases,latitude,longitude,place,department,grid_worker,parent\nG-1,北桥,water-level,,30.5,114.3,北桥下,水务局,,\n,无号,water-level,,,,,,,\n"), Cancel);
        Assert.Equal((ImportKind.Devices, "plain"), (run.Kind, ImportWork.Profiles(run.Kind).Single()));

        var done = await Carried(server, run, run.Kind, new ImportChoices { Profile = "plain" });

        Assert.Equal((ImportState.Done, null), (done.State, done.Problem));
        Assert.Equal(["2", "1", "0", "0", "1"], done.ReadReport().Single(l => l.Key == "Devices").Values);
        Assert.Equal(["1", "水务局"], done.ReadReport().Single(l => l.Key == "UnknownNames").Values);
        await using var db = server.Db();
        Assert.Equal("G-1", (await db.Set<Device>().SingleAsync(Cancel)).Code);
        Assert.NotNull(desk.RejectsOf(done));
    }

    [Theory]
    [InlineData(ImportKind.Tickets, "boston311")]
    [InlineData(ImportKind.Devices, "plain")]
    [InlineData(ImportKind.Measurements, "flood_lk")]
    public void A_profile_of_another_kind_of_file_is_no_profile(ImportKind kind, string own)
    {
        ImportWork.CheckProfile(kind, new ImportChoices { Profile = own });
        foreach (var other in new[] { ImportKind.Tickets, ImportKind.Devices, ImportKind.Measurements }.Where(k => k != kind))
            Assert.Contains(own, Assert.Throws<ProfileProblem>(() => ImportWork.CheckProfile(kind, new ImportChoices { Profile = ImportWork.Profiles(other)[0] })).Message, StringComparison.Ordinal);
    }

    private static Task<ImportRun> Carried(TestServer server, ImportRun run, ImportKind kind, ImportChoices choices) => server.WhileReading(async () =>
    {
        var desk = server.Get<ImportDesk>();
        await desk.Start(Administrator, run.Id, kind, choices, Cancel);
        while ((await desk.Find(run.Id, Cancel))!.IsUnderWay)
            await server.Get<ImportRunner>().Sweep(Cancel);
        return (await desk.Find(run.Id, Cancel))!;
    });

    private static MemoryStream Text(string text) => new(Encoding.UTF8.GetBytes(text));
}
