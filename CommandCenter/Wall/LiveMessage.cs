using CommandCenter.Alarms;
using CommandCenter.Devices;
using CommandCenter.Tickets;

namespace CommandCenter.Wall;

/// <summary>One message of a live subscription. A subscription's messages are numbered from 1 without gaps.</summary>
/// <param name="Number">Its number within the subscription.</param>
/// <param name="Kind"><c>snapshot</c>, <c>changes</c> or <c>figures</c>.</param>
/// <param name="At">When it was made.</param>
/// <param name="Tickets">Of a snapshot or of changes: tickets as they are now.</param>
/// <param name="Gone">Of changes: the ids of tickets, alarms and devices that have left the picture, or that the caller may no longer see.</param>
/// <param name="More">Of a snapshot: true while it goes on in the next message.</param>
/// <param name="Figures">Of figures.</param>
/// <param name="Alarms">Of a snapshot or of changes: alarms as they are now; null for callers who may not see alarms.</param>
/// <param name="Devices">Of a snapshot or of changes: devices as they are now; null for callers who may not see them.</param>
public sealed record LiveMessage(
    long Number, string Kind, DateTimeOffset At, IReadOnlyList<LiveTicket>? Tickets = null, IReadOnlyList<Guid>? Gone = null, bool? More = null, LiveFigures? Figures = null,
    IReadOnlyList<LiveAlarm>? Alarms = null, IReadOnlyList<LiveDevice>? Devices = null);

/// <summary>An alarm as the hub tells it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">Its number.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Hiding">Whether and why it is hidden from the feed.</param>
/// <param name="Priority">Now.</param>
/// <param name="Worst">The highest it has had.</param>
/// <param name="Level">The rule's level, 1 the mildest.</param>
/// <param name="What">What is wrong, in one line.</param>
/// <param name="Where">Area and building.</param>
/// <param name="DeviceId">The device; null where an outside system's alarm names none of ours.</param>
/// <param name="Kind">The device kind's code.</param>
/// <param name="Quantity">The quantity's code.</param>
/// <param name="Value">The value that was judged last.</param>
/// <param name="Threshold">The limit of the present level.</param>
/// <param name="Unit">The unit of both.</param>
/// <param name="DepartmentId">The department that answers for it.</param>
/// <param name="AreaId">Its smallest area.</param>
/// <param name="Latitude">WGS84 degrees.</param>
/// <param name="Longitude">WGS84 degrees.</param>
/// <param name="RaisedAt">When it was raised.</param>
/// <param name="LastAt">When its condition was signalled last.</param>
/// <param name="ClearedAt">When its source was back to normal.</param>
/// <param name="Count">How often the condition was signalled.</param>
/// <param name="AcknowledgedAt">When it was acknowledged.</param>
/// <param name="ShelvedUntil">When its shelving ends.</param>
/// <param name="Ticket">The linked ticket's number.</param>
public sealed record LiveAlarm(
    Guid Id, string Number, AlarmState State, AlarmHiding Hiding, AlarmPriority Priority, AlarmPriority Worst, int Level, string What, string Where,
    Guid? DeviceId, string? Kind, string? Quantity, double? Value, double? Threshold, string? Unit, Guid? DepartmentId, Guid? AreaId, double? Latitude, double? Longitude,
    DateTimeOffset RaisedAt, DateTimeOffset LastAt, DateTimeOffset? ClearedAt, int Count, DateTimeOffset? AcknowledgedAt, DateTimeOffset? ShelvedUntil, string? Ticket);

/// <summary>A device as the hub tells it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Its kind's code.</param>
/// <param name="State">Whether it can be believed.</param>
/// <param name="DepartmentId">The department that answers for it.</param>
/// <param name="AreaId">Its smallest area.</param>
/// <param name="Latitude">WGS84 degrees.</param>
/// <param name="Longitude">WGS84 degrees.</param>
/// <param name="LastSeenAt">When it was last heard of.</param>
/// <param name="Latest">The newest value of each quantity.</param>
public sealed record LiveDevice(
    Guid Id, string Code, string Name, string Kind, DeviceState State, Guid? DepartmentId, Guid? AreaId, double? Latitude, double? Longitude, DateTimeOffset? LastSeenAt,
    IReadOnlyList<LatestValue> Latest);

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
