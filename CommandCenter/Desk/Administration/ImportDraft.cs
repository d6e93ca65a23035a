using System.Globalization;
using CommandCenter.Areas;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Time;

namespace CommandCenter.Desk.Administration;

/// <summary>The choices of an import while they are made.</summary>
public sealed class ImportDraft
{
    /// <summary>What the file is.</summary>
    public ImportKind Kind { get; set; }

    /// <summary>See <see cref="ImportChoices.Profile"/>; empty for the administrator's own.</summary>
    public string Profile { get; set; } = "";

    /// <summary>See <see cref="ImportChoices.OwnProfile"/>.</summary>
    public string? OwnProfile { get; set; }

    /// <summary>The name of its file.</summary>
    public string? OwnProfileName { get; set; }

    /// <summary>A local time in the city, or an instant with its offset; empty for now.</summary>
    public string AsOf { get; set; } = "";

    /// <summary>See <see cref="ImportChoices.IgnoreTargets"/>.</summary>
    public bool IgnoreTargets { get; set; }

    /// <summary>See <see cref="ImportChoices.Live"/>.</summary>
    public bool Live { get; set; }

    /// <summary>See <see cref="ImportChoices.Level"/>.</summary>
    public AreaLevel Level { get; set; } = AreaLevel.District;

    /// <summary>See <see cref="ImportChoices.Parent"/>.</summary>
    public string? Parent { get; set; }

    /// <summary>See <see cref="ImportChoices.NameProperty"/>.</summary>
    public string? NameProperty { get; set; }

    /// <summary>See <see cref="ImportChoices.CalendarName"/>.</summary>
    public string CalendarName { get; set; } = "city";

    /// <summary>See <see cref="ImportChoices.MakeDefault"/>.</summary>
    public bool MakeDefault { get; set; }

    /// <summary>Filled with earlier choices.</summary>
    public static ImportDraft Of(ImportKind kind, ImportChoices choices, City city) => new()
    {
        Kind = kind,
        Profile = choices.OwnProfile is null ? choices.Profile ?? "" : "",
        OwnProfile = choices.OwnProfile,
        OwnProfileName = choices.OwnProfile is null ? null : "JSON",
        AsOf = choices.AsOf is { } at ? TimeZoneInfo.ConvertTime(at, city.Zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "",
        IgnoreTargets = choices.IgnoreTargets,
        Live = choices.Live,
        Level = choices.Level,
        Parent = choices.Parent,
        NameProperty = choices.NameProperty,
        CalendarName = choices.CalendarName,
        MakeDefault = choices.MakeDefault,
    };

    /// <summary>The choices; a time without an offset is the city's.</summary>
    /// <exception cref="Refusal">A value cannot be read; it names the field.</exception>
    public ImportChoices Choices(City city)
    {
        if (Kind == ImportKind.Calendar && CalendarName.Trim().Length == 0)
            throw Refusal.Invalid("calendarName", "is needed.");
        return new ImportChoices
        {
            Profile = Profile.Length > 0 ? Profile : null,
            OwnProfile = Profile.Length > 0 ? null : OwnProfile,
            AsOf = Instant(city),
            IgnoreTargets = IgnoreTargets,
            Live = Live,
            Level = Level,
            Parent = Parent,
            NameProperty = NameProperty,
            CalendarName = CalendarName.Trim(),
            MakeDefault = MakeDefault,
        };
    }

    private DateTimeOffset? Instant(City city)
    {
        if (string.IsNullOrWhiteSpace(AsOf))
            return null;
        if (DateTime.TryParseExact(AsOf.Trim(), ["yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return new DateTimeOffset(local, city.Zone.GetUtcOffset(local)).ToUniversalTime();
        return DateTimeOffset.TryParse(AsOf, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at.ToUniversalTime()
            : throw Refusal.Invalid("asOf", "is neither a local time such as 2016-01-13 00:00 nor an instant with its offset.");
    }
}
