using CommandCenter.Alarms.Judging;
using CommandCenter.Alarms.Rules;
using CommandCenter.Devices;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Deadlines;
using CommandCenter.Platform.Journal;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Alarms.Reading;

/// <summary>
/// What becomes of alarms when devices go offline, come back, or are taken out for maintenance. It acts on how the devices stand when it is told, so that being told twice or
/// in another order does no harm. A lost gateway hides its devices' silence; maintenance hides everything of a device; neither fires anything when it ends.
/// </summary>
public sealed class DeviceFollower(
    IDbContextFactory<CityDb> databases, JournalWriter journal, DeviceIndex index, AlarmRuleIndex rules, AlarmNumbers numbers, TimeProvider clock)
    : IHandle<DeviceWentOffline>, IHandle<DeviceCameOnline>, IHandle<DeviceTakenOutOfService>, IHandle<DeviceReturnedToService>
{
    /// <summary>The kind of deadline at which an alarm that its gateway hid is shown, if it still stands.</summary>
    public const string SuppressDeadline = "alarm.suppress";

    /// <summary>How long devices have to be heard of again after their gateway, where their kind does not say.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);
    private const int Chunk = 500;

    /// <inheritdoc/>
    public Task Handle(IReadOnlyList<Delivered<DeviceWentOffline>> events, CancellationToken cancel) => Follow(events, FollowLoss, cancel);

    /// <inheritdoc/>
    public Task Handle(IReadOnlyList<Delivered<DeviceCameOnline>> events, CancellationToken cancel) => Follow(events, FollowReturn, cancel);

    /// <inheritdoc/>
    public Task Handle(IReadOnlyList<Delivered<DeviceTakenOutOfService>> events, CancellationToken cancel) => Follow(events, FollowService, cancel);

    /// <inheritdoc/>
    public Task Handle(IReadOnlyList<Delivered<DeviceReturnedToService>> events, CancellationToken cancel) => Follow(events, FollowService, cancel);

    /// <summary>Shows an alarm that its gateway hid and that still stands: the action of <see cref="SuppressDeadline"/>.</summary>
    public async Task Show(CityDbDeadline due, CancellationToken cancel)
    {
        var alarm = await due.Db.Set<Alarm>().FirstOrDefaultAsync(a => a.Id == due.Deadline.SubjectId, cancel);
        if (alarm is not { Hiding: AlarmHiding.Suppressed, IsActive: true })
            return;
        var parent = alarm.DeviceId is { } id ? await ParentState(due.Db, id, cancel) : null;
        if (parent == DeviceState.Offline) // lost again meanwhile
            return;
        var (once, now) = (due.Deadline.OnceKey, clock.Now());
        var shown = alarm.Hide(AlarmHiding.None, "its gateway is back, it is not")!;
        await journal.Record(due.Db, AlarmSubject.Name, shown, new EventContext(alarm.Id, now, Actor.System, alarm.History), once, cancel);
        // It was never told as raised: it is now.
        await journal.Record(due.Db, AlarmSubject.Name, new AlarmRaised(alarm.Facts, alarm.Value), new EventContext(alarm.Id, now, Actor.System, alarm.History), cancel: cancel);
    }

    private static async Task<DeviceState?> ParentState(CityDb db, Guid deviceId, CancellationToken cancel) => await (
        from device in db.Set<Device>().AsNoTracking()
        join parent in db.Set<Device>() on device.ParentId equals parent.Id
        where device.Id == deviceId
        select (DeviceState?)parent.State).FirstOrDefaultAsync(cancel);

    private async Task Follow<TEvent>(
        IReadOnlyList<Delivered<TEvent>> events, Func<CityDb, AlarmBook, List<(Device Device, EventContext Context)>, CancellationToken, Task> act, CancellationToken cancel) where TEvent : IEvent
    {
        foreach (var chunk in events.DistinctBy(e => e.Context.SubjectId).Chunk(Chunk))
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            var ids = chunk.Select(e => e.Context.SubjectId).ToList();
            var contexts = chunk.ToDictionary(e => e.Context.SubjectId, e => e.Context);
            var devices = await db.Set<Device>().AsNoTracking().Where(d => ids.Contains(d.Id)).ToListAsync(cancel);
            await act(db, new AlarmBook(db, journal, numbers, clock.Now()), [.. devices.OrderBy(d => d.Sequence).Select(d => (d, contexts[d.Id]))], cancel);
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
        }
    }

    private async Task FollowLoss(CityDb db, AlarmBook book, List<(Device Device, EventContext Context)> lost, CancellationToken cancel)
    {
        lost.RemoveAll(l => l.Device.State != DeviceState.Offline);
        var parents = await Parents(db, lost.Select(l => l.Device), cancel);
        var stories = new List<SourceStory>();
        foreach (var (device, context) in lost)
            if (index.Kind(device.KindId) is { } kind && rules.ForOffline(device.Id, kind.Code) is { } rule)
                stories.Add(new(new RuleSource(rule, device, kind), [(new Transition(TransitionKind.Raised, context.At, 0, 1, null, null), context.History)])
                {
                    Suppressed = device.ParentId is { } id && parents.GetValueOrDefault(id) is { State: DeviceState.Offline } gateway ? LostGateway.Reason(gateway.Code) : null,
                });
        await book.Load(stories.Select(s => s.Source.Key), cancel);
        await HideChildren(db, book, lost, cancel);
        await book.Apply([.. stories.Where(s => book.Standing(s.Source.Key) is not { IsActive: true })], once: null, cancel);
    }

    private async Task FollowReturn(CityDb db, AlarmBook book, List<(Device Device, EventContext Context)> back, CancellationToken cancel)
    {
        back.RemoveAll(b => b.Device.State == DeviceState.Offline);
        var stories = new List<SourceStory>();
        foreach (var (device, context) in back)
            if (index.Kind(device.KindId) is { } kind)
                foreach (var rule in rules.All.Where(r => r.IsOffline && r.KindCode == kind.Code)) // also one that was switched off meanwhile
                    stories.Add(new(new RuleSource(rule, device, kind), [(new Transition(TransitionKind.Cleared, context.At, 1, 0, null, null), context.History)]));
        await book.Load(stories.Select(s => s.Source.Key), cancel);
        await GiveChildrenTime(db, back, cancel);
        await book.Apply(stories, once: null, cancel);
    }

    private async Task FollowService(CityDb db, AlarmBook book, List<(Device Device, EventContext Context)> devices, CancellationToken cancel)
    {
        var ids = devices.Select(d => (Guid?)d.Device.Id).ToList();
        var alarms = await db.Set<Alarm>().Where(a => ids.Contains(a.DeviceId) && a.State != AlarmState.Normal).ToListAsync(cancel);
        var byDevice = devices.ToDictionary(d => d.Device.Id);
        foreach (var alarm in alarms)
        {
            var (device, context) = byDevice[alarm.DeviceId!.Value];
            if (device.State == DeviceState.OutOfService)
                book.Note(alarm, alarm.Hide(AlarmHiding.OutOfService, device.ServiceReason ?? ""), context.At, context.History);
            else if (alarm.Hiding == AlarmHiding.OutOfService)
                book.Note(alarm, alarm.Hide(AlarmHiding.None, ""), context.At, context.History);
        }
        await book.Apply([], once: null, cancel);
    }

    private static async Task<Dictionary<Guid, Device>> Parents(CityDb db, IEnumerable<Device> devices, CancellationToken cancel)
    {
        var ids = devices.Select(d => d.ParentId).OfType<Guid>().Distinct().ToList();
        return ids.Count == 0 ? [] : await db.Set<Device>().AsNoTracking().Where(d => ids.Contains(d.Id)).ToDictionaryAsync(d => d.Id, cancel);
    }

    // A gateway that is found lost after its devices were: their silence says nothing of themselves.
    private async Task HideChildren(CityDb db, AlarmBook book, List<(Device Device, EventContext Context)> lost, CancellationToken cancel)
    {
        foreach (var (alarm, gateway) in await OfChildren(db, lost.Select(l => l.Device), cancel))
            book.Note(alarm, alarm.Hide(AlarmHiding.Suppressed, LostGateway.Reason(gateway.Code)), clock.Now(), alarm.History);
    }

    private async Task GiveChildrenTime(CityDb db, List<(Device Device, EventContext Context)> back, CancellationToken cancel)
    {
        var now = clock.Now();
        foreach (var (alarm, _) in await OfChildren(db, back.Select(b => b.Device), cancel))
            if (alarm.Hiding == AlarmHiding.Suppressed)
            {
                var due = now + (index.KindByCode(alarm.KindCode)?.SilentAfter ?? Grace);
                if (await db.Set<Deadline>().FirstOrDefaultAsync(d => d.SubjectId == alarm.Id && d.Kind == SuppressDeadline, cancel) is { } deadline)
                    deadline.Rearm(due);
                else
                    db.Add(Deadline.Arm(Guid.CreateVersion7(now), SuppressDeadline, alarm.Id, due));
            }
    }

    // The offline alarms that stand for devices behind these.
    private async Task<List<(Alarm Alarm, Device Gateway)>> OfChildren(CityDb db, IEnumerable<Device> devices, CancellationToken cancel)
    {
        var found = new List<(Alarm, Device)>();
        var gateways = devices.ToDictionary(d => d.Id);
        var children = index.All.Where(d => d.ParentId is { } parent && gateways.ContainsKey(parent)).ToDictionary(d => d.Id, d => gateways[d.ParentId!.Value]);
        var offline = rules.All.Where(r => r.IsOffline).Select(r => (Guid?)r.Id).ToList();
        foreach (var chunk in children.Keys.Order().Chunk(Chunk))
            foreach (var alarm in await db.Set<Alarm>().Where(a => a.DeviceId != null && chunk.Contains(a.DeviceId.Value) && offline.Contains(a.RuleId) && a.State != AlarmState.Normal).ToListAsync(cancel))
                found.Add((alarm, children[alarm.DeviceId!.Value]));
        return found;
    }
}
