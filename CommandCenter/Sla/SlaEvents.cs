using CommandCenter.Platform.Journal;
using CommandCenter.Tickets;

namespace CommandCenter.Sla;

/// <summary>黄灯: a clock entered its warning window.</summary>
public sealed record ClockAtRisk(TicketClock Clock, DateTimeOffset DueAt) : IEvent;

/// <summary>红灯: a clock passed its due instant.</summary>
public sealed record ClockBreached(TicketClock Clock, DateTimeOffset DueAt) : IEvent;

/// <summary>A policy was added, changed or removed. Clocks that run keep their due until they are computed anew.</summary>
public sealed record SlaPolicyChanged(string Category, string Change) : IEvent;

/// <summary>A calendar was added or changed. Closed tickets keep the due instants they had.</summary>
public sealed record WorkCalendarChanged(string Name, string Change) : IEvent;
