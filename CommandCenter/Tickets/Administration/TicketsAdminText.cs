namespace CommandCenter.Tickets.Administration;

/// <summary>Names the texts of this part of the room; how a room keeps its own is written at <see cref="Platform.Kit.KitText"/>.</summary>
public sealed class TicketsAdminText;
