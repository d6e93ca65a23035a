using CommandCenter.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommandCenter.Tickets;

/// <summary>
/// One piece of work with one number, one lead department and its own clocks. Its state changes only through <see cref="TicketDesk"/>, by the transition table;
/// its clocks only through <see cref="SetClock"/>, which the Sla room calls.
/// </summary>
public sealed partial class Ticket : IVersioned
{
    /// <summary>The row.</summary>
    public required Guid Id { get; init; }

    /// <summary>Counts tickets from 1; what lists page by, because Guids sort differently in each database.</summary>
    public required long Sequence { get; init; }

    /// <summary>The number people use, e.g. <c>JC-260618-0291</c>.</summary>
    public required string Number { get; init; }

    /// <summary>The number in the system it came from.</summary>
    public string? SourceNumber { get; init; }

    /// <summary>Which system's numbers <see cref="SourceNumber"/> counts in: the profile's name.</summary>
    public string? SourceSystem { get; init; }

    /// <summary>How it came in: <c>phone</c>, <c>web</c>, <c>app</c>, or the source's own word.</summary>
    public required string Source { get; init; }

    /// <summary>What it is about, in one line.</summary>
    public required string Title { get; init; }

    /// <summary>The words of the request.</summary>
    public string? Description { get; init; }

    /// <summary>Its category; null when none is known.</summary>
    public Guid? CategoryId { get; private set; }

    /// <summary>How pressing it is.</summary>
    public TicketPriority Priority { get; private set; } = TicketPriority.Normal;

    /// <summary>The lead department; for an imported ticket from the start.</summary>
    public Guid? DepartmentId { get; private set; }

    /// <summary>Who handles it.</summary>
    public Guid? AssigneeId { get; private set; }

    /// <summary>The handler's name as lists show it.</summary>
    public string? AssigneeName { get; private set; }

    /// <summary>The smallest area: by point, else by text.</summary>
    public Guid? AreaId { get; init; }

    /// <summary>The area as the source wrote it.</summary>
    public string? AreaText { get; init; }

    /// <summary>WGS84 degrees.</summary>
    public double? Latitude { get; init; }

    /// <summary>WGS84 degrees.</summary>
    public double? Longitude { get; init; }

    /// <summary>The place in words.</summary>
    public string? PlaceText { get; init; }

    /// <summary>Who asked. Masked by role and on walls.</summary>
    public string? RequesterName { get; init; }

    /// <summary>Their phone. Masked by role and on walls.</summary>
    public string? RequesterPhone { get; init; }

    /// <summary>They gave no name.</summary>
    public bool Anonymous { get; init; }

    /// <summary>Its words are shown to nobody who need not know.</summary>
    public bool Confidential { get; init; }

    /// <summary>Where it stands.</summary>
    public TicketState State { get; private set; } = TicketState.New;

    /// <summary>The last reply to the requester.</summary>
    public string? Reply { get; private set; }

    /// <summary>Why it was rejected, returned, suspended or reworked last.</summary>
    public string? Reason { get; private set; }

    /// <summary>How often it was returned.</summary>
    public int Returns { get; private set; }

    /// <summary>When the requester asked.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When it was dispatched last.</summary>
    public DateTimeOffset? DispatchedAt { get; private set; }

    /// <summary>When the department signed last.</summary>
    public DateTimeOffset? SignedAt { get; private set; }

    /// <summary>When it was suspended; null while it is not.</summary>
    public DateTimeOffset? SuspendedAt { get; private set; }

    /// <summary>When it was completed last; null while it is not.</summary>
    public DateTimeOffset? CompletedAt { get; private set; }

    /// <summary>When it was closed or rejected.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>All the time it was suspended or lay completed before a rework, which is nobody's handling.</summary>
    public TimeSpan PausedFor { get; private set; }

    /// <summary>What is doubtful about its facts.</summary>
    public TicketDoubts Doubts { get; private set; }

    /// <summary>When it was imported as history; nobody is notified of what was due before that. Null for a ticket that was opened here.</summary>
    public DateTimeOffset? ImportedAt { get; init; }

    /// <summary>Counts verbs, so that a person is refused only when another person moved it meanwhile, not when a clock ticked.</summary>
    public int Moves { get; private set; }

    /// <inheritdoc/>
    public int Version { get; set; }

    /// <summary>The stopped intervals, oldest first.</summary>
    public List<TicketPause> Pauses { get; init; } = [];

    /// <summary>Whether work is still to be done.</summary>
    public bool IsOpen => State is not (TicketState.Completed or TicketState.Closed or TicketState.Rejected);
}

/// <summary>An interval in which a ticket's clocks stood still.</summary>
public sealed class TicketPause
{
    /// <summary>The row.</summary>
    public required Guid Id { get; init; }

    /// <summary>The ticket.</summary>
    public required Guid TicketId { get; init; }

    /// <summary>Its beginning.</summary>
    public required DateTimeOffset FromAt { get; init; }

    /// <summary>Its end; null while it lasts.</summary>
    public DateTimeOffset? ToAt { get; set; }

    /// <summary>The reason; null where the ticket lay completed until its rework.</summary>
    public SuspendReason? Reason { get; init; }
}

internal sealed class TicketTable : IEntityTypeConfiguration<Ticket>, IEntityTypeConfiguration<TicketPause>
{
    public void Configure(EntityTypeBuilder<Ticket> ticket)
    {
        ticket.ToTable("Tickets");
        ticket.Property(t => t.Id).ValueGeneratedNever();
        ticket.Property(t => t.Number).HasMaxLength(40);
        ticket.Property(t => t.SourceNumber).HasMaxLength(100);
        ticket.Property(t => t.SourceSystem).HasMaxLength(60);
        ticket.Property(t => t.Source).HasMaxLength(60);
        ticket.Property(t => t.Title).HasMaxLength(300);
        ticket.Property(t => t.Description).HasMaxLength(20_000);
        ticket.Property(t => t.AssigneeName).HasMaxLength(200);
        ticket.Property(t => t.AreaText).HasMaxLength(200);
        ticket.Property(t => t.PlaceText).HasMaxLength(500);
        ticket.Property(t => t.RequesterName).HasMaxLength(100);
        ticket.Property(t => t.RequesterPhone).HasMaxLength(40);
        ticket.Property(t => t.Reply).HasMaxLength(20_000);
        ticket.Property(t => t.Reason).HasMaxLength(2_000);
        ticket.Property(t => t.Doubts).HasConversion<int>();
        ticket.Ignore(t => t.IsOpen).Ignore(t => t.WasReworked);
        ticket.HasIndex(t => t.Number).IsUnique();
        ticket.HasIndex(t => t.Sequence).IsUnique();
        ticket.HasIndex(t => new { t.SourceSystem, t.SourceNumber }).IsUnique();
        ticket.HasIndex(t => new { t.State, t.NextDueAt });
        ticket.HasIndex(t => t.OpenedAt);
        ticket.HasIndex(t => t.CompletedAt);
        ticket.HasIndex(t => new { t.DepartmentId, t.State });
        ticket.HasMany(t => t.Pauses).WithOne().HasForeignKey(p => p.TicketId);
    }

    public void Configure(EntityTypeBuilder<TicketPause> pause)
    {
        pause.ToTable("TicketPauses");
        pause.Property(p => p.Id).ValueGeneratedNever();
    }
}
