using CommandCenter.Access;
using CommandCenter.Devices;
using CommandCenter.Devices.Import;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Files;
using CommandCenter.Tests.Databases;

namespace CommandCenter.Tests.Devices;

public sealed class DeviceDeriverTests
{
    private static readonly MeasurementProfile Profile = MeasurementProfile.Read("""
        {
          "name": "test", "timeZone": "Asia/Colombo", "dateFormats": [ "M/d/yy H:mm" ],
          "fields": { "at": "when", "device": "station" },
          "readings": [
            { "quantity": "level", "value": "level", "kind": "water-level", "thresholds": { "watch": "watch", "limit": "limit" } },
            { "quantity": "rain", "value": "rain", "kind": "rain-gauge", "suffix": " rain", "min": 0 }
          ],
          "nothing": [ "-" ], "devices": { "codePrefix": "T-" }, "aliases": { "Rathnapura": "Ratnapura" }
        }
        """);

    private static CancellationToken Cancel => DeviceCity.Cancel;

    [Theory, AllDatabases]
    public async Task Rows_that_run_backwards_become_dated_sets_where_the_values_change(DatabaseProvider provider)
    {
        await using var city = await DeviceCity.Open(provider);
        var report = await Derive(city,
            "6/4/24 9:30,Ratnapura,3,0,7,9",
            "6/3/24 9:30,Ratnapura,3,0,5,9",
            "6/3/24 9:30,Ratnapura,3.1,0,6,9",
            "6/2/24 9:30,Ratnapura,3,0,0,",
            "6/1/24 9:30,Rathnapura,3,0,5,9");

        var gauge = city.Index.FindByText("RATHNAPURA")!;
        Assert.Equal((2, 2, 4), (report.Devices, report.Aliases, report.Thresholds));
        Assert.Equal(("T-RATNAPURA", "T-RATNAPURA-RAIN"), (gauge.Code, city.Index.FindByText("Rathnapura rain")!.Code));
        Assert.Equal(
            [("06-01T04:00", 5.0, 9.0), ("06-02T04:00", null, null), ("06-03T04:00", 6.0, 9.0), ("06-04T04:00", 7.0, (double?)9)],
            city.Index.ThresholdsOf(gauge.Id, "level").Select(s => (s.FromAt.ToString("MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture), s.Watch, s.Limit)));
    }

    [Theory, AllDatabases]
    public async Task What_an_administrator_set_stays(DatabaseProvider provider)
    {
        await using var city = await DeviceCity.Open(provider);
        string[] rows = ["6/1/24 9:30,Ratnapura,3,0,5,9", "6/2/24 9:30,Mill,3,0,5,9"];
        await Derive(city, rows);
        var (gauge, mill) = (city.Index.FindByText("Ratnapura")!, city.Index.FindByText("Mill")!);
        await city.Get<DeviceDesk>().SetThresholds(gauge.Id, "level", new DateTimeOffset(2024, 6, 2, 0, 0, 0, TimeSpan.Zero), 4, null, 8, Caller.System, Cancel);
        await city.Get<DeviceDesk>().Change(gauge.Id, gauge.Version, DeviceDetails.Of(gauge) with { Aliases = ["Old bridge"] }, Caller.System, Cancel);

        var report = await Derive(city, [.. rows, "6/3/24 9:30,Old bridge,3,0,4,8"]);

        Assert.Equal(0, report.Thresholds);
        Assert.Equal(2, city.Index.ThresholdsOf(gauge.Id, "level").Count);
        Assert.Equal(mill.Id, city.Index.FindByText("mill")!.Id);
        Assert.Equal(gauge.Id, city.Index.FindByText("old bridge")!.Id);
    }

    [Fact]
    public async Task One_value_that_is_dirt_does_not_cost_the_rows_others()
    {
        var rows = await Map("6/1/24 9:30,Ratnapura,3,-0.2,x,9", "6/1/24 9:30,Ratnapura,1.04 0.79,2,5,9", "6/1/24 9:30,Ratnapura,-,,5,9", "soon,Ratnapura,3,0,5,9", "6/1/24 9:30,,3,0,5,9");

        Assert.Equal([["level"], ["rain"], [], [], []], rows.Select(r => r.Readings.Select(m => m.Reading.Quantity).ToArray()));
        Assert.Equal(
            ["rain: -0.2 is below 0, the least there can be.", "level: '1.04 0.79' is not a number.", "level: is empty.", "at: 'soon' is not a date of the form M/d/yy H:mm.", "device: is empty."],
            rows.Select(r => r.Reject!.Reason));
        Assert.True(rows[0].Readings[0].Facts.ThresholdsUnreadable);
    }

    [Fact]
    public void A_profile_that_derives_needs_kinds_and_readings()
    {
        var problem = Assert.Throws<ProfileProblem>(() => MeasurementProfile.Read(
            """{ "name": "x", "timeZone": "UTC", "fields": { "at": "a" }, "readings": [ { "quantity": "level", "value": "v" } ], "devices": {} }"""));
        Assert.All(["'device' is needed", "'kind' is needed"], part => Assert.Contains(part, problem.Message, StringComparison.Ordinal));
    }

    private static async Task<DerivedReport> Derive(DeviceCity city, params string[] rows) =>
        await city.Get<DeviceDeriver>().Derive(Profile, await Write(city.Get<DataFolder>().Path, rows), Caller.System, Cancel);

    private static async Task<List<(IReadOnlyList<MappedReading> Readings, RejectedRow? Reject)>> Map(params string[] rows)
    {
        var (mapper, mapped) = (new MeasurementRows(Profile), new List<(IReadOnlyList<MappedReading>, RejectedRow?)>());
        var folder = Directory.CreateTempSubdirectory("commandcenter-test-");
        await using (var source = SourceFile.Open(await Write(folder.FullName, rows), Profile))
            await foreach (var row in source.Rows(Cancel))
                mapped.Add(mapper.Map(row));
        folder.Delete(recursive: true);
        return mapped;
    }

    private static async Task<string> Write(string folder, string[] rows)
    {
        var path = Path.Combine(folder, "rows.csv");
        await File.WriteAllLinesAsync(path, rows.Prepend("when,station,level,rain,watch,limit"), Cancel);
        return path;
    }
}
