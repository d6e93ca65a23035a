using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommandCenter.People.Positions;

/// <summary>Where somebody was last: one row for each person, kept no longer than the track. Written by <see cref="PositionBook"/>; not journaled, see docs/people.md.</summary>
public sealed class LastPosition
{
    /// <summary>Who.</summary>
    public required Guid UserId { get; init; }

    /// <summary>WGS84 degrees north.</summary>
    public required double Latitude { get; set; }

    /// <summary>WGS84 degrees east.</summary>
    public required double Longitude { get; set; }

    /// <summary>See <see cref="StaffPosition.AccuracyMeters"/>.</summary>
    public double? AccuracyMeters { get; set; }

    /// <summary>When they were there.</summary>
    public required DateTimeOffset At { get; set; }

    /// <summary>When it was taken in; what the nodes read by.</summary>
    public required DateTimeOffset ReceivedAt { get; set; }
}

/// <summary>One point of somebody's way.</summary>
public sealed class TrackPoint
{
    /// <summary>Who.</summary>
    public required Guid UserId { get; init; }

    /// <summary>When they were there; a person is at one place at an instant, so the second report of it is the first one again.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>WGS84 degrees north.</summary>
    public required double Latitude { get; init; }

    /// <summary>WGS84 degrees east.</summary>
    public required double Longitude { get; init; }

    /// <summary>See <see cref="StaffPosition.AccuracyMeters"/>.</summary>
    public double? AccuracyMeters { get; init; }

    /// <summary>When it was taken in; retention counts from here, so that a wrong clock keeps nothing for ever.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Whether it lay in the future when it came: the device's clock is wrong.</summary>
    public bool Future { get; init; }
}

internal sealed class LastPositionTable : IEntityTypeConfiguration<LastPosition>
{
    public void Configure(EntityTypeBuilder<LastPosition> position)
    {
        position.ToTable("StaffPositions");
        position.HasKey(p => p.UserId);
        position.Property(p => p.UserId).ValueGeneratedNever();
        position.HasIndex(p => p.ReceivedAt);
    }
}

internal sealed class TrackTable : IEntityTypeConfiguration<TrackPoint>
{
    public void Configure(EntityTypeBuilder<TrackPoint> point)
    {
        point.ToTable("StaffTracks");
        point.HasKey(p => new { p.UserId, p.At });
        point.HasIndex(p => p.ReceivedAt);
    }
}
