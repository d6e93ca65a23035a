using System.Text.Json;
using CommandCenter.Access;
using CommandCenter.Alarms;
using CommandCenter.Devices;
using CommandCenter.Devices.Import;
using CommandCenter.Intake.Import;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using CommandCenter.Tests.Databases;
using CommandCenter.Tests.Hosts;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Tests.Alarms;

/// <summary>A river in flood: the file as it is, through its profile, the intake's queue and the reader, into the database; then what the Journal says of every level.</summary>
public class FloodImportTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task Alarm_level_after_each_reading_of_the_file_is_the_official_status(DatabaseProvider provider)
    {
        var readings = FloodFile.Read();
        await using var server = await TestServer.Start(provider, new() { Clock = new(new DateTimeOffset(2026, 6, 19, 1, 0, 0, TimeSpan.Zero)) });
        var options = new MeasurementImportOptions { Path = FloodFile.Path, Profile = MeasurementProfile.Shelf.Find("flood_lk") };

        var report = await server.WhileReading(() => server.Get<MeasurementImport>().Run(options, Caller.System, null, Cancel));

        Assert.Equal(report.Readings, report.Stored + report.Duplicates);
        Assert.True(report is { Devices: > 80, Aliases: > 10, Thresholds: > 50 }, $"{report.Devices} devices, {report.Aliases} aliases, {report.Thresholds} sets of thresholds");
        var changes = await Changes(server);
        var (right, withStatus) = (0, 0);
        foreach (var station in readings.GroupBy(r => server.Get<DeviceIndex>().FindByText(r.Station)!.Id))
        {
            var course = new Queue<Change>(changes.GetValueOrDefault(station.Key, []));
            var level = 0;
            foreach (var reading in station.OrderBy(r => r.At)) // stable: of one instant the row that stands later counts later
            {
                while (course.TryPeek(out var next) && (next.At < reading.At || (next.At == reading.At && next.Value == reading.Level)))
                    level = course.Dequeue().Level;
                if (reading.Status is null)
                    continue;
                withStatus++;
                right += level == reading.Status ? 1 : 0;
            }
            Assert.Empty(course);
        }
        Assert.Equal(31_303, withStatus);
        Assert.True(right >= 31_300, $"{right} of {withStatus}");
        await using var db = server.Db();
        Assert.False(await db.Set<Alarm>().AnyAsync(a => a.State == AlarmState.ActiveUnacknowledged || !a.History, Cancel)); // history: nobody is asked
    }

    private sealed record Change(DateTimeOffset At, int Level, double? Value);

    // Every change of the level of every gauge, in the order of the Journal.
    private static async Task<Dictionary<Guid, List<Change>>> Changes(TestServer server)
    {
        await using var db = server.Db();
        var gauges = await db.Set<Alarm>().Where(a => a.Quantity == "level").ToDictionaryAsync(a => a.Id, a => a.DeviceId!.Value, Cancel);
        var changes = new Dictionary<Guid, List<Change>>();
        await foreach (var entry in db.Set<JournalEntry>().Where(e => e.Subject == AlarmSubject.Name).OrderBy(e => e.Id).AsAsyncEnumerable().WithCancellation(Cancel))
        {
            if (!gauges.TryGetValue(entry.SubjectId, out var device) || Of(entry) is not { } change)
                continue;
            if (!changes.TryGetValue(device, out var course))
                changes[device] = course = [];
            course.Add(change);
        }
        return changes;
    }

    private static Change? Of(JournalEntry entry) => entry.Event switch
    {
        nameof(AlarmRaised) when Read<AlarmRaised>(entry) is { } raised => new(entry.At, raised.Alarm.Level, raised.Value),
        nameof(AlarmLevelRose) when Read<AlarmLevelRose>(entry) is { } rose => new(entry.At, rose.Alarm.Level, rose.Value),
        nameof(AlarmLevelFell) when Read<AlarmLevelFell>(entry) is { } fell => new(entry.At, fell.Alarm.Level, fell.Value),
        nameof(AlarmCleared) when Read<AlarmCleared>(entry) is { } cleared => new(entry.At, 0, cleared.Value),
        _ => null,
    };

    private static TEvent? Read<TEvent>(JournalEntry entry) => JsonSerializer.Deserialize<TEvent>(entry.Payload, JournalWriter.Json);
}
