using CommandCenter.Platform.Data;
using CommandCenter.Platform.Deadlines;
using CommandCenter.Platform.Journal;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Callbacks;

/// <summary>
/// The two instants of a callback as deadline rows, and what happens when they come: a reminder in decent hours, and the mark of a promise that was not kept.
/// Each takes effect once, with its journal entry, however often its job runs.
/// </summary>
public sealed class CallbackDeadlines(JournalWriter journal, CallingHours hours, TimeProvider clock)
{
    /// <summary>The kind of the promised instant.</summary>
    public const string Due = "callback.due";

    /// <summary>The kind of the reminder.</summary>
    public const string Reminder = "callback.reminder";

    /// <summary>Adds the rows of a new promise.</summary>
    public static void Arm(CityDb db, Callback callback)
    {
        db.Add(Deadline.Arm(Guid.CreateVersion7(callback.PromisedAt), Due, callback.Id, callback.DueAt));
        if (callback.RemindAt is { } remind)
            db.Add(Deadline.Arm(Guid.CreateVersion7(callback.PromisedAt), Reminder, callback.Id, remind));
    }

    /// <summary>Puts the rows in step with a callback that was put off.</summary>
    public static async Task Rearm(CityDb db, Callback callback, DateTimeOffset at, CancellationToken cancel)
    {
        var rows = await Rows(db, callback, cancel);
        Set(Due, callback.DueAt);
        if (callback.RemindAt is { } remind)
            Set(Reminder, remind);

        void Set(string kind, DateTimeOffset dueAt)
        {
            if (rows.FirstOrDefault(d => d.Kind == kind) is { } row)
                row.Rearm(dueAt);
            else
                db.Add(Deadline.Arm(Guid.CreateVersion7(at), kind, callback.Id, dueAt));
        }
    }

    /// <summary>Ends the rows of a callback that has ended: met when somebody called, cancelled when nobody is to call any more.</summary>
    public static async Task Settle(CityDb db, Callback callback, DateTimeOffset at, CancellationToken cancel)
    {
        foreach (var row in await Rows(db, callback, cancel))
            if (row.Kind == Due && callback.State != CallbackState.Cancelled)
                row.Meet(at);
            else
                row.Cancel(at);
    }

    /// <summary>The reminder is due. In the night, because the process stood still or a clock was late, it is put off to the next decent hour.</summary>
    public async Task Remind(CityDb db, Deadline deadline, CancellationToken cancel)
    {
        var now = clock.Now();
        if (await Find(db, deadline, cancel) is not ({ IsOpen: true } callback, { } number))
            return;
        if (!hours.Holds(now) && callback.DueAt > now)
        {
            deadline.Rearm(hours.Next(now));
            return;
        }
        callback.Remind(now);
        await Record(db, callback, new CallbackReminder(number, callback.Round, callback.DueAt), deadline, now, cancel);
    }

    /// <summary>The promised instant has passed.</summary>
    public async Task TurnOverdue(CityDb db, Deadline deadline, CancellationToken cancel)
    {
        if (await Find(db, deadline, cancel) is ({ IsOpen: true } callback, { } number))
            await Record(db, callback, new CallbackOverdue(number, callback.Round, callback.DueAt), deadline, clock.Now(), cancel);
    }

    private static Task<List<Deadline>> Rows(CityDb db, Callback callback, CancellationToken cancel) =>
        db.Set<Deadline>().Where(d => d.SubjectId == callback.Id).ToListAsync(cancel);

    private static async Task<(Callback?, string?)> Find(CityDb db, Deadline deadline, CancellationToken cancel)
    {
        var callback = await db.Set<Callback>().FirstOrDefaultAsync(c => c.Id == deadline.SubjectId, cancel);
        return callback is null ? (null, null) : (callback, await db.Set<Ticket>().Where(t => t.Id == callback.TicketId).Select(t => t.Number).FirstAsync(cancel));
    }

    private Task Record(CityDb db, Callback callback, ICallbackEvent happened, Deadline deadline, DateTimeOffset at, CancellationToken cancel) =>
        journal.Record(db, CallbackSubject.Name, happened, new EventContext(callback.TicketId, at, Actor.System, History: false), deadline.OnceKey, cancel);
}
