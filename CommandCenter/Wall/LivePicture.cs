using CommandCenter.Access;
using CommandCenter.Alarms;
using CommandCenter.Devices;
using CommandCenter.Platform.Live;
using CommandCenter.Tickets;

namespace CommandCenter.Wall;

/// <summary>What one subscriber of the hub has been told: tickets, alarms and devices, as far as the subscriber may see them.</summary>
internal sealed class LivePicture : IDisposable
{
    private const int Part = 500;
    private readonly LiveSubscription<Guid, TicketView> tickets;
    private readonly LiveSubscription<Guid, AlarmView>? alarms;
    private readonly LiveSubscription<Guid, DeviceView>? devices;
    private readonly HashSet<Guid> seen = [];
    private readonly WallWords words;
    private readonly Caller caller;

    public LivePicture(TicketsLive tickets, AlarmsLive alarms, DevicesLive devices, WallWords words, Caller caller)
    {
        (this.words, this.caller) = (words, caller);
        this.tickets = tickets.Set.Subscribe();
        if (!SeesAlarms(caller))
            return;
        this.alarms = alarms.Set.Subscribe();
        this.devices = devices.Set.Subscribe();
    }

    /// <summary>Everything, in parts of at most 500 things.</summary>
    public IEnumerable<LiveMessage> Snapshot(DateTimeOffset now)
    {
        var all = tickets.Snapshot.Values.Where(t => t.IsVisibleTo(caller)).OrderBy(t => t.Sequence).Select(t => (t.Id, Told: (object)Tell(t)))
            .Concat((alarms?.Snapshot.Values ?? []).Where(a => a.IsVisibleTo(caller)).OrderBy(a => a.Sequence).Select(a => (a.Id, Told: (object)Tell(a))))
            .Concat((devices?.Snapshot.Values ?? []).Where(IsVisible).OrderBy(d => d.Sequence).Select(d => (d.Id, Told: (object)Tell(d)))).ToList();
        seen.UnionWith(all.Select(t => t.Id));
        for (var from = 0; from == 0 || from < all.Count; from += Part)
            yield return Message("snapshot", now, [.. all.Skip(from).Take(Part).Select(t => t.Told)]) with { More = from + Part < all.Count };
    }

    /// <summary>What has changed since; null when nothing has.</summary>
    public LiveMessage? Changes(DateTimeOffset now)
    {
        var (told, gone) = (new List<object>(), new List<Guid>());
        Take(tickets.Take(), t => t.IsVisibleTo(caller), Tell);
        Take(alarms?.Take() ?? [], a => a.IsVisibleTo(caller), Tell);
        Take(devices?.Take() ?? [], IsVisible, Tell);
        return told.Count + gone.Count == 0 ? null : Message("changes", now, told) with { Gone = gone };

        void Take<T>(IEnumerable<LiveChange<Guid, T>> changes, Func<T, bool> isVisible, Func<T, object> tell) where T : class
        {
            foreach (var (id, thing, _) in changes)
                if (thing is not null && isVisible(thing))
                {
                    seen.Add(id);
                    told.Add(tell(thing));
                }
                else if (seen.Remove(id))
                {
                    gone.Add(id);
                }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        tickets.Dispose();
        alarms?.Dispose();
        devices?.Dispose();
    }

    private LiveMessage Message(string kind, DateTimeOffset now, IReadOnlyCollection<object> told) => new(0, kind, now, [.. told.OfType<LiveTicket>()])
    {
        Alarms = alarms is null ? null : [.. told.OfType<LiveAlarm>()],
        Devices = devices is null ? null : [.. told.OfType<LiveDevice>()],
    };

    // A key needs the scope beside live:read; whoever may see a wall as a person may see what stands on it.
    private static bool SeesAlarms(Caller caller) => caller.UserId is not null || caller.Scopes.Contains(Scope.AlarmsRead);

    private bool IsVisible(DeviceView device) =>
        caller.OnlyOwnDepartment ? device.DepartmentId is not null && device.DepartmentId == caller.DepartmentId
        : !caller.OnlyOwnWork || (device.AreaId is not null && device.AreaId == caller.AreaId);

    private LiveTicket Tell(TicketView t) => new(
        t.Id, t.Number, t.State, t.Priority, words.What(t), words.Where(t), caller.SeesRequesters || caller.Scopes.Contains(Scope.TicketsRead) ? t.Title : null,
        t.CategoryId, t.DepartmentId, t.AreaId, t.Latitude, t.Longitude, t.OpenedAt, t.NextDueAt, t.NextClock, t.CompletedAt, t.ClosedAt);

    private LiveAlarm Tell(AlarmView a) => new(
        a.Id, a.Number, a.State, a.Hiding, a.Priority, a.Worst, a.Level, words.What(a), words.Where(a), a.DeviceId, a.KindCode, a.Quantity, a.Value, a.Threshold, a.Unit,
        a.DepartmentId, a.AreaId, a.Latitude, a.Longitude, a.RaisedAt, a.LastAt, a.ClearedAt, a.Count, a.AcknowledgedAt, a.ShelvedUntil, a.TicketNumber);

    private static LiveDevice Tell(DeviceView d) => new(d.Id, d.Code, d.Name, d.KindCode, d.State, d.DepartmentId, d.AreaId, d.Latitude, d.Longitude, d.LastSeenAt, d.Latest);
}
