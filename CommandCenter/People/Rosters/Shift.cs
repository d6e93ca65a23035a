using CommandCenter.Platform.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommandCenter.People.Rosters;

/// <summary>What a holiday does to a shift. An adjusted workday counts as a day from Monday to Friday, except for <see cref="Same"/>.</summary>
public enum HolidayRule
{
    /// <summary>照常: the days of the week decide alone.</summary>
    Same,

    /// <summary>节假日休息: not on holidays; on adjusted workdays.</summary>
    Off,

    /// <summary>节假日值班: on every holiday beside its days of the week.</summary>
    On,
}

/// <summary>
/// 班次: a time of day of a roster, on the same days each week. A night shift ends on the next day.
/// Times are the city's local time, so that a shift keeps its hours when summer time begins.
/// </summary>
public sealed class Shift
{
    /// <summary>The longest name.</summary>
    public const int NameLength = 80;

    private const int Weekdays = 0b0111110;

    private Shift()
    {
    }

    /// <summary>Its lasting id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The roster it belongs to.</summary>
    public Guid RosterId { get; private init; }

    /// <summary>What people call it.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Local time of day at which it starts.</summary>
    public TimeOnly StartsAt { get; private set; }

    /// <summary>Local time of day at which it ends; not later than <see cref="StartsAt"/> means on the next day.</summary>
    public TimeOnly EndsAt { get; private set; }

    /// <summary>The days on which it starts: bit 0 is Sunday.</summary>
    public int DayBits { get; private set; }

    /// <summary>What a holiday does to it.</summary>
    public HolidayRule Holidays { get; private set; }

    /// <summary>The crew, counted from 0, that has it on the first day of the roster's rotation.</summary>
    public int FirstCrew { get; private set; }

    /// <summary>The days on which it starts, Monday first.</summary>
    public IReadOnlyList<DayOfWeek> Days => [.. Enum.GetValues<DayOfWeek>().Where(StartsOn).OrderBy(d => ((int)d + 6) % 7)];

    /// <summary>A new shift.</summary>
    /// <exception cref="Refusal">The name is missing or too long, or it is on no day.</exception>
    public static Shift Create(Guid id, Guid rosterId, ShiftDetails details)
    {
        var shift = new Shift { Id = id, RosterId = rosterId };
        shift.Change(details);
        return shift;
    }

    /// <summary>Makes it what <paramref name="details"/> say.</summary>
    /// <exception cref="Refusal">The name is missing or too long, or it is on no day. Nothing has changed.</exception>
    public void Change(ShiftDetails details)
    {
        var name = details.Name?.Trim() ?? "";
        if (name.Length is 0 or > NameLength)
            throw Refusal.Invalid("name", $"must have 1 to {NameLength} characters.");
        var bits = details.Days.Aggregate(0, (all, day) => all | 1 << (int)day);
        if (bits == 0 && details.Holidays != HolidayRule.On)
            throw Refusal.Invalid("days", "name at least one day.");
        (Name, StartsAt, EndsAt, DayBits, Holidays, FirstCrew) = (name, details.StartsAt, details.EndsAt, bits, details.Holidays, details.FirstCrew);
    }

    /// <summary>Whether it starts on that day of the week.</summary>
    public bool StartsOn(DayOfWeek day) => (DayBits & 1 << (int)day) != 0;

    /// <summary>Whether it starts on a local date, which may be a holiday or an adjusted workday.</summary>
    public bool StartsOn(DateOnly date, CityDay day) => (Holidays, day) switch
    {
        (HolidayRule.Off, CityDay.Holiday) => false,
        (HolidayRule.On, CityDay.Holiday) => true,
        (HolidayRule.Off or HolidayRule.On, CityDay.Workday) => (DayBits & Weekdays) != 0,
        _ => StartsOn(date.DayOfWeek),
    };

    /// <summary>The shift that starts on a local date, as instants; the end excluded.</summary>
    public ShiftSpan SpanOn(DateOnly date, TimeZoneInfo zone) => new(
        this, date,
        LocalTime.Instant(date, StartsAt, zone),
        LocalTime.Instant(EndsAt > StartsAt ? date : date.AddDays(1), EndsAt, zone));
}

/// <summary>One occurrence of a shift.</summary>
/// <param name="Shift">Which shift.</param>
/// <param name="On">The local date on which it starts.</param>
/// <param name="StartsAt">When it starts.</param>
/// <param name="EndsAt">When it ends; that instant is no longer part of it.</param>
public sealed record ShiftSpan(Shift Shift, DateOnly On, DateTimeOffset StartsAt, DateTimeOffset EndsAt)
{
    /// <summary>Whether the instant lies in it.</summary>
    public bool Holds(DateTimeOffset at) => StartsAt <= at && at < EndsAt;

    /// <summary>Whether it shares time with what lasts from one instant to another.</summary>
    public bool Meets(DateTimeOffset fromAt, DateTimeOffset untilAt) => StartsAt < untilAt && fromAt < EndsAt;
}

/// <summary>Local dates and times of day as instants.</summary>
public static class LocalTime
{
    /// <summary>When a local time is. A time that the clock jumps over is the moment of the jump; of a time that comes twice the first counts.</summary>
    public static DateTimeOffset Instant(DateOnly date, TimeOnly time, TimeZoneInfo zone)
    {
        var local = date.ToDateTime(time);
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(1);
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}

internal sealed class ShiftTable : IEntityTypeConfiguration<Shift>
{
    public void Configure(EntityTypeBuilder<Shift> shift)
    {
        shift.ToTable("Shifts");
        shift.Property(s => s.Id).ValueGeneratedNever();
        shift.Property(s => s.Name).HasMaxLength(Shift.NameLength);
        shift.Ignore(s => s.Days);
    }
}
