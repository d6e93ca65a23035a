using CommandCenter.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Devices;

/// <summary>What is stored that a batch must be compared with: the newest value of each quantity, and the values at the instants of what comes late.</summary>
internal sealed class MeasurementPicture
{
    // Databases take lists of ids badly by the ten thousand.
    private const int ReadBatch = 500;
    private const int LateBatch = 200;

    private readonly Dictionary<(Guid Device, string Quantity), DateTimeOffset> newest = [];
    private readonly Dictionary<(Guid Device, string Quantity, DateTimeOffset At), double> values = [];

    /// <summary>Reads it in the caller's transaction.</summary>
    public static async Task<MeasurementPicture> Read(CityDb db, IReadOnlyList<NewMeasurement> rows, CancellationToken cancel)
    {
        var picture = new MeasurementPicture();
        foreach (var devices in rows.Select(r => r.DeviceId).Distinct().Order().Chunk(ReadBatch))
            foreach (var latest in await db.Set<DeviceLatest>().AsNoTracking().Where(l => devices.Contains(l.DeviceId)).ToListAsync(cancel))
            {
                picture.newest[(latest.DeviceId, latest.Quantity)] = latest.At;
                picture.values[(latest.DeviceId, latest.Quantity, latest.At)] = latest.Value;
            }
        await picture.ReadLate(db, rows, cancel);
        return picture;
    }

    /// <summary>What is doubtful about the next row; later rows are compared with it as well.</summary>
    public MeasurementDoubts Judge(NewMeasurement row)
    {
        var (key, instant) = ((row.DeviceId, row.Quantity), (row.DeviceId, row.Quantity, row.At));
        var doubts = row.Future ? MeasurementDoubts.Future : IsLate(row) ? MeasurementDoubts.Late : MeasurementDoubts.None;
        if (values.TryGetValue(instant, out var other) && !other.Equals(row.Value))
            doubts |= MeasurementDoubts.Correction;
        values[instant] = row.Value;
        if (doubts is MeasurementDoubts.None or MeasurementDoubts.Correction)
            newest[key] = row.At;
        return doubts;
    }

    private bool IsLate(NewMeasurement row) => newest.TryGetValue((row.DeviceId, row.Quantity), out var at) && row.At < at;

    private async Task ReadLate(CityDb db, IReadOnlyList<NewMeasurement> rows, CancellationToken cancel)
    {
        var late = rows.Where(r => !r.Future && IsLate(r)).OrderBy(r => r.DeviceId).ThenBy(r => r.At);
        foreach (var chunk in late.Chunk(LateBatch))
        {
            var (devices, instants) = (chunk.Select(r => r.DeviceId).Distinct().ToList(), chunk.Select(r => r.At).Distinct().ToList());
            var stored = await db.Set<Measurement>().AsNoTracking()
                .Where(m => devices.Contains(m.DeviceId) && instants.Contains(m.At))
                .OrderBy(m => m.ReceivedAt)
                .Select(m => new { m.DeviceId, m.Quantity, m.At, m.Value })
                .ToListAsync(cancel);
            foreach (var m in stored)
                values[(m.DeviceId, m.Quantity, m.At)] = m.Value;
        }
    }
}
