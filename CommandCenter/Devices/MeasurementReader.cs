using System.Globalization;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Devices;

/// <summary>One point of a history, in the quantity's unit.</summary>
public sealed record SeriesPoint(DateTimeOffset At, double Value);

/// <summary>Reads what was measured.</summary>
public sealed class MeasurementReader(IDbContextFactory<CityDb> databases)
{
    /// <summary>
    /// The history of a quantity for a chart, oldest first. Where there are more measurements than <paramref name="maxPoints"/>, each stretch of time gives its lowest and its
    /// highest, so that no peak is lost. Of several values for one instant the last that arrived counts; what was dated into the future is left out.
    /// </summary>
    /// <param name="deviceId">The device.</param>
    /// <param name="quantity">The quantity's code.</param>
    /// <param name="from">The first instant.</param>
    /// <param name="to">The instant after the last.</param>
    /// <param name="maxPoints">The most points, at least 4.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<IReadOnlyList<SeriesPoint>> Series(Guid deviceId, string quantity, DateTimeOffset from, DateTimeOffset to, int maxPoints, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var rows = db.Set<Measurement>().AsNoTracking()
            .Where(m => m.DeviceId == deviceId && m.Quantity == quantity && m.At >= from && m.At < to && (m.Doubts & MeasurementDoubts.Future) == 0);
        var count = await rows.CountAsync(cancel);
        var points = new SeriesPoints(from, to, count <= maxPoints ? null : Math.Max(2, maxPoints / 2));
        await foreach (var row in rows.OrderBy(m => m.At).ThenBy(m => m.ReceivedAt).Select(m => new { m.At, m.Value }).AsAsyncEnumerable().WithCancellation(cancel))
            points.Add(row.At, row.Value);
        return points.Take();
    }

    /// <summary>One page of what was measured, oldest first; corrections and doubtful values too.</summary>
    /// <param name="deviceId">The device.</param>
    /// <param name="quantity">The quantity's code.</param>
    /// <param name="from">The first instant; null from the beginning.</param>
    /// <param name="to">The instant after the last; null to the end.</param>
    /// <param name="cursor">What the last page gave.</param>
    /// <param name="limit">Items on the page.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="Refusal">Cursor or limit are wrong.</exception>
    public async Task<Page<Measurement>> List(Guid deviceId, string quantity, DateTimeOffset? from, DateTimeOffset? to, string? cursor, int? limit, CancellationToken cancel)
    {
        var (count, key) = (Page.Limit(limit), Page.Key(cursor, 2));
        await using var db = await databases.CreateDbContextAsync(cancel);
        var rows = db.Set<Measurement>().AsNoTracking().Where(m => m.DeviceId == deviceId && m.Quantity == quantity);
        if (from is { } first)
            rows = rows.Where(m => m.At >= first);
        if (to is { } last)
            rows = rows.Where(m => m.At < last);
        var passed = 0;
        if (key is not null)
        {
            if (!long.TryParse(key[0], CultureInfo.InvariantCulture, out var ticks) || ticks < 0 || ticks > DateTime.MaxValue.Ticks || !int.TryParse(key[1], CultureInfo.InvariantCulture, out passed) || passed < 1)
                throw Page.BadCursor();
            var at = new DateTimeOffset(ticks, TimeSpan.Zero);
            rows = rows.Where(m => m.At >= at);
        }
        // Instants are not unique (corrections), and ids sort differently in each database: a cursor is an instant and how many of its rows were given.
        var read = await rows.OrderBy(m => m.At).ThenBy(m => m.ReceivedAt).ThenBy(m => m.Id).Skip(passed).Take(count + 1).ToListAsync(cancel);
        return Page.Of(read, count, row => Cursor(read.Take(count), row, key, passed));
    }

    private static string Cursor(IEnumerable<Measurement> given, Measurement last, string[]? key, int passed)
    {
        var ticks = last.At.UtcTicks.ToString(CultureInfo.InvariantCulture);
        var before = key?[0] == ticks ? passed : 0;
        return Page.Cursor(ticks, (before + given.Count(m => m.At == last.At)).ToString(CultureInfo.InvariantCulture));
    }
}
