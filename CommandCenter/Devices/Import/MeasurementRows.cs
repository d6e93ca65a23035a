using System.Globalization;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Files;
using CommandCenter.Platform.Maps;

namespace CommandCenter.Devices.Import;

/// <summary>One value of a source's row in our words.</summary>
/// <param name="Line">The row.</param>
/// <param name="Device">The device as the source writes it, with the reading's suffix: what is looked up.</param>
/// <param name="Reading">Which of the profile's readings it is.</param>
/// <param name="At">When it was measured, as it is stored.</param>
/// <param name="Value">Finite.</param>
/// <param name="MessageId">The source's own id.</param>
/// <param name="Facts">What the row says of the device.</param>
public sealed record MappedReading(long Line, string Device, ProfileReading Reading, DateTimeOffset At, double Value, string? MessageId, RowFacts Facts);

/// <summary>What a row says of the device it speaks of.</summary>
/// <param name="Thresholds">Its thresholds at that instant; null where the row says none, or they cannot be read.</param>
/// <param name="ThresholdsUnreadable">Whether there is something in their place that is no number.</param>
/// <param name="Place">The place in words.</param>
/// <param name="Position">Where it is, WGS84.</param>
/// <param name="Department">The department as the source writes it.</param>
public sealed record RowFacts(RowThresholds? Thresholds, bool ThresholdsUnreadable, string? Place, Position? Position, string? Department);

/// <summary>Three thresholds; null is "not set".</summary>
public sealed record RowThresholds(double? Watch, double? Warning, double? Limit);

/// <summary>
/// Maps rows by a profile. A row is rejected only when its instant or its device cannot be read, or when it has no value at all; a single value that is none is named and the
/// others of the row are kept. Thresholds that cannot be read are left out and counted.
/// </summary>
public sealed class MeasurementRows(MeasurementProfile profile)
{
    private readonly SourceFields fields = new(profile);
    private readonly HashSet<string> nothing = new(profile.Nothing, StringComparer.OrdinalIgnoreCase);

    /// <summary>The values of a row, and what of it is rejected: both where one value is dirt and another is not.</summary>
    public (IReadOnlyList<MappedReading> Readings, RejectedRow? Reject) Map(SourceRow row)
    {
        try
        {
            var (readings, problems) = Read(row);
            return (readings, problems.Count == 0 ? null : new RejectedRow(row.Line, string.Join(" ", problems)));
        }
        catch (UnreadableField problem)
        {
            return ([], new RejectedRow(row.Line, problem.Message));
        }
    }

    private (List<MappedReading> Readings, List<string> Problems) Read(SourceRow row)
    {
        var at = Instants.Truncate(fields.Instant(row, "at") ?? throw new UnreadableField("at: is empty."));
        var device = SourceFields.Cut(fields.Needed(row, "device"), Device.NameLength - profile.Readings.Max(r => r.Suffix.Length));
        var facts = new RowFacts(null, false, SourceFields.Cut(fields.Text(row, "place"), Device.TextLength), Place(row), fields.Text(row, "department"));
        var (readings, problems) = (new List<MappedReading>(profile.Readings.Count), new List<string>());
        foreach (var reading in profile.Readings)
            if (Given(row, reading.Value) is not { } text)
                continue;
            else if (Number(text) is not { } value)
                problems.Add($"{reading.Value}: '{text}' is not a number.");
            else if (value < reading.Min)
                problems.Add($"{reading.Value}: {text} is below {reading.Min}, the least there can be.");
            else
                readings.Add(new MappedReading(row.Line, device + reading.Suffix, reading, at, value, fields.Text(row, "messageId"), WithThresholds(facts, row, reading.Thresholds)));
        return readings.Count > 0 || problems.Count > 0 ? (readings, problems) : throw new UnreadableField($"{profile.Readings[0].Value}: is empty.");
    }

    private RowFacts WithThresholds(RowFacts facts, SourceRow row, ThresholdColumns? columns)
    {
        if (columns is null)
            return facts;
        var unreadable = false;
        var thresholds = new RowThresholds(Threshold(columns.Watch), Threshold(columns.Warning), Threshold(columns.Limit));
        return facts with { Thresholds = unreadable ? null : thresholds, ThresholdsUnreadable = unreadable };

        double? Threshold(string? column)
        {
            if (column is null || Given(row, column) is not { } text)
                return null;
            var number = Number(text);
            unreadable |= number is null;
            return number == 0 ? null : number;
        }
    }

    private Position? Place(SourceRow row)
    {
        var (latitude, longitude) = (fields.Degrees(row, "latitude", 90), fields.Degrees(row, "longitude", 180));
        if (latitude is not { } lat || longitude is not { } lon || (lat == 0 && lon == 0) || profile.UnknownPoints.Any(p => p.Is(lat, lon)))
            return null;
        return profile.Datum.ToWgs84(Position.Create(lat, lon));
    }

    private string? Given(SourceRow row, string column) => row[column] is { } text && !nothing.Contains(text) ? text : null;

    private static double? Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
