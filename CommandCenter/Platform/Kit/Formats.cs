using System.Globalization;

namespace CommandCenter.Platform.Kit;

/// <summary>
/// How times and figures are written, the same on every screen. Pure: what decides is in the arguments; a culture left out is the reader's
/// (<see cref="CultureInfo.CurrentUICulture"/>).
/// </summary>
public static class Formats
{
    /// <summary>What stands where there is nothing to show: no value, or nothing to divide by.</summary>
    public const string None = "–";

    /// <summary>A limit left or over, without sign: <c>0:34</c>, from one day <c>1天 3:20</c> or <c>1d 3:20</c>. Seconds are cut.</summary>
    public static string Duration(TimeSpan span, CultureInfo? culture = null)
    {
        var length = span.Duration();
        var clock = $"{length.Hours}:{length.Minutes:00}";
        return length.Days == 0 ? clock : Words(culture, "DaysAndTime", length.Days, clock);
    }

    /// <summary>
    /// How long something has lasted: <c>4:51</c>, from one hour <c>1:12:05</c>, from one day as <see cref="Duration"/>.
    /// A start in the future (a sender's clock runs ahead) is written as <c>0:00</c>.
    /// </summary>
    public static string Age(TimeSpan age, CultureInfo? culture = null) => age switch
    {
        { Ticks: <= 0 } => "0:00",
        { Days: > 0 } => Duration(age, culture),
        { Hours: > 0 } => $"{age.Hours}:{age.Minutes:00}:{age.Seconds:00}",
        _ => $"{age.Minutes}:{age.Seconds:00}",
    };

    /// <summary>How old what is shown is: <c>12 秒前</c>, from one minute <c>2:40 前</c>; <c>12 s ago</c>, <c>2:40 ago</c>.</summary>
    public static string Ago(TimeSpan age, CultureInfo? culture = null) => age < TimeSpan.FromMinutes(1)
        ? Words(culture, "SecondsAgo", Math.Max(0, (int)age.TotalSeconds))
        : Words(culture, "Ago", Age(age, culture));

    /// <summary>An instant in the city's zone: <c>14:32</c> today, with the date on another day, with the year in another year.</summary>
    /// <param name="at">The instant.</param>
    /// <param name="now">Decides what "today" is.</param>
    /// <param name="zone">The city's time zone.</param>
    /// <param name="culture">The reader's language.</param>
    public static string Instant(DateTimeOffset at, DateTimeOffset now, TimeZoneInfo zone, CultureInfo? culture = null)
    {
        var (local, today) = (TimeZoneInfo.ConvertTime(at, zone), TimeZoneInfo.ConvertTime(now, zone));
        if (local.Date == today.Date) return TimeOfDay(at, zone);
        return $"{Pattern(local, local.Year == today.Year ? "DayPattern" : "DayOfYearPattern", culture)} {TimeOfDay(at, zone)}";
    }

    /// <summary>An instant in full, for tooltips and forms: <c>2026-06-18 周四 14:32:08</c>, <c>Thu 18 Jun 2026 14:32:08</c>.</summary>
    public static string Full(DateTimeOffset at, TimeZoneInfo zone, CultureInfo? culture = null) =>
        $"{Date(at, zone, culture)} {TimeOfDay(at, zone, seconds: true)}";

    /// <summary>The date with its weekday: <c>2026-06-18 周四</c>, <c>Thu 18 Jun 2026</c>.</summary>
    public static string Date(DateTimeOffset at, TimeZoneInfo zone, CultureInfo? culture = null) =>
        Pattern(TimeZoneInfo.ConvertTime(at, zone), "DatePattern", culture);

    /// <summary>The time of day in the city's zone: <c>14:32</c> or <c>14:32:08</c>.</summary>
    public static string TimeOfDay(DateTimeOffset at, TimeZoneInfo zone, bool seconds = false) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString(seconds ? "HH:mm:ss" : "HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A count: <c>121,145</c>.</summary>
    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A figure with a fixed number of decimals: <c>19.36</c>; <see cref="None"/> when there is none.</summary>
    public static string Number(double? value, int decimals) =>
        value is { } known && double.IsFinite(known) ? known.ToString("N" + decimals, CultureInfo.InvariantCulture) : None;

    /// <summary>A share as a percentage: 0.934 is <c>93.4%</c>; <see cref="None"/> when there is none.</summary>
    public static string Percent(double? share, int decimals = 1) =>
        share is { } known && double.IsFinite(known) ? (known * 100).ToString("N" + decimals, CultureInfo.InvariantCulture) + "%" : None;

    /// <summary>A rate from its numerator and denominator; <see cref="None"/> when there is nothing to divide by.</summary>
    public static string Rate(long part, long whole, int decimals = 1) => Percent(whole == 0 ? null : (double)part / whole, decimals);

    private static string Pattern(DateTimeOffset local, string key, CultureInfo? culture)
    {
        var reader = culture ?? CultureInfo.CurrentUICulture;
        return local.ToString(KitText.In(reader, key), reader);
    }

    private static string Words(CultureInfo? culture, string key, params object[] values) =>
        string.Format(CultureInfo.InvariantCulture, KitText.In(culture ?? CultureInfo.CurrentUICulture, key), values);
}
