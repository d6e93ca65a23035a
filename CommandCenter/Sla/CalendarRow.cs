using System.Text.Json;
using CommandCenter.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommandCenter.Sla;

/// <summary>A work calendar as it is stored: its plain form as JSON, made into a <see cref="WorkCalendar"/> to count with.</summary>
public sealed class CalendarRow : IVersioned
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The row.</summary>
    public required Guid Id { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; set; }

    /// <summary>Whether policies without a calendar of their own use it. Exactly one is the default.</summary>
    public bool IsDefault { get; set; }

    /// <summary>Zone, hours, holidays and adjusted workdays as JSON.</summary>
    public required string Definition { get; set; }

    /// <inheritdoc/>
    public int Version { get; set; }

    /// <summary>The plain form.</summary>
    public CalendarImport Read() => JsonSerializer.Deserialize<CalendarImport>(Definition, Json)!;

    /// <summary>Stores a plain form.</summary>
    public static string Write(CalendarImport calendar) => JsonSerializer.Serialize(calendar, Json);
}

internal sealed class CalendarTable : IEntityTypeConfiguration<CalendarRow>
{
    public void Configure(EntityTypeBuilder<CalendarRow> calendar)
    {
        calendar.ToTable("WorkCalendars");
        calendar.Property(c => c.Id).ValueGeneratedNever();
        calendar.Property(c => c.Name).HasMaxLength(100);
        calendar.HasIndex(c => c.Name).IsUnique();
    }
}
