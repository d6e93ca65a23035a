using CommandCenter.Alarms.Reading;
using CommandCenter.DemoCity.Cast;
using CommandCenter.Intake;

namespace CommandCenter.DemoCity.Building;

/// <summary>Thirty days of alarms: what devices said when something was wrong, played through the intake's queue as history, judged by the city's own rules.</summary>
internal static class AlarmsStage
{
    private const int PerDay = 42;

    public static async Task Build(DemoWork work)
    {
        var queue = work.Get<IntakeQueue>();
        var reader = work.Get<SignalReader>();
        using var done = CancellationTokenSource.CreateLinkedTokenSource(work.Cancel);
        // In a server the reader runs; a command line verb drives it.
        var driven = reader.Runs ? Task.CompletedTask : reader.Drive(done.Token);
        try
        {
            var signals = Signals(work).OrderBy(s => s.At).ToList();
            var (settings, sent) = (work.Get<IntakeOptions>(), 0);
            foreach (var part in signals.Chunk(settings.Batch))
            {
                var batch = new SignalBatch(part);
                await queue.Offer(batch, Timeout.InfiniteTimeSpan, work.Get<TimeProvider>(), work.Cancel);
                await batch.Done.WaitAsync(work.Cancel);
                sent += part.Length;
                work.Tell((double)sent / signals.Count);
            }
        }
        finally
        {
            await done.CancelAsync();
            await driven;
        }
    }

    private static IEnumerable<MeasurementSignal> Signals(DemoWork work)
    {
        var (random, origin) = (work.Random(2), new SignalOrigin("file", "demo", History: true));
        var kinds = work.Cast.Devices.ToLookup(d => d.KindCode);
        var episodes = PerDay * (int)DemoWork.Past.TotalDays;
        for (var i = 0; i < episodes; i++)
        {
            var (kind, quantity, calm, levels, lasts) = Sorts[random.Next(Sorts.Length)];
            var there = kinds[kind].ToArray();
            if (there.Length == 0)
                continue;
            var device = there[random.Next(there.Length)];
            // The last hours are left to the living city.
            var begins = work.Present - (DemoWork.Past * random.NextDouble()) - TimeSpan.FromHours(3);
            // Worse is rarer.
            var worst = Math.Min(levels.Length - 1, (int)(Math.Pow(random.NextDouble(), 2.2) * levels.Length));
            var step = lasts * (0.5 + random.NextDouble()) / (worst + 2);
            var at = begins;
            for (var level = 0; level <= worst; level++, at += step)
                yield return Say(Value(device, levels[level]));
            if (at < work.Present)
                yield return Say(calm);
            if (at + TimeSpan.FromMinutes(10) < work.Present)
            {
                at += TimeSpan.FromMinutes(10);
                yield return Say(calm);
            }

            MeasurementSignal Say(double value) => new(device.Code, quantity, at, Math.Round(value, 2), null, work.Present, origin);
        }
    }

    // A gauge's levels are shares of its own limit.
    private static double Value(PlannedDevice device, double level) => device.Thresholds is { } t ? t.Limit * level : level;

    private static readonly (string Kind, string Quantity, double Calm, double[] Levels, TimeSpan Lasts)[] Sorts =
    [
        ("manhole-cover", "open", 0, [1], TimeSpan.FromMinutes(45)),
        ("manhole-cover", "open", 0, [1], TimeSpan.FromMinutes(45)),
        ("manhole-cover", "tilt", 3, [18], TimeSpan.FromMinutes(90)),
        ("noise", "noise", 58, [79, 92], TimeSpan.FromMinutes(50)),
        ("noise", "noise", 60, [78, 91], TimeSpan.FromMinutes(80)),
        ("ebike-charging", "temperature", 31, [58, 72, 93], TimeSpan.FromMinutes(25)),
        ("gas", "gas", 1, [13, 28, 46], TimeSpan.FromMinutes(20)),
        ("smoke", "smoke", 0, [1], TimeSpan.FromMinutes(15)),
        ("crowd-counter", "density", 1.2, [3.2, 4.3, 5.4], TimeSpan.FromMinutes(70)),
        ("rain-gauge", "rate", 4, [24, 56, 88], TimeSpan.FromMinutes(60)),
        ("water-level", "level", 3.1, [0.82, 0.92, 1.02], TimeSpan.FromHours(7)),
        ("door", "open", 0, [1], TimeSpan.FromMinutes(40)),
    ];
}
