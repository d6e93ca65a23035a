namespace CommandCenter.DemoCity.Simulation;

/// <summary>How a city's day and week go, as factors over its local time. Pure.</summary>
public static class Rhythm
{
    // By hour of the day; between two hours it is a straight line.
    private static readonly double[] Asking = [0.25, 0.15, 0.1, 0.1, 0.1, 0.2, 0.5, 1.0, 1.7, 2.1, 2.0, 1.7, 1.1, 1.2, 1.8, 1.8, 1.6, 1.4, 1.3, 1.4, 1.3, 1.1, 0.8, 0.45];
    private static readonly double[] Streets = [0.1, 0.06, 0.05, 0.05, 0.08, 0.2, 0.45, 0.85, 1.0, 0.75, 0.65, 0.75, 0.85, 0.7, 0.65, 0.7, 0.85, 1.0, 1.0, 0.95, 0.85, 0.65, 0.4, 0.2];
    private static readonly double[] Charging = [0.9, 0.85, 0.75, 0.6, 0.45, 0.35, 0.25, 0.15, 0.15, 0.2, 0.2, 0.25, 0.35, 0.3, 0.25, 0.2, 0.2, 0.35, 0.6, 0.8, 0.9, 1.0, 1.0, 0.95];
    private static readonly double[] Home = [0.05, 0.03, 0.03, 0.04, 0.1, 0.4, 0.8, 0.9, 0.8, 0.7, 0.7, 0.8, 0.8, 0.4, 0.5, 0.7, 0.8, 0.9, 0.95, 0.95, 0.9, 0.7, 0.3, 0.1];

    /// <summary>How many requests come, beside the week's mean of about 1. Weekends are quieter in the morning and louder in the evening.</summary>
    public static double Requests(DateTime local) => At(Asking, local) * (!Weekend(local) ? 1.08 : local.Hour < 12 ? 0.6 : 0.95);

    /// <summary>How full the streets are, 0 to about 1.3 on a weekend's afternoon.</summary>
    public static double Crowd(DateTime local) => At(Streets, local) * (Weekend(local) && local.Hour is >= 10 and < 22 ? 1.3 : 1);

    /// <summary>The share of charging points in use, 0 to 1.</summary>
    public static double InCharge(DateTime local) => At(Charging, local);

    /// <summary>The share of homes in which somebody moves, 0 to 1.</summary>
    public static double AtHome(DateTime local) => At(Home, local);

    /// <summary>How warm the day is beside its mean, in °C: coldest at 5, warmest at 14 to 15.</summary>
    public static double Warmth(DateTime local) => 4.5 * Math.Sin((local.TimeOfDay.TotalHours - 9) / 24 * 2 * Math.PI);

    /// <summary>Whether the day shift of the grid workers walks: 8 to 18, with a rest from 12 to 13:30.</summary>
    public static bool DayShift(DateTime local) => local.TimeOfDay.TotalHours is >= 8 and < 12 or >= 13.5 and < 18;

    private static bool Weekend(DateTime local) => local.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private static double At(double[] hours, DateTime local)
    {
        var share = local.TimeOfDay.TotalHours - local.Hour;
        return (hours[local.Hour] * (1 - share)) + (hours[(local.Hour + 1) % 24] * share);
    }
}
