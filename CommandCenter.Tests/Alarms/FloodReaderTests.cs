using CommandCenter.Alarms;
using CommandCenter.Alarms.Judging;
using CommandCenter.Alarms.Reading;
using CommandCenter.Devices;
using CommandCenter.Intake;
using CommandCenter.Platform.Data;
using CommandCenter.Tests.Databases;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Tests.Alarms;

/// <summary>A river in flood, through the reader of signals and the database: stations by their aliases, thresholds by their dates.</summary>
public class FloodReaderTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task Alarm_level_after_each_reading_is_the_official_status(DatabaseProvider provider)
    {
        var readings = FloodFile.Read().OrderBy(r => r.At).ToList();
        await using var city = await AlarmCity.Open(provider);
        var stations = await Stations(city, readings);
        var commit = city.Server.Get<SignalCommit>();
        var (right, withStatus) = (0, 0);
        foreach (var step in Steps(readings))
        {
            var committed = await commit.Commit([.. step.Select(r => city.Signal(r.Station, r.Level, r.At, history: true))], Cancel);
            Assert.DoesNotContain(committed.Receipts, r => r.Outcome == SignalOutcome.Rejected);
            var levels = await Levels(city);
            foreach (var reading in step.Where(r => r.Status is not null))
            {
                withStatus++;
                right += levels.GetValueOrDefault(stations[FloodFile.Station(reading.Station)]) == reading.Status ? 1 : 0;
            }
        }
        Assert.Equal(31_303, withStatus);
        Assert.True(right >= 31_300, $"{right} of {withStatus}");
        await using var db = city.Server.Db();
        Assert.False(await db.Set<Alarm>().AnyAsync(a => a.State == AlarmState.ActiveUnacknowledged || !a.History, Cancel)); // history: nobody is asked
    }

    // One reading of a station at a time, so that the level after each can be seen.
    private static IEnumerable<List<FloodReading>> Steps(IEnumerable<FloodReading> readings) => readings.GroupBy(r => r.At)
        .SelectMany(instant => instant.GroupBy(r => FloodFile.Station(r.Station)).SelectMany(g => g.Select((r, round) => (Reading: r, Round: round)))
            .GroupBy(p => p.Round).OrderBy(g => g.Key).Select(g => g.Select(p => p.Reading).ToList()));

    private static async Task<Dictionary<Guid, int>> Levels(AlarmCity city)
    {
        await using var db = city.Server.Db();
        return await db.Set<AlarmCondition>().AsNoTracking().ToDictionaryAsync(c => c.DeviceId!.Value, c => c.Level, Cancel);
    }

    private static async Task<Dictionary<string, Guid>> Stations(AlarmCity city, List<FloodReading> readings)
    {
        var devices = await city.Devices("water-level", [.. readings.Select(r => FloodFile.Station(r.Station)).Distinct()]);
        var ids = devices.ToDictionary(d => d.Code, d => d.Id);
        await using var db = city.Server.Db();
        foreach (var device in await db.Set<Device>().ToListAsync(Cancel))
            device.SetAliases(FloodFile.Aliases.GetValueOrDefault(device.Code, []));
        foreach (var station in readings.GroupBy(r => FloodFile.Station(r.Station)))
        {
            DeviceThresholds? last = null;
            foreach (var r in station.GroupBy(r => r.At).Select(g => g.Last()))
                if (last is null || !last.Says(r.Alert, r.Minor, r.Major))
                    db.Add(last = DeviceThresholds.Create(Guid.CreateVersion7(r.At), ids[station.Key], "level", r.At, r.Alert, r.Minor, r.Major));
        }
        await db.SaveChangesAsync(Cancel);
        await city.Server.Get<DeviceIndex>().LoadAsync(Cancel);
        return ids;
    }
}
