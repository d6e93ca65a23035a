using CommandCenter.DemoCity.Cast;
using CommandCenter.DemoCity.Simulation;
using CommandCenter.Devices;
using CommandCenter.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.DemoCity.Building;

/// <summary>
/// What the devices measured: every hour of thirty days where a chart is looked at, a day of values elsewhere. Written in the order of time: keys and indexes begin with the
/// instant, so that each transaction adds to their end; device by device each would touch all of their pages.
/// </summary>
internal static class MeasurementsStage
{
    private const int Batch = 20_000;

    public static async Task Build(DemoWork work)
    {
        var (store, index, databases) = (work.Get<MeasurementStore>(), work.Get<DeviceIndex>(), work.Get<IDbContextFactory<CityDb>>());
        var present = new DateTimeOffset(work.Present.UtcTicks / TimeSpan.TicksPerHour * TimeSpan.TicksPerHour, TimeSpan.Zero);
        var values = work.Cast.Devices.SelectMany(d => index.FindByCode(d.Code) is { } device ? Values(work, d, device.Id, present) : []).OrderBy(v => v.At).ToArray();
        for (var written = 0; written < values.Length; written += Batch)
        {
            var batch = new ArraySegment<NewMeasurement>(values, written, Math.Min(Batch, values.Length - written));
            await Alone((db, cancel) => MeasurementStore.WritePast(db, batch, cancel));
            work.Tell((double)written / values.Length);
        }
        await Alone((db, cancel) => store.KeepPast(db, values, cancel));

        async Task Alone(Func<CityDb, CancellationToken, Task> write)
        {
            await using var db = await databases.CreateDbContextAsync(work.Cancel);
            await using var transaction = await db.Database.BeginTransactionAsync(work.Cancel);
            await write(db, work.Cancel);
            await transaction.CommitAsync(work.Cancel);
        }
    }

    // Where there is a chart every hour, of the quantity that it shows; of the last day everything, as often as the device reports, and no more often than every hour.
    private static IEnumerable<NewMeasurement> Values(DemoWork work, PlannedDevice device, Guid id, DateTimeOffset present)
    {
        if (DeviceBehaviour.Interval(device.KindCode) is not { } own)
            yield break;
        var (behaviour, charted) = (new DeviceBehaviour(work.Cast.Plan.Seed), ChartOf(device.KindCode));
        var yesterday = work.Present - TimeSpan.FromDays(1);
        var every = device.Charted || own < TimeSpan.FromHours(1) ? TimeSpan.FromHours(1) : own;
        var past = device.Charted ? DemoWork.Past : TimeSpan.FromDays(1);
        var instants = Enumerable.Range(1, (int)(past / every)).Select(i => present - past + (i * every));
        // The last is of now, so that the city is not silent while its devices take their turns.
        foreach (var at in instants.Where(i => i < work.Present).Append(work.Present))
            foreach (var (quantity, value) in behaviour.Well(device, TimeZoneInfo.ConvertTime(at, work.City.Zone).DateTime))
                if (at > yesterday || charted is null || quantity == charted)
                    yield return new NewMeasurement(id, quantity, at, value, null, at, Future: false);
    }

    // The quantity that is judged; null where a kind has one only.
    private static string? ChartOf(string kind) => kind switch { "rain-gauge" => "rate", "crowd-counter" => "density", "ebike-charging" => "temperature", _ => null };
}
