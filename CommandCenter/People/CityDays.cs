namespace CommandCenter.People;

/// <summary>What a work calendar makes of a local date beside its weekday.</summary>
public enum CityDay
{
    /// <summary>As its weekday says.</summary>
    Ordinary,

    /// <summary>休: a holiday, whatever its weekday.</summary>
    Holiday,

    /// <summary>班: an adjusted workday (调休), whatever its weekday.</summary>
    Workday,
}

/// <summary>
/// The holidays of the city, for rosters. This room stands below the one that keeps the work calendars and does not know it: that room registers one of these.
/// So there is one list of holidays, and no roster keeps a second one.
/// </summary>
/// <param name="Of">What a local date is.</param>
public sealed record CityDays(Func<DateOnly, CityDay> Of)
{
    /// <summary>No calendar: every date is as its weekday says.</summary>
    public static CityDays None { get; } = new(_ => CityDay.Ordinary);
}
