using CommandCenter.Areas;
using CommandCenter.Platform.Http;

namespace CommandCenter.Devices;

/// <summary>A question about devices as it stands in an address.</summary>
/// <param name="Kind">A kind's code.</param>
/// <param name="State">Online, Offline or OutOfService.</param>
/// <param name="Area">An area's id, code or name; everything below it counts.</param>
/// <param name="Q">Part of a code, a name, an alias or a place.</param>
public sealed record DeviceQuery(string? Kind = null, string? State = null, string? Area = null, string? Q = null)
{
    /// <summary>Whether it asks for everything.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(Kind) && string.IsNullOrWhiteSpace(State) && string.IsNullOrWhiteSpace(Area) && string.IsNullOrWhiteSpace(Q);
}

/// <summary>Which devices a question means; lists and the interface ask the same way.</summary>
public sealed class DeviceFilter
{
    private readonly string? kind;
    private readonly DeviceState? state;
    private readonly HashSet<Guid>? within;
    private readonly string spelling;
    private readonly DeviceIndex index;

    private DeviceFilter(string? kind, DeviceState? state, HashSet<Guid>? within, string spelling, DeviceIndex index) =>
        (this.kind, this.state, this.within, this.spelling, this.index) = (kind, state, within, spelling, index);

    /// <summary>Reads a question.</summary>
    /// <exception cref="Refusal">A value is none.</exception>
    public static DeviceFilter Read(DeviceQuery query, DeviceIndex index, AreaIndex areas)
    {
        var kind = Blank(query.Kind) is not { } code ? null
            : index.KindByCode(code)?.Code ?? throw Refusal.Invalid("kind", $"'{code}' is not one of {string.Join(", ", index.Kinds.Select(k => k.Code))}.");
        var state = Blank(query.State) is not { } word ? (DeviceState?)null
            : Enum.TryParse<DeviceState>(word, ignoreCase: true, out var known) && Enum.IsDefined(known) && !char.IsAsciiDigit(word[0]) ? known
            : throw Refusal.Invalid("state", $"'{word}' is not one of {string.Join(", ", Enum.GetNames<DeviceState>())}.");
        return new DeviceFilter(kind, state, Blank(query.Area) is { } area ? Within(areas, area) : null, Spelling.Normalize(query.Q), index);
    }

    /// <summary>Whether a device is meant.</summary>
    public bool Matches(DeviceView device) =>
        (kind is null || device.KindCode == kind)
        && (state is null || device.State == state)
        && (within is null || (device.AreaId is { } area && within.Contains(area)))
        && (spelling.Length == 0 || Spellings(device).Any(s => Spelling.Normalize(s).Contains(spelling, StringComparison.Ordinal)));

    private IEnumerable<string?> Spellings(DeviceView device) => new[] { device.Code, device.Name, device.PlaceText }.Concat(index.Find(device.Id)?.Aliases ?? []);

    private static HashSet<Guid> Within(AreaIndex areas, string text)
    {
        var area = (Guid.TryParse(text, out var id) ? areas.Find(id) : areas.FindByText(text))
            ?? throw Refusal.Invalid("area", $"'{text}' is no area's id, code or name, or that of more than one.");
        return [area.Id, .. areas.Descendants(area.Id)];
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
