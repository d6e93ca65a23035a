using CommandCenter.Platform.Data;

namespace CommandCenter.Platform.Time;

/// <summary>The place this installation serves: section <c>City</c>.</summary>
/// <param name="Name">Its name as screens show it in Chinese.</param>
/// <param name="NameEn">Its name in English.</param>
/// <param name="Code">Two to six letters that start every ticket number.</param>
/// <param name="Zone">The zone in which times are shown and days begin.</param>
public sealed record City(string Name, string NameEn, string Code, TimeZoneInfo Zone)
{
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
        return problems.Count == 0
            ? new City(section["Name"] ?? "城市运行指挥中心", section["NameEn"] ?? "City operations center", code, zone!)
            : throw new CannotStart(string.Join(" ", problems));
    }

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
