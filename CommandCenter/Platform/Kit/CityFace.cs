using System.Globalization;

namespace CommandCenter.Platform.Kit;

/// <summary>What every screen shows of the city it serves.</summary>
/// <param name="Name">The city's name in its own language.</param>
/// <param name="EnglishName">The name on English screens; <paramref name="Name"/> when there is none.</param>
/// <param name="Zone">The time zone in which every time is written.</param>
public sealed record CityFace(string? Name, string? EnglishName, TimeZoneInfo Zone)
{
    /// <summary>The name for a reader; null while the administrator has not given one.</summary>
    public string? For(CultureInfo reader) => reader.TwoLetterISOLanguageName == "zh" ? Name ?? EnglishName : EnglishName ?? Name;

    /// <summary>The zone's name as browsers know it, also on Windows.</summary>
    public string ZoneName => Zone.HasIanaId || !TimeZoneInfo.TryConvertWindowsIdToIanaId(Zone.Id, out var iana) ? Zone.Id : iana;
}
