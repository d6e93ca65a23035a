using CommandCenter.Escalations.Running;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Escalations.Channels;

/// <summary>
/// Sends one delivery. It takes only an id, re-reads, marks the row as being sent, sends, and settles it. Run twice, even at once, it sends once; killed between sending and settling
/// it is sent again under the same id: at least once, never lost.
/// </summary>
public sealed class DeliveryJob(IDbContextFactory<CityDb> databases, Postman postman, EscalationCourse course, TimeProvider clock, ILogger<DeliveryJob> logger)
{
    private const int SettleAttempts = 5;

    /// <summary>Sends it if its time has come and nobody else is at it.</summary>
    public async Task Run(Guid id, CancellationToken cancel)
    {
        if (await Begin(id, cancel) is not { } letter)
            return;
        var failure = await postman.Send(letter, cancel);
        EscalationLog.Delivered(letter.Delivery.Channel, failure is null);
        if (failure is not null)
            logger.DeliveryFailed(id, letter.Delivery.Channel, letter.Delivery.Attempts, failure.Error);
        await Settle(letter.Delivery, failure, cancel);
    }

    private async Task<Letter?> Begin(Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var now = clock.Now();
        var delivery = await db.Set<Delivery>().FirstOrDefaultAsync(d => d.Id == id, cancel);
        if (delivery is not { State: DeliveryState.Waiting } || delivery.NextAttemptAt > now)
            return null;
        var escalation = await db.Set<Escalation>().AsNoTracking().FirstAsync(e => e.Id == delivery.EscalationId, cancel);
        if (!escalation.IsLive && delivery.Attempts > 0)
        {
            // What failed until it was over would only alarm somebody about what is done.
            delivery.SetAside();
            await course.Record(db, escalation, new DeliverySetAside(id, escalation.Id, delivery.Channel, delivery.RecipientName), Now(escalation), cancel);
            await Saved(db, cancel);
            return null;
        }
        delivery.Begin(now + DeliveryPump.ClaimDuration);
        return await Saved(db, cancel) ? await postman.Write(db, delivery, escalation, cancel) : null;
    }

    private async Task Settle(Delivery begun, DeliveryFailure? failure, CancellationToken cancel)
    {
        for (var attempt = 1; attempt <= SettleAttempts; attempt++)
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            var delivery = await db.Set<Delivery>().FirstAsync(d => d.Id == begun.Id, cancel);
            // Somebody else has it: this attempt took longer than its claim, and what it came to is theirs to find out.
            if (delivery.State != DeliveryState.Sending || delivery.Attempts != begun.Attempts)
                return;
            var escalation = await db.Set<Escalation>().AsNoTracking().FirstAsync(e => e.Id == delivery.EscalationId, cancel);
            if (Settled(delivery, escalation, failure) is { } happened)
                await course.Record(db, escalation, happened, Now(escalation), cancel);
            if (await Saved(db, cancel))
                return;
        }
    }

    // Told when something begins to fail, when it is given up, and when it went after all; not at every attempt between.
    private IEvent? Settled(Delivery delivery, Escalation escalation, DeliveryFailure? failure)
    {
        var failed = delivery.LastError is not null;
        if (failure is null)
        {
            delivery.Arrive(clock.Now());
            return failed ? new DeliveryArrived(delivery.Id, escalation.Id, delivery.Channel, delivery.RecipientName, delivery.Attempts) : null;
        }
        delivery.Fail(clock.Now(), failure.Error, failure.ForGood);
        return failed && delivery.State != DeliveryState.Dead ? null
            : new DeliveryFailed(delivery.Id, escalation.Id, delivery.Channel, delivery.RecipientName, delivery.Attempts, delivery.LastError!, delivery.State == DeliveryState.Dead);
    }

    private EventContext Now(Escalation escalation) => new(escalation.SubjectId, clock.Now(), Actor.System, History: false);

    private static async Task<bool> Saved(CityDb db, CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false; // the same job on another node, or an administrator, was faster
        }
    }
}
