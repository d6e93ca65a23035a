using System.Diagnostics;
using CommandCenter.Alarms.Reading;
using CommandCenter.Devices;
using CommandCenter.Intake;
using CommandCenter.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Benchmarks;

/// <summary>One way of bringing measurements in.</summary>
/// <param name="Provider">The database.</param>
/// <param name="Way">What was done.</param>
/// <param name="Count">How many measurements.</param>
/// <param name="Took">How long.</param>
public sealed record IntakeResult(DatabaseProvider Provider, string Way, int Count, TimeSpan Took)
{
    /// <summary>Measurements a second.</summary>
    public double PerSecond => Count / Took.TotalSeconds;
}

/// <summary>
/// The same measurements, on one database of a kind after the other: by the provider's own fastest bulk insert into the same table with the same indexes, and through the queue and
/// its reader, which stores each once, keeps the newest of each device, judges it by the rules and raises and clears alarms.
/// </summary>
public static class IntakeBenchmark
{
    private const int Devices = 500;
    private const int Senders = 8;
    private const int Single = 20; // of so many measurements one is sent by itself in the last way, which takes long

    /// <summary>Runs all ways on one kind of database.</summary>
    public static async Task<IReadOnlyList<IntakeResult>> Run(DatabaseProvider provider, string? connectionString, int count)
    {
        var results = new List<IntakeResult>();
        await using (var city = await BenchmarkCity.Open(provider, connectionString, "bulk", Devices))
            results.Add(new(provider, "bulk insert", count, await Time(async () => await BulkInsert.Run(provider, city.ConnectionString, Rows(city.Devices, count)))));
        await using (var city = await BenchmarkCity.Open(provider, connectionString, "arrays", Devices))
            results.Add(new(provider, "queue and reader, arrays of 100", count, await Play(city, count, 100, Senders)));
        await using (var city = await BenchmarkCity.Open(provider, connectionString, "single", Devices))
            results.Add(new(provider, "queue and reader, one by one from 200 senders", count / Single, await Play(city, count / Single, 1, 200)));
        return results;
    }

    // The same rows in the same order: rounds over all devices, a minute apart. Each device crosses its first threshold about once in a hundred measurements.
    private static IEnumerable<(Device Device, DateTimeOffset At, double Value)> Readings(IReadOnlyList<Device> devices, int count)
    {
        var began = new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);
        for (var i = 0; i < count; i++)
        {
            var (device, round) = (i % devices.Count, i / devices.Count);
            yield return (devices[device], began.AddMinutes(round), (round + device) % 100 == 99 ? 5.2 : 2 + (i * 7 % 100) / 100.0);
        }
    }

    private static IEnumerable<Measurement> Rows(IReadOnlyList<Device> devices, int count) => Readings(devices, count).Select(r => new Measurement
    {
        Id = MeasurementIdentity.Of(r.Device.Id, "level", r.At, r.Value, null),
        DeviceId = r.Device.Id,
        Quantity = "level",
        At = r.At,
        Value = r.Value,
        ReceivedAt = r.At,
    });

    private static async Task<TimeSpan> Play(BenchmarkCity city, int count, int size, int senders)
    {
        var origin = new SignalOrigin("http", "benchmark", History: false);
        // Each sender has devices of its own, as gateways have, and sends the next when the last was answered.
        var sendings = Readings(city.Devices, count).Select((r, i) => (Sender: i % city.Devices.Count % senders, Signal: new MeasurementSignal(r.Device.Code, "level", r.At, r.Value, null, r.At, origin)))
            .GroupBy(s => s.Sender, s => s.Signal).Select(g => g.Chunk(size).ToList()).ToList();
        var (queue, reader) = (city.Get<IntakeQueue>(), city.Get<SignalReader>());
        using var done = new CancellationTokenSource();
        var reading = Task.Run(() => Drive(reader, done.Token));
        var took = await Time(() => Task.WhenAll(sendings.Select(own => Task.Run(() => Send(queue, own)))));
        await done.CancelAsync();
        await reading;
        await using var db = await city.Get<IDbContextFactory<CityDb>>().CreateDbContextAsync();
        var stored = await db.Set<Measurement>().CountAsync();
        return stored == count ? took : throw new InvalidOperationException($"{stored} of {count} measurements are stored.");
    }

    private static async Task Send(IntakeQueue queue, List<MeasurementSignal[]> sendings)
    {
        foreach (var signals in sendings)
        {
            var batch = new SignalBatch(signals);
            await queue.Offer(batch, Timeout.InfiniteTimeSpan, TimeProvider.System, CancellationToken.None);
            if ((await batch.Done).Any(r => r.Outcome != SignalOutcome.Stored))
                throw new InvalidOperationException("A measurement was not stored.");
        }
    }

    private static async Task Drive(SignalReader reader, CancellationToken done)
    {
        try
        {
            while (!done.IsCancellationRequested)
                await reader.Sweep(done);
        }
        catch (OperationCanceledException)
        {
            return; // everything is stored
        }
    }

    private static async Task<TimeSpan> Time(Func<Task> act)
    {
        var started = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(started);
    }
}
