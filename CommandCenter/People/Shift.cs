using CommandCenter.Platform.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommandCenter.People;

/// <summary>
/// 班次: a time of day at which somebody is on duty, on the same days each week. A night shift ends on the next day.
/// Times are the city's local time, so that a shift keeps its hours when summer time begins.
/// </summary>
public sealed class Shift
{
    /// <summary>The longest name.</summary>
    public const int NameLength = 80;

    private Shift()
    {
    }

    /// <summary>Its lasting id.</summary>
    public Guid Id { get; private init; }

    /// <summary>What people call it.</summary>
    public string Name { get; private init; } = "";

    /// <summary>Local time of day at which it starts.</summary>
    public TimeOnly StartsAt { get; private init; }

    /// <summary>Local time of day at which it ends; not later than <see cref="StartsAt"/> means on the next day.</summary>
    public TimeOnly EndsAt { get; private init; }

    /// <summary>The days on which it starts: bit 0 is Sunday.</summary>
    public int DayBits { get; private init; }

    /// <summary>The days on which it starts, Monday first.</summary>
    public IReadOnlyList<DayOfWeek> Days => [.. Enum.GetValues<DayOfWeek>().Where(StartsOn).OrderBy(d => ((int)d + 6) % 7)];

    /// <summary>A new shift.</summary>
    /// <exception cref="Refusal">The name is missing or too long, or there is no day.</exception>
    public static Shift Create(Guid id, string name, TimeOnly startsAt, TimeOnly endsAt, IEnumerable<DayOfWeek> days)
    {
        name = name?.Trim() ?? "";
        if (name.Length is 0 or > NameLength)
            throw Refusal.Invalid("name", $"must have 1 to {NameLength} characters.");
        var bits = days.Aggregate(0, (all, day) => all | 1 << (int)day);
        if (bits == 0)
            throw Refusal.Invalid("days", "name at least one day.");
        return new Shift { Id = id, Name = name, StartsAt = startsAt, EndsAt = endsAt, DayBits = bits };
    }

    /// <summary>Whether it starts on that day of the week.</summary>
    public bool StartsOn(DayOfWeek day) => (DayBits & 1 << (int)day) != 0;

    /// <summary>The shift that starts on a local date, as instants; the end excluded.</summary>
    public ShiftSpan SpanOn(DateOnly date, TimeZoneInfo zone) => new(
        this, date,
        InstantOf(date, StartsAt, zone),
        InstantOf(EndsAt > StartsAt ? date : date.AddDays(1), EndsAt, zone));

    // A time that the clock jumps over is the moment of the jump; of a time that comes twice the first counts.
    private static DateTimeOffset InstantOf(DateOnly date, TimeOnly time, TimeZoneInfo zone)
    {
        var local = date.ToDateTime(time);
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(1);
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
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
}

/// <summary>交接班: that a shift took over, once for each shift and date.</summary>
public sealed class ShiftHandover
{
    /// <summary>Its lasting id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The shift that took over.</summary>
    public required Guid ShiftId { get; init; }

    /// <summary>Its name at that time; the roster may change later.</summary>
    public required string Shift { get; init; }

    /// <summary>The name of the shift that handed over; null when nobody was on duty.</summary>
    public string? Before { get; init; }

    /// <summary>The local date on which the shift starts.</summary>
    public required DateOnly On { get; init; }

    /// <summary>When the shift starts.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>When the shift ends.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>When the handover was recorded; later than <see cref="StartsAt"/> after an interruption.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
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

internal sealed class ShiftHandoverTable : IEntityTypeConfiguration<ShiftHandover>
{
    public void Configure(EntityTypeBuilder<ShiftHandover> handover)
    {
        handover.ToTable("ShiftHandovers");
        handover.Property(h => h.Id).ValueGeneratedNever();
        handover.Property(h => h.Shift).HasMaxLength(Shift.NameLength);
        handover.Property(h => h.Before).HasMaxLength(Shift.NameLength);
        // No foreign key: a shift that was taken off the roster keeps its handovers.
        handover.HasIndex(h => new { h.ShiftId, h.On }).IsUnique();
        handover.HasIndex(h => h.StartsAt);
    }
}
