using CommandCenter.Access;
using CommandCenter.Alarms;
using CommandCenter.Platform.Maps;
using CommandCenter.Tickets;

namespace CommandCenter.Desk.Duty;

/// <summary>A ticket an alarm may be about.</summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="Meters">How far from the alarm; null where one of them has no place.</param>
/// <param name="SameArea">Whether it lies in the alarm's area.</param>
public sealed record LinkChoice(TicketView Ticket, double? Meters, bool SameArea);

/// <summary>The open tickets that an alarm is offered to be linked to. Pure.</summary>
public static class LinkChoices
{
    /// <summary>How near a ticket is looked for, in metres.</summary>
    public const double Near = 1_000;

    private const int Most = 20;

    /// <summary>
    /// Without words: the nearest within a kilometre, then those of the alarm's own area. With words: those whose number, title or place holds them, wherever they are.
    /// </summary>
    public static IReadOnlyList<LinkChoice> Of(AlarmView alarm, IEnumerable<TicketView> tickets, Caller caller, string? words)
    {
        var open = tickets.Where(t => t.IsOpen && t.Id != alarm.TicketId && t.IsVisibleTo(caller)).Select(t => new LinkChoice(t, Distance(alarm, t), t.AreaId is { } area && area == alarm.AreaId));
        var shown = string.IsNullOrWhiteSpace(words) ? open.Where(c => c.Meters <= Near || c.SameArea) : open.Where(c => Holds(c.Ticket, words.Trim()));
        return [.. shown.OrderBy(c => c.Meters ?? double.MaxValue).ThenByDescending(c => c.SameArea).ThenByDescending(c => c.Ticket.Sequence).Take(Most)];
    }

    private static double? Distance(AlarmView alarm, TicketView ticket) => alarm is { Latitude: { } north, Longitude: { } east } && ticket is { Latitude: { } otherNorth, Longitude: { } otherEast }
        ? GreatCircle.Meters(north, east, otherNorth, otherEast) : null;

    // A confidential ticket has no words here: it is found by its number.
    private static bool Holds(TicketView ticket, string words) => Contains(ticket.Number, words) || Contains(ticket.Title, words) || Contains(ticket.PlaceText, words);

    private static bool Contains(string? text, string words) => text?.Contains(words, StringComparison.OrdinalIgnoreCase) == true;
}
