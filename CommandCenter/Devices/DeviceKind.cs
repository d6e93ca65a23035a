using System.Globalization;
using System.Text.RegularExpressions;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Kit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommandCenter.Devices;

/// <summary>What a kind of device measures.</summary>
/// <param name="Code">What messages call it, e.g. <c>level</c>.</param>
/// <param name="Name">Chinese.</param>
/// <param name="NameEn">English.</param>
/// <param name="Unit">As it is written behind a value, e.g. <c>m</c>, <c>% LEL</c>; empty for a state (0 or 1).</param>
/// <param name="Decimals">How many are shown.</param>
public sealed record Quantity(string Code, string Name, string NameEn, string Unit, int Decimals)
{
    /// <summary>The longest code.</summary>
    public const int CodeLength = 60;

    /// <summary>The name for a reader.</summary>
    public string NameFor(CultureInfo reader) => reader.TwoLetterISOLanguageName == "zh" ? Name : NameEn;

    /// <summary>A value with its unit, as every screen writes it: <c>3.42 m</c>, <c>42.0% LEL</c>, <c>33°</c>. Percents and degrees stand close to their figure.</summary>
    public string Write(double value) => Formats.Number(value, Decimals) + (Unit.Length == 0 || Unit[0] is '%' or '°' ? Unit : $" {Unit}");
}

/// <summary>设备类型: what devices of a kind measure, how they look, and how long they may be silent.</summary>
public sealed partial class DeviceKind : IVersioned
{
    /// <summary>The longest code.</summary>
    public const int CodeLength = 60;

    /// <summary>The longest name.</summary>
    public const int NameLength = 120;

    private DeviceKind()
    {
    }

    /// <summary>Its lasting id.</summary>
    public Guid Id { get; private init; }

    /// <summary>What programs call it, e.g. <c>water-level</c>; unique.</summary>
    public string Code { get; private init; } = "";

    /// <summary>Chinese.</summary>
    public string Name { get; private set; } = "";

    /// <summary>English.</summary>
    public string NameEn { get; private set; } = "";

    /// <summary>A name of <see cref="IconShapes"/>.</summary>
    public string Icon { get; private set; } = "";

    /// <summary>Comes with the product; may be changed, not removed.</summary>
    public bool BuiltIn { get; private init; }

    /// <summary>How long a device may be silent before it counts as offline; null where silence says nothing (an SOS button).</summary>
    public TimeSpan? SilentAfter { get; private set; }

    /// <summary>What it measures, the most important first.</summary>
    public List<Quantity> Quantities { get; private set; } = [];

    /// <inheritdoc/>
    public int Version { get; set; }

    /// <summary>A new kind.</summary>
    /// <exception cref="Refusal">A field is wrong.</exception>
    public static DeviceKind Create(Guid id, string code, string name, string nameEn, string icon, TimeSpan? silentAfter, IEnumerable<Quantity> quantities, bool builtIn = false)
    {
        var kind = new DeviceKind { Id = id, Code = CodeOf("code", code), BuiltIn = builtIn };
        kind.Describe(name, nameEn, icon, silentAfter, quantities);
        return kind;
    }

    /// <summary>Replaces everything that may change: names, icon, silence and quantities.</summary>
    /// <exception cref="Refusal">A field is wrong.</exception>
    public void Describe(string name, string nameEn, string icon, TimeSpan? silentAfter, IEnumerable<Quantity> quantities)
    {
        var list = quantities.Select(Checked).ToList();
        if (list.GroupBy(q => q.Code).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw Refusal.Invalid("quantities", $"'{twice.Key}' is there twice.");
        if (!IconShapes.ByName.ContainsKey(icon))
            throw Refusal.Invalid("icon", $"'{icon}' is no icon.");
        if (silentAfter is { } silence && (silence < TimeSpan.FromSeconds(10) || silence > TimeSpan.FromDays(366)))
            throw Refusal.Invalid("silentAfter", "must be 10 seconds to 366 days.");
        (Name, NameEn, Icon, SilentAfter) = (Text("name", name, NameLength), Text("nameEn", nameEn, NameLength), icon, silentAfter);
        if (!Quantities.SequenceEqual(list))
            Quantities = list;
    }

    /// <summary>The quantity with that code; null when it measures no such thing.</summary>
    public Quantity? QuantityOf(string? code) => Quantities.Find(q => string.Equals(q.Code, code, StringComparison.OrdinalIgnoreCase));

    /// <summary>The name for a reader.</summary>
    public string NameFor(CultureInfo reader) => reader.TwoLetterISOLanguageName == "zh" ? Name : NameEn;

    private static Quantity Checked(Quantity quantity) => new(
        CodeOf("quantities", quantity.Code), Text("quantities", quantity.Name, NameLength), Text("quantities", quantity.NameEn, NameLength),
        TextField.Check("quantities", quantity.Unit, 20) is { } refusal ? throw refusal : quantity.Unit.Trim(),
        quantity.Decimals is >= 0 and <= 6 ? quantity.Decimals : throw Refusal.Invalid("quantities", "decimals must be 0 to 6."));

    private static string CodeOf(string field, string? code) => code?.Trim().ToLowerInvariant() is { Length: > 0 and <= CodeLength } text && CodePattern().IsMatch(text)
        ? text
        : throw Refusal.Invalid(field, $"'{code}' is no code: lower-case letters, digits and hyphens, starting with a letter, at most {CodeLength}.");

    private static string Text(string field, string? value, int longest)
    {
        var text = value?.Trim() ?? "";
        return text.Length == 0 ? throw Refusal.Invalid(field, "must not be empty.") : TextField.Check(field, text, longest) is { } refusal ? throw refusal : text;
    }

    [GeneratedRegex("^[a-z][a-z0-9-]*$")]
    private static partial Regex CodePattern();
}

internal sealed class DeviceKindTable : IEntityTypeConfiguration<DeviceKind>
{
    public void Configure(EntityTypeBuilder<DeviceKind> kind)
    {
        kind.ToTable("DeviceKinds");
        kind.Property(k => k.Id).ValueGeneratedNever();
        kind.Property(k => k.Code).HasMaxLength(DeviceKind.CodeLength);
        kind.Property(k => k.Name).HasMaxLength(DeviceKind.NameLength);
        kind.Property(k => k.NameEn).HasMaxLength(DeviceKind.NameLength);
        kind.Property(k => k.Icon).HasMaxLength(40);
        kind.OwnsMany(k => k.Quantities, quantity => quantity.ToJson());
        kind.HasIndex(k => k.Code).IsUnique();
    }
}
