using CommandCenter.Platform.Kit;
using CommandCenter.Platform.Maps;

namespace CommandCenter.Tickets.Panels;

/// <summary>What a clock's state looks like, in a list and on a map.</summary>
public static class TicketFaces
{
    /// <summary>The face in a list.</summary>
    public static ClockFace Of(ClockState state) => state switch
    {
        ClockState.AtRisk => ClockFace.Risk,
        ClockState.Breached => ClockFace.Breached,
        ClockState.Paused => ClockFace.Paused,
        ClockState.Met => ClockFace.Met,
        _ => ClockFace.Ok,
    };

    /// <summary>The symbol on a map.</summary>
    public static MapSymbol Symbol(ClockState state) => state switch
    {
        ClockState.AtRisk => MapSymbol.ClockAtRisk,
        ClockState.Breached => MapSymbol.ClockBreached,
        ClockState.Paused => MapSymbol.ClockPaused,
        ClockState.Met => MapSymbol.ClockMet,
        _ => MapSymbol.ClockOnTime,
    };

    /// <summary>The mark of a ticket; null where its point is not known.</summary>
    public static MapMark? Mark(TicketView ticket, DateTimeOffset now) => Position.TryCreate(ticket.Latitude, ticket.Longitude, out var at, out _)
        ? new MapMark(ticket.Id.ToString(), at, Symbol(ticket.NextClock), ticket.UsedShare(now), ticket.Number) : null;
}
