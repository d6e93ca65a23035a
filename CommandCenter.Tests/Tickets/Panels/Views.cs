using CommandCenter.Access;
using CommandCenter.Platform.Journal;
using CommandCenter.Platform.Live;
using CommandCenter.Tickets;

namespace CommandCenter.Tests.Tickets.Panels;

/// <summary>Tickets in memory, as live sets hold them, around one instant.</summary>
internal static class Views
{
    public static readonly DateTimeOffset Now = new(2026, 6, 18, 6, 32, 0, TimeSpan.Zero);

    public static readonly Guid Water = Guid.Parse("0197f000-0000-7000-8000-000000000001");
    public static readonly Guid Works = Guid.Parse("0197f000-0000-7000-8000-000000000002");

    public static Caller Someone(Role role, Guid? department = null, Guid? area = null) =>
        new(new Actor("user:1", "李敏"), Guid.Parse("0197f000-0000-7000-8000-0000000000aa"), [role], department, area, []);

    /// <summary>A ticket that is due so many minutes from now.</summary>
    public static TicketView Ticket(long sequence, TicketState state = TicketState.Signed, ClockState clock = ClockState.Running, double? due = 60, Guid? department = null, Guid? assignee = null) =>
        new(new Guid((int)sequence, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]), sequence, $"JC-260618-{sequence:0000}", null, "phone", $"诉求 {sequence}", false, state, TicketPriority.Normal,
            null, department, assignee, assignee is null ? null : "王强", null, "花园路 44 号", 30.55, 114.25, Now.AddHours(-2), state == TicketState.Completed ? Now.AddMinutes(-5) : null, null,
            clock == ClockState.Paused ? Now.AddMinutes(-10) : null, due is { } minutes ? Now.AddMinutes(minutes) : null, clock, Now.AddHours(-2),
            null, due is { } m ? Now.AddMinutes(m) : null, ClockState.None, clock, null, 0, 3);

    public static IReadOnlyList<LiveChange<Guid, TicketView>> Changes(params TicketView[] tickets) => [.. tickets.Select((t, i) => new LiveChange<Guid, TicketView>(t.Id, t, i + 1))];
}
