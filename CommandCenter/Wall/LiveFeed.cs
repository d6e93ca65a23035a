using System.Runtime.CompilerServices;
using CommandCenter.Access;
using CommandCenter.Alarms;
using CommandCenter.Devices;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Time;
using CommandCenter.Tickets;

namespace CommandCenter.Wall;

/// <summary>
/// What a subscriber of the hub is told: a snapshot, then changes, each thing with its latest value. The subscriber's own reading sets the pace: while it is slow its
/// changes wait by ticket, not by event, and nobody else waits for it.
/// </summary>
public sealed class LiveFeed(TicketsLive live, AlarmsLive alarms, DevicesLive devices, FigureSampler sampler, WallWords words, City city, TimeProvider clock)
{
    /// <summary>The shortest time between two messages of changes.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest time between two messages of figures.</summary>
    public static readonly TimeSpan FiguresEvery = TimeSpan.FromSeconds(10);

    /// <summary>Snapshot, figures, then what changes; ends when cancelled.</summary>
    public async IAsyncEnumerable<LiveMessage> Read(Caller caller, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var picture = new LivePicture(live, alarms, devices, words, caller);
        using var timer = new PeriodicTimer(Pace, clock);
        var number = 0L;
        foreach (var part in picture.Snapshot(clock.Now()))
            yield return part with { Number = ++number };
        yield return Figures(caller) with { Number = ++number };
        var figuresAt = clock.Now();
        while (await timer.WaitForNextTickAsync(cancel))
        {
            var changes = picture.Changes(clock.Now());
            if (changes is not null)
                yield return changes with { Number = ++number };
            if (changes?.Tickets is not { Count: > 0 } && changes?.Gone is not { Count: > 0 } && clock.Now() - figuresAt < FiguresEvery)
                continue;
            yield return Figures(caller) with { Number = ++number };
            figuresAt = clock.Now();
        }
    }

    private LiveMessage Figures(Caller caller)
    {
        var figures = CityFigures.Of(live.Set.Items.Values.Where(t => t.IsVisibleTo(caller)), city, clock.Now());
        var rate = WallReader.SeesWholeCity(caller) ? sampler.Trend.OnTime : null;
        return new(0, "figures", figures.At, Figures: new(live.Set.FreshAt, figures.Open, figures.OpenedToday, figures.ClosedToday, figures.ByState, figures.ByArea, rate));
    }
}
