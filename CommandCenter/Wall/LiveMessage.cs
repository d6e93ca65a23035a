using CommandCenter.Tickets;

namespace CommandCenter.Wall;

/// <summary>One message of a live subscription. A subscription's messages are numbered from 1 without gaps.</summary>
/// <param name="Number">Its number within the subscription.</param>
/// <param name="Kind"><c>snapshot</c>, <c>changes</c> or <c>figures</c>.</param>
/// <param name="At">When it was made.</param>
/// <param name="Tickets">Of a snapshot or of changes: tickets as they are now.</param>
/// <param name="Gone">Of changes: the ids of tickets that have left the picture, or that the caller may no longer see.</param>
/// <param name="More">Of a snapshot: true while it goes on in the next message.</param>
/// <param name="Figures">Of figures.</param>
public sealed record LiveMessage(
    long Number, string Kind, DateTimeOffset At, IReadOnlyList<LiveTicket>? Tickets = null, IReadOnlyList<Guid>? Gone = null, bool? More = null, LiveFigures? Figures = null);

/// <summary>A ticket as the hub tells it: without its requester, and with the requester's words only for those who may read them.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">Its number.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Priority">How pressing it is.</param>
/// <param name="What">What it is about: its category.</param>
/// <param name="Where">Its area and building; of a confidential ticket only the area.</param>
/// <param name="Title">Its title; null for a confidential ticket and for callers who do not see requesters.</param>
/// <param name="CategoryId">Its category.</param>
/// <param name="DepartmentId">Its lead department.</param>
/// <param name="AreaId">Its smallest area.</param>
/// <param name="Latitude">WGS84 degrees.</param>
/// <param name="Longitude">WGS84 degrees.</param>
/// <param name="OpenedAt">When it was asked.</param>
/// <param name="DueAt">When the clock that counts now breaches.</param>
/// <param name="Clock">How that clock stands.</param>
/// <param name="CompletedAt">When it was completed.</param>
/// <param name="ClosedAt">When it was closed or rejected.</param>
public sealed record LiveTicket(
    Guid Id, string Number, TicketState State, TicketPriority Priority, string What, string Where, string? Title,
    Guid? CategoryId, Guid? DepartmentId, Guid? AreaId, double? Latitude, double? Longitude,
    DateTimeOffset OpenedAt, DateTimeOffset? DueAt, ClockState Clock, DateTimeOffset? CompletedAt, DateTimeOffset? ClosedAt);

/// <summary>The figures of the tickets a caller may see.</summary>
/// <param name="FreshAt">When the server's picture was last known to be in step with its database; older than some seconds means: do not believe it.</param>
/// <param name="Open">Open tickets and their clocks.</param>
/// <param name="OpenedToday">Requests since midnight in the city's zone.</param>
/// <param name="ClosedToday">Closed since midnight in the city's zone.</param>
/// <param name="ByState">By state.</param>
/// <param name="ByArea">Open tickets by their smallest area.</param>
/// <param name="OnTime30Days">Completed in time of those with a limit completed in the last 30 days; null for callers who do not see the whole city.</param>
public sealed record LiveFigures(
    DateTimeOffset? FreshAt, ClockCounts Open, int OpenedToday, int ClosedToday,
    IReadOnlyDictionary<TicketState, ClockCounts> ByState, IReadOnlyDictionary<Guid, ClockCounts> ByArea, FigureRate? OnTime30Days);
