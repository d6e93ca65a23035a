using CommandCenter.Access;
using CommandCenter.Devices;
using CommandCenter.Devices.Import;
using CommandCenter.Platform.Files;
using CommandCenter.Tests.Databases;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Tests.Devices;

/// <summary>The river gauges of data/README.md through the shipped profile.</summary>
public sealed class FloodProfileTests
{
    private static readonly Dictionary<string, ThresholdLevel?> Status = new()
    {
        ["Normal"] = null,
        ["Alert"] = ThresholdLevel.Watch,
        ["Minor Flood"] = ThresholdLevel.Warning,
        ["Major Flood"] = ThresholdLevel.Limit,
    };

    private static CancellationToken Cancel => DeviceCity.Cancel;

    [Fact]
    public async Task The_level_against_the_thresholds_in_force_is_the_official_status_of_all_but_three_readings()
    {
        var file = Path.Combine(RealData.Require(), "flood", "lk_river_levels_2020_2024.csv");
        await using var city = await DeviceCity.Open();
        var profile = MeasurementProfile.Shelf.Find("flood_lk");
        var report = await city.Get<DeviceDeriver>().Derive(profile, file, Caller.System, Cancel);

        var (right, judged, rows) = (0, 0, new MeasurementRows(profile));
        await using (var source = SourceFile.Open(file, profile))
            await foreach (var row in source.Rows(Cancel))
                if (Status.TryGetValue(row["status"] ?? "", out var official) && rows.Map(row).Readings.SingleOrDefault(r => r.Reading.Quantity == "level") is { } level)
                {
                    judged++;
                    var gauge = city.Index.FindByText(level.Device);
                    if (city.Index.ThresholdsAt(gauge!.Id, "level", level.At)?.LevelOf(level.Value) == official)
                        right++;
                }

        Assert.InRange(right, 31_300, 31_303);
        Assert.Equal(31_303, judged);
        Assert.Equal(43, city.Index.All.Count(d => city.Index.Kind(d.KindId)!.Code == BuiltInKinds.WaterLevel));
        Assert.Equal(1, report.Unreadable);
    }

    [Fact]
    public async Task Deriving_a_second_time_changes_nothing()
    {
        var file = Path.Combine(RealData.Require(), "flood", "lk_river_levels_2020_2024.csv");
        await using var city = await DeviceCity.Open();
        var profile = MeasurementProfile.Shelf.Find("flood_lk");
        await city.Get<DeviceDeriver>().Derive(profile, file, Caller.System, Cancel);
        var events = (await city.Events()).Count;

        var second = await city.Get<DeviceDeriver>().Derive(profile, file, Caller.System, Cancel);

        Assert.Equal((0, 0, 0), (second.Devices, second.Aliases, second.Thresholds));
        Assert.Equal(events, (await city.Events()).Count);
    }
}
