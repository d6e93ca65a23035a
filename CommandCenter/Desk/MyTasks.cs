using CommandCenter.Access;
using CommandCenter.Areas;
using CommandCenter.Platform.Live;
using CommandCenter.Platform.Time;
using CommandCenter.Tickets;

namespace CommandCenter.Desk;

/// <summary>
/// What one person has to do: what is assigned to them, and what lies in their area and is nobody's yet. What runs out first comes first. Done today is what they
/// completed since the city's midnight.
/// </summary>
public sealed class MyTasks(AreaIndex areas, City city, TimeProvider clock)
{
    private readonly Dictionary<Guid, TicketView> mine = [];
    private IReadOnlySet<Guid> within = new HashSet<Guid>();

    /// <summary>Whose list.</summary>
    public Caller Caller { get; private set; } = null!;

    /// <summary>Still to be done.</summary>
    public IReadOnlyList<TicketView> ToDo { get; private set; } = [];

    /// <summary>Completed today, the last one first.</summary>
    public IReadOnlyList<TicketView> DoneToday { get; private set; } = [];

    /// <summary>Begins with everything there is.</summary>
    public void Show(Caller caller, IEnumerable<TicketView> all)
    {
        Caller = caller;
        // A worker of a community works in each of its grids.
        within = caller.AreaId is { } area ? areas.Descendants(area) : new HashSet<Guid>();
        mine.Clear();
        foreach (var ticket in all.Where(IsMine))
            mine[ticket.Id] = ticket;
        Sort();
    }

    /// <summary>Takes changes over; true when the list changed.</summary>
    public bool Hear(IReadOnlyList<LiveChange<Guid, TicketView>> changes)
    {
        var touched = false;
        foreach (var change in changes)
        {
            if (change.Value is { } ticket && IsMine(ticket))
            {
                mine[change.Key] = ticket;
                touched = true;
            }
            else
            {
                touched |= mine.Remove(change.Key);
            }
        }
        if (touched)
            Sort();
        return touched;
    }

    private bool IsMine(TicketView ticket) =>
        ticket.AssigneeId is { } handler ? handler == Caller.UserId : ticket.AreaId is { } area && within.Contains(area);

    private void Sort()
    {
        var today = city.StartOf(city.DayOf(clock.GetUtcNow()));
        ToDo = [.. mine.Values.Where(t => t.IsOpen).OrderBy(t => t.NextDueAt is null).ThenBy(t => t.NextDueAt).ThenBy(t => t.Sequence)];
        DoneToday = [.. mine.Values.Where(t => !t.IsOpen && t.AssigneeId == Caller.UserId && t.CompletedAt >= today).OrderByDescending(t => t.CompletedAt)];
    }
}
