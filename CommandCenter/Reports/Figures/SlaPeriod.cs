namespace CommandCenter.Reports.Figures;

/// <summary>How a period was chosen, which decides what stands before it.</summary>
public enum PeriodKind
{
    /// <summary>Monday to Sunday.</summary>
    Week,

    /// <summary>A calendar month.</summary>
    Month,

    /// <summary>January to March, April to June, and so on.</summary>
    Quarter,

    /// <summary>Any days.</summary>
    Custom,
}

/// <summary>What puts a ticket into a period.</summary>
public enum PeriodBasis
{
    /// <summary>The day it was opened.</summary>
    Opening,

    /// <summary>The day it was completed.</summary>
    Completion,
}

/// <summary>Days of the city's calendar, both ends included. A running week, month or quarter ends today.</summary>
/// <param name="Kind">How it was chosen.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
public sealed record SlaPeriod(PeriodKind Kind, DateOnly From, DateOnly To)
{
    /// <summary>How many days.</summary>
    public int Days => To.DayNumber - From.DayNumber + 1;

    /// <summary>The week, month or quarter that holds <paramref name="day"/>, up to <paramref name="today"/>.</summary>
    public static SlaPeriod Holding(PeriodKind kind, DateOnly day, DateOnly today)
    {
        var (from, to) = kind switch
        {
            PeriodKind.Week => (Monday(day), Monday(day).AddDays(6)),
            PeriodKind.Month => (FirstOfMonth(day), FirstOfMonth(day).AddMonths(1).AddDays(-1)),
            PeriodKind.Quarter => (FirstOfQuarter(day), FirstOfQuarter(day).AddMonths(3).AddDays(-1)),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A custom period has its own days."),
        };
        return new SlaPeriod(kind, from, from <= today && today < to ? today : to);
    }

    /// <summary>
    /// The same number of days one week, month or quarter earlier (at most to the end of that month or quarter); before days chosen freely, as many days
    /// directly before them.
    /// </summary>
    public SlaPeriod Previous()
    {
        var from = Kind switch
        {
            PeriodKind.Week => From.AddDays(-7),
            PeriodKind.Month => From.AddMonths(-1),
            PeriodKind.Quarter => From.AddMonths(-3),
            _ => From.AddDays(-Days),
        };
        var sameLength = from.AddDays(Days - 1);
        return this with { From = from, To = sameLength < From ? sameLength : From.AddDays(-1) };
    }

    /// <summary>The day that leads to the period before or after in the same kind.</summary>
    public DateOnly Neighbour(int steps) => Kind switch
    {
        PeriodKind.Week => From.AddDays(7 * steps),
        PeriodKind.Month => From.AddMonths(steps),
        PeriodKind.Quarter => From.AddMonths(3 * steps),
        _ => From.AddDays(Days * steps),
    };

    /// <summary>The part of the period a day falls in, when it is cut into <paramref name="parts"/> of the same length; null for a day outside.</summary>
    public int? Part(DateOnly day, int parts) => day < From || day > To ? null : (int)((long)(day.DayNumber - From.DayNumber) * parts / Days);

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private static DateOnly FirstOfMonth(DateOnly day) => new(day.Year, day.Month, 1);

    private static DateOnly FirstOfQuarter(DateOnly day) => new(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1);
}
