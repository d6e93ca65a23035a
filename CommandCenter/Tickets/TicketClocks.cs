namespace CommandCenter.Tickets;

/// <summary>One clock as its owner computed it.</summary>
/// <param name="StartAt">When it started.</param>
/// <param name="RiskAt">When it turns at risk.</param>
/// <param name="DueAt">When it breaches; null where no limit applies or the clock is stopped without a known due.</param>
/// <param name="State">How it stands.</param>
public sealed record ClockReading(DateTimeOffset? StartAt, DateTimeOffset? RiskAt, DateTimeOffset? DueAt, ClockState State)
{
    /// <summary>No such clock.</summary>
    public static ClockReading None { get; } = new(null, null, null, ClockState.None);
}

// The clocks stand on the ticket's row so that lists can sort and filter by them; the Sla room computes them.
public sealed partial class Ticket
{
    /// <summary>When the department must have signed.</summary>
    public DateTimeOffset? SignDueAt { get; private set; }

    /// <summary>When the sign clock turns at risk.</summary>
    public DateTimeOffset? SignRiskAt { get; private set; }

    /// <summary>How the sign clock stands.</summary>
    public ClockState SignClock { get; private set; }

    /// <summary>When it must have been completed for the requester.</summary>
    public DateTimeOffset? ResolutionDueAt { get; private set; }

    /// <summary>When the resolution clock turns at risk.</summary>
    public DateTimeOffset? ResolutionRiskAt { get; private set; }

    /// <summary>How the resolution clock stands.</summary>
    public ClockState ResolutionClock { get; private set; }

    /// <summary>When the department must have completed it, counted from its sign.</summary>
    public DateTimeOffset? HandlingDueAt { get; private set; }

    /// <summary>When the department's clock turns at risk.</summary>
    public DateTimeOffset? HandlingRiskAt { get; private set; }

    /// <summary>How the department's clock stands.</summary>
    public ClockState HandlingClock { get; private set; }

    /// <summary>The due instant lists sort by, late first: the sign clock's while it is dispatched, else the resolution clock's. Null when nothing is due.</summary>
    public DateTimeOffset? NextDueAt { get; private set; }

    /// <summary>The state of the clock <see cref="NextDueAt"/> belongs to.</summary>
    public ClockState NextClock { get; private set; }

    /// <summary>The due instant the source gave; it stands above any policy.</summary>
    public DateTimeOffset? GivenDueAt { get; init; }

    /// <summary>Whether it was (or, while open, still is) completed in time; null before the import's "now" decides, true without a limit.</summary>
    public bool OnTimeAt(DateTimeOffset now) => ResolutionDueAt is not { } due || (CompletedAt ?? ClosedAt ?? now) <= due;

    /// <summary>The reading of one clock.</summary>
    public ClockReading Clock(TicketClock clock) => clock switch
    {
        TicketClock.Sign => new(DispatchedAt, SignRiskAt, SignDueAt, SignClock),
        TicketClock.Handling => new(SignedAt, HandlingRiskAt, HandlingDueAt, HandlingClock),
        _ => new(OpenedAt, ResolutionRiskAt, ResolutionDueAt, ResolutionClock),
    };

    /// <summary>Puts a clock as the Sla room computed it.</summary>
    public void SetClock(TicketClock clock, ClockReading reading)
    {
        switch (clock)
        {
            case TicketClock.Sign:
                (SignRiskAt, SignDueAt, SignClock) = (reading.RiskAt, reading.DueAt, reading.State);
                break;
            case TicketClock.Handling:
                (HandlingRiskAt, HandlingDueAt, HandlingClock) = (reading.RiskAt, reading.DueAt, reading.State);
                break;
            default:
                (ResolutionRiskAt, ResolutionDueAt, ResolutionClock) = (reading.RiskAt, reading.DueAt, reading.State);
                break;
        }
        (NextDueAt, NextClock) = !IsOpen ? (null, ResolutionClock)
            : State == TicketState.Dispatched && SignDueAt is not null && (ResolutionDueAt is null || SignDueAt < ResolutionDueAt) ? (SignDueAt, SignClock)
            : (ResolutionDueAt, ResolutionClock);
    }
}
