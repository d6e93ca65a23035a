using System.Globalization;
using CommandCenter.Platform.Http;

namespace CommandCenter.Devices.Administration;

/// <summary>What an administrator is typing about one kind; what was stored meanwhile does not touch it.</summary>
public sealed class DeviceKindForm
{
    /// <summary>The kind; null for a new one.</summary>
    public Guid? Id { get; private init; }

    /// <summary>The version that was read, by which a change in between is found.</summary>
    public int Version { get; private init; }

    /// <summary>See <see cref="DeviceKind.Code"/>; fixed once it is there.</summary>
    public string Code { get; set; } = "";

    /// <summary>Chinese.</summary>
    public string Name { get; set; } = "";

    /// <summary>English.</summary>
    public string NameEn { get; set; } = "";

    /// <summary>A name of <see cref="Platform.Kit.IconShapes"/>.</summary>
    public string Icon { get; set; } = "pin";

    /// <summary>How many minutes of silence are too many, as typed; empty where silence says nothing.</summary>
    public string? SilentMinutes { get; set; }

    /// <summary>What it measures.</summary>
    public List<QuantityForm> Quantities { get; private init; } = [new()];

    /// <summary>Filled with a kind.</summary>
    public static DeviceKindForm Of(DeviceKind kind) => new()
    {
        Id = kind.Id,
        Version = kind.Version,
        Code = kind.Code,
        Name = kind.Name,
        NameEn = kind.NameEn,
        Icon = kind.Icon,
        SilentMinutes = kind.SilentAfter?.TotalMinutes.ToString("0.##", CultureInfo.InvariantCulture),
        Quantities = [.. kind.Quantities.Select(q => new QuantityForm { Code = q.Code, Name = q.Name, NameEn = q.NameEn, Unit = q.Unit, Decimals = q.Decimals })],
    };

    /// <summary>As the desk takes it; rows that were left empty fall away.</summary>
    /// <exception cref="Refusal">The minutes are no number.</exception>
    public DeviceKindDetails Details() => new(
        Code, Name, NameEn, Icon, Silence(), [.. Quantities.Where(q => q.Code.Trim().Length > 0).Select(q => new Quantity(q.Code, q.Name, q.NameEn, q.Unit, q.Decimals))]);

    private TimeSpan? Silence() => string.IsNullOrWhiteSpace(SilentMinutes) ? null
        : double.TryParse(SilentMinutes, NumberStyles.Float, CultureInfo.InvariantCulture, out var minutes) && minutes is > 0 and < 1_000_000 ? TimeSpan.FromMinutes(minutes)
        : throw Refusal.Invalid("silentAfter", "is not a number of minutes.");
}

/// <summary>What is being typed about one quantity.</summary>
public sealed class QuantityForm
{
    /// <summary>See <see cref="Quantity.Code"/>.</summary>
    public string Code { get; set; } = "";

    /// <summary>Chinese.</summary>
    public string Name { get; set; } = "";

    /// <summary>English.</summary>
    public string NameEn { get; set; } = "";

    /// <summary>See <see cref="Quantity.Unit"/>.</summary>
    public string Unit { get; set; } = "";

    /// <summary>See <see cref="Quantity.Decimals"/>.</summary>
    public int Decimals { get; set; }
}
