using System.Text.Json.Serialization;

namespace CommandCenter.Sla;

/// <summary>What a limit is counted in.</summary>
public enum LimitUnit
{
    /// <summary>Working days at the same time of day, counted from the next opening.</summary>
    WorkingDays,

    /// <summary>Hours and minutes within working time.</summary>
    WorkingTime,

    /// <summary>Local calendar days at the same time of day, counted from the start itself.</summary>
    CalendarDays,

    /// <summary>Hours and minutes that pass, day and night.</summary>
    Elapsed,
}

/// <summary>How long something may take. Zero means "at the next opening" in the working units and "at once" in the others.</summary>
public sealed record Limit
{
    /// <summary>No limit is longer than a century.</summary>
    public const int MostDays = 36_525;

    /// <summary>Makes a limit; <see cref="WorkingDays"/> and its three neighbours read better in code.</summary>
    /// <param name="unit">What is counted.</param>
    /// <param name="amount">Days in the two day units, minutes in the two time units.</param>
    /// <exception cref="ArgumentOutOfRangeException">The amount is negative or more than <see cref="MostDays"/>.</exception>
    [JsonConstructor]
    public Limit(LimitUnit unit, int amount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(amount, MostDays * (CountsDays(unit) ? 1 : 24 * 60));
        (Unit, Amount) = (unit, amount);
    }

    /// <summary>What is counted.</summary>
    public LimitUnit Unit { get; }

    /// <summary>Days in the two day units, minutes in the two time units.</summary>
    public int Amount { get; }

    /// <summary>Whether the limit runs in working time only, so that a pause counts only for the working time in it.</summary>
    [JsonIgnore]
    public bool IsWorking => Unit is LimitUnit.WorkingDays or LimitUnit.WorkingTime;

    /// <summary>So many working days, at the same time of day.</summary>
    public static Limit WorkingDays(int days) => new(LimitUnit.WorkingDays, days);

    /// <summary>So much working time; whole minutes.</summary>
    public static Limit WorkingTime(TimeSpan time) => new(LimitUnit.WorkingTime, Minutes(time));

    /// <summary>So many calendar days, at the same time of day.</summary>
    public static Limit CalendarDays(int days) => new(LimitUnit.CalendarDays, days);

    /// <summary>So much time, day and night; whole minutes.</summary>
    public static Limit Elapsed(TimeSpan time) => new(LimitUnit.Elapsed, Minutes(time));

    /// <summary>"working_days 3", "elapsed_time 90m".</summary>
    public override string ToString() => string.Join(' ', LimitText.Write(this).Unit, LimitText.Write(this).Amount);

    private static bool CountsDays(LimitUnit unit) => unit is LimitUnit.WorkingDays or LimitUnit.CalendarDays;

    private static int Minutes(TimeSpan time) =>
        time.Ticks % TimeSpan.TicksPerMinute == 0 ? checked((int)(time.Ticks / TimeSpan.TicksPerMinute))
        : throw new ArgumentOutOfRangeException(nameof(time), time, "A limit counts whole minutes.");
}

/// <summary>A stretch in which a clock stands still because its ticket is suspended.</summary>
/// <param name="From">When it was suspended.</param>
/// <param name="To">When it was resumed; null while it still is suspended.</param>
public readonly record struct Pause(DateTimeOffset From, DateTimeOffset? To);
