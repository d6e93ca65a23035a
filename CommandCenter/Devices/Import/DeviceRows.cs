using System.Globalization;
using CommandCenter.Platform.Files;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Maps;

namespace CommandCenter.Devices.Import;

/// <summary>A source's row in our words, before kind, department and people are looked up. What the source does not say is null and stays as it is.</summary>
public sealed record MappedDevice(
    long Line, string Code, string? Name, string? Kind, IReadOnlyList<string> Aliases, Position? Position, string? Place, string? Department, string? GridWorker, string? Parent);

/// <summary>Maps rows by a profile. A row without a code, or with a coordinate that is no place, is rejected: nothing that draws it may ever see it.</summary>
public sealed class DeviceRows(DeviceProfile profile)
{
    private readonly SourceFields fields = new(profile);

    /// <summary>The row in our words, or why it is rejected.</summary>
    public (MappedDevice? Row, RejectedRow? Reject) Map(SourceRow row)
    {
        try
        {
            return (Read(row), null);
        }
        catch (Exception problem) when (problem is UnreadableField or Refusal)
        {
            return (null, new RejectedRow(row.Line, problem.Message));
        }
    }

    private MappedDevice Read(SourceRow row) => new(
        row.Line, fields.Needed(row, "code"), SourceFields.Cut(fields.Text(row, "name"), Device.NameLength), SourceFields.Mapped(profile.Kinds, fields.Text(row, "kind")),
        fields.Text(row, "aliases")?.Split(profile.AliasSeparator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
        Place(row), SourceFields.Cut(fields.Text(row, "place"), Device.TextLength), SourceFields.Mapped(profile.Departments, fields.Text(row, "department")),
        fields.Text(row, "gridWorker"), fields.Text(row, "parent"));

    private Position? Place(SourceRow row)
    {
        var (latitude, longitude) = (Number(row, "latitude"), Number(row, "longitude"));
        if (latitude is { } lat && longitude is { } lon && ((lat == 0 && lon == 0) || profile.UnknownPoints.Any(p => p.Is(lat, lon))))
            return null; // what a source writes for "not located"
        return DeviceDetails.PositionOf(latitude, longitude) is { } position ? profile.Datum.ToWgs84(position) : null;
    }

    private double? Number(SourceRow row, string field) => fields.Text(row, field) is not { } text ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
        : throw new UnreadableField($"{field}: '{text}' is not a number of degrees.");
}
