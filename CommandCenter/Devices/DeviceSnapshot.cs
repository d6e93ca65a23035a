using System.Collections.Frozen;
using CommandCenter.Areas;

namespace CommandCenter.Devices;

/// <summary>Devices, kinds and thresholds at one moment, with the ways to look them up. Immutable.</summary>
internal sealed class DeviceSnapshot
{
    private readonly FrozenDictionary<Guid, Named> byId;
    private readonly FrozenDictionary<Guid, DeviceKind> kinds;
    private readonly FrozenDictionary<string, DeviceKind> kindsByCode;
    private readonly FrozenDictionary<(Guid Device, string Quantity), DeviceThresholds[]> thresholds;
    private readonly Dictionary<string, Device> byCode;
    private readonly Dictionary<string, Device?> byName = [];
    private readonly Dictionary<string, Device?> byAlias = [];

    /// <summary>Everything read.</summary>
    public DeviceSnapshot(IEnumerable<Device> devices, IEnumerable<DeviceKind> kinds, IEnumerable<DeviceThresholds> thresholds)
        : this(devices.Select(Named.Of), kinds.ToFrozenDictionary(k => k.Id), thresholds)
    {
    }

    private DeviceSnapshot(IEnumerable<Named> devices, FrozenDictionary<Guid, DeviceKind> kinds, IEnumerable<DeviceThresholds> thresholds)
    {
        byId = devices.ToFrozenDictionary(d => d.Device.Id);
        All = [.. byId.Values.Select(d => d.Device).OrderBy(d => d.Sequence)];
        this.kinds = kinds;
        Kinds = [.. kinds.Values.OrderBy(k => k.Code, StringComparer.Ordinal)];
        kindsByCode = Kinds.ToFrozenDictionary(k => k.Code, StringComparer.OrdinalIgnoreCase);
        this.thresholds = thresholds.GroupBy(t => (t.DeviceId, t.Quantity)).ToFrozenDictionary(g => g.Key, g => g.OrderBy(t => t.FromAt).ToArray());
        byCode = All.DistinctBy(d => d.Code, StringComparer.OrdinalIgnoreCase).ToDictionary(d => d.Code, StringComparer.OrdinalIgnoreCase);
        foreach (var named in byId.Values)
        {
            Learn(byName, named.Name, named.Device);
            foreach (var alias in named.Aliases)
                Learn(byAlias, alias, named.Device);
        }
    }

    /// <summary>Nothing.</summary>
    public static DeviceSnapshot Empty { get; } = new([], [], []);

    /// <summary>By sequence.</summary>
    public IReadOnlyList<Device> All { get; }

    /// <summary>By code.</summary>
    public IReadOnlyList<DeviceKind> Kinds { get; }

    /// <summary>The same with these devices, and all their thresholds, as they are now. What did not change is not spelled again.</summary>
    public DeviceSnapshot With(IReadOnlyList<Device> devices, IEnumerable<DeviceThresholds> ofThem)
    {
        var changed = devices.Select(d => d.Id).ToHashSet();
        return new DeviceSnapshot(
            byId.Values.Where(d => !changed.Contains(d.Device.Id)).Concat(devices.Select(Named.Of)), kinds,
            thresholds.Where(t => !changed.Contains(t.Key.Device)).SelectMany(t => t.Value).Concat(ofThem));
    }

    /// <summary>See <see cref="DeviceIndex.Find"/>.</summary>
    public Device? Find(Guid id) => byId.TryGetValue(id, out var named) ? named.Device : null;

    /// <summary>See <see cref="DeviceIndex.FindByCode"/>.</summary>
    public Device? FindByCode(string? code) => code is null ? null : byCode.GetValueOrDefault(code.Trim());

    /// <summary>See <see cref="DeviceIndex.FindByText"/>.</summary>
    public Device? FindByText(string? text)
    {
        if (FindByCode(text) is { } coded)
            return coded;
        var spelling = Spelling.Normalize(text);
        return spelling.Length == 0 ? null : byName.TryGetValue(spelling, out var named) ? named : byAlias.GetValueOrDefault(spelling);
    }

    /// <summary>See <see cref="DeviceIndex.Kind"/>.</summary>
    public DeviceKind? Kind(Guid id) => kinds.GetValueOrDefault(id);

    /// <summary>See <see cref="DeviceIndex.KindByCode"/>.</summary>
    public DeviceKind? KindByCode(string? code) => code is null ? null : kindsByCode.GetValueOrDefault(code.Trim());

    /// <summary>See <see cref="DeviceIndex.ThresholdsOf"/>.</summary>
    public IReadOnlyList<DeviceThresholds> ThresholdsOf(Guid deviceId, string quantity) => thresholds.GetValueOrDefault((deviceId, quantity)) ?? [];

    /// <summary>See <see cref="DeviceIndex.ThresholdQuantities"/>.</summary>
    public IReadOnlyList<string> ThresholdQuantities(Guid deviceId) => [.. thresholds.Keys.Where(k => k.Device == deviceId).Select(k => k.Quantity).Order(StringComparer.Ordinal)];

    /// <summary>See <see cref="DeviceIndex.ThresholdsAt"/>.</summary>
    public DeviceThresholds? ThresholdsAt(Guid deviceId, string quantity, DateTimeOffset at)
    {
        if (!thresholds.TryGetValue((deviceId, quantity), out var sets))
            return null;
        var (low, high) = (0, sets.Length); // the first set that begins after the instant
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sets[middle].FromAt <= at)
                low = middle + 1;
            else
                high = middle;
        }
        return low == 0 ? null : sets[low - 1];
    }

    // Two devices of one spelling: the text means neither.
    private static void Learn(Dictionary<string, Device?> spellings, string spelling, Device device)
    {
        if (spelling.Length > 0 && !spellings.TryAdd(spelling, device) && spellings[spelling] != device)
            spellings[spelling] = null;
    }

    private sealed record Named(Device Device, string Name, string[] Aliases)
    {
        public static Named Of(Device device) => new(device, Spelling.Normalize(device.Name), [.. device.Aliases.Select(Spelling.Normalize)]);
    }
}
