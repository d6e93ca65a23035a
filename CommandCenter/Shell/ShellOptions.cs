using CommandCenter.Platform.Data;
using CommandCenter.Platform.Kit;

namespace CommandCenter.Shell;

/// <summary>What the administrator says about the city's screens: section <c>City</c> of the settings.</summary>
public sealed class ShellOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "City";

    /// <summary>The city's name in its own language.</summary>
    public string? Name { get; set; }

    /// <summary>The name on English screens.</summary>
    public string? EnglishName { get; set; }

    /// <summary>The time zone of every time on every screen, by its IANA name; the machine's own when it is left out.</summary>
    public string? TimeZone { get; set; }

    /// <summary>The language of whoever has not chosen one: <c>zh-CN</c> or <c>en</c>.</summary>
    public string Language { get; set; } = Languages.Default;

    /// <summary>What the screens show.</summary>
    /// <exception cref="CannotStart">The time zone or the language is not known.</exception>
    public CityFace Face()
    {
        if (!Languages.Supported.Contains(Language))
            throw new CannotStart($"{Section}:Language '{Language}' is not one of {string.Join(", ", Languages.Supported)}.");
        if (TimeZone is null) return new CityFace(Name, EnglishName, TimeZoneInfo.Local);
        return TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone)
            ? new CityFace(Name, EnglishName, zone)
            : throw new CannotStart($"{Section}:TimeZone '{TimeZone}' is not a time zone of this machine, such as Asia/Shanghai or America/New_York.");
    }
}
