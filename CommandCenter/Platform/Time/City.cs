using System.Globalization;
using CommandCenter.Platform.Data;

namespace CommandCenter.Platform.Time;

/// <summary>The place this installation serves: section <c>City</c>.</summary>
/// <param name="Name">Its name in Chinese; null while the administrator has not given one.</param>
/// <param name="EnglishName">Its name on English screens.</param>
/// <param name="Code">Two to six letters that start every ticket number.</param>
/// <param name="Zone">The zone in which times are shown and days begin.</param>
/// <param name="Language">The language of whoever has not chosen one: <c>zh-CN</c> or <c>en</c>.</param>
public sealed record City(string? Name, string? EnglishName, string Code, TimeZoneInfo Zone, string Language)
{
    /// <summary>The languages that screens have.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["zh-CN", "en"];

    /// <summary>Reads the section; what is not set has a default.</summary>
    /// <exception cref="CannotStart">A value is wrong; all wrong keys are named.</exception>
    public static City Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("City");
        var problems = new List<string>();
        var code = (section["Code"] ?? "CC").Trim().ToUpperInvariant();
        if (code.Length is < 2 or > 6 || !code.All(char.IsAsciiLetterOrDigit))
            problems.Add($"City:Code is '{code}'; it must be two to six letters or digits.");
        var zoneName = section["TimeZone"] ?? "Asia/Shanghai";
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zoneName, out var zone))
            problems.Add($"City:TimeZone is '{zoneName}'; it must be an IANA name such as Asia/Shanghai.");
        var language = section["Language"] ?? Languages[0];
        if (!Languages.Contains(language))
            problems.Add($"City:Language is '{language}'; it must be one of {string.Join(", ", Languages)}.");
        return problems.Count == 0 ? new City(section["Name"], section["EnglishName"], code, zone!, language) : throw new CannotStart(string.Join(" ", problems));
    }

    /// <summary>The name for a reader; null while the administrator has not given one.</summary>
    public string? For(CultureInfo reader) => reader.TwoLetterISOLanguageName == "zh" ? Name ?? EnglishName : EnglishName ?? Name;

    /// <summary>The zone's name as browsers know it, also on Windows.</summary>
    public string ZoneName => Zone.HasIanaId || !TimeZoneInfo.TryConvertWindowsIdToIanaId(Zone.Id, out var iana) ? Zone.Id : iana;

    /// <summary>The calendar day of an instant here.</summary>
    public DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);

    /// <summary>The instant at which a day begins here (the first valid one where summer time skips midnight).</summary>
    public DateTimeOffset StartOf(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        while (Zone.IsInvalidTime(local))
            local = local.AddMinutes(15);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
