using CommandCenter.Access;
using CommandCenter.Escalations.Chains;
using CommandCenter.Escalations.Running;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Escalations.Channels;

/// <summary>A delivery as an administrator sees it.</summary>
/// <param name="Delivery">The delivery.</param>
/// <param name="Subject">Ticket or alarm.</param>
/// <param name="SubjectId">The ticket or alarm.</param>
/// <param name="Label">Its number.</param>
/// <param name="Chain">The chain's name.</param>
/// <param name="IsOver">The escalation is over.</param>
public sealed record ListedDelivery(Delivery Delivery, EscalationSubject Subject, Guid SubjectId, string Label, string Chain, bool IsOver)
{
    /// <summary>The page of what it is about.</summary>
    public string Href => EscalationMatter.PathOf(Subject, Label);
}

/// <summary>Which deliveries an administrator looks at.</summary>
public enum DeliveryView
{
    /// <summary>What failed and waits, or was given up.</summary>
    Failing,

    /// <summary>The newest of all.</summary>
    Newest,
}

/// <summary>What administrators see of deliveries, and do with those that failed.</summary>
public sealed class DeliveryDesk(IDbContextFactory<CityDb> databases, EscalationCourse course, DeliveryPump pump, TimeProvider clock)
{
    /// <summary>How many are shown.</summary>
    public const int Most = 200;

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<ListedDelivery>> List(DeliveryView view, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var deliveries = db.Set<Delivery>().AsNoTracking();
        if (view == DeliveryView.Failing)
            deliveries = deliveries.Where(d => d.LastError != null && d.State != DeliveryState.Sent && d.State != DeliveryState.SetAside);
        var rows = from delivery in deliveries
                   join escalation in db.Set<Escalation>() on delivery.EscalationId equals escalation.Id
                   orderby delivery.CreatedAt descending
                   select new { delivery, escalation.Subject, escalation.SubjectId, escalation.Label, escalation.Chain, escalation.State };
        return [.. (await rows.Take(Most).ToListAsync(cancel)).Select(r => new ListedDelivery(r.delivery, r.Subject, r.SubjectId, r.Label, r.Chain, r.State == EscalationState.Stopped))];
    }

    /// <summary>Has one that was given up, or waits for its next attempt, sent again now.</summary>
    /// <exception cref="Refusal">It was sent, is being sent, or was set aside.</exception>
    public async Task SendAgain(Caller by, Guid id, CancellationToken cancel)
    {
        await Change(by, id, (delivery, escalation) =>
        {
            delivery.SendAgain(clock.Now());
            return new DeliverySentAgain(id, escalation.Id, delivery.Channel, delivery.RecipientName);
        }, cancel);
        pump.Nudge();
    }

    /// <summary>Has everything that was given up sent again, such as after the mail server is back.</summary>
    /// <returns>How many.</returns>
    public async Task<int> SendAllAgain(Caller by, CancellationToken cancel)
    {
        var dead = (await List(DeliveryView.Failing, cancel)).Where(d => d is { Delivery.State: DeliveryState.Dead, IsOver: false }).ToList();
        foreach (var listed in dead)
            await SendAgain(by, listed.Delivery.Id, cancel);
        return dead.Count;
    }

    /// <summary>Gives one up for good.</summary>
    /// <exception cref="Refusal">It was sent, is being sent, or was set aside.</exception>
    public Task SetAside(Caller by, Guid id, CancellationToken cancel) => Change(by, id, (delivery, escalation) =>
    {
        delivery.SetAside();
        return new DeliverySetAside(id, escalation.Id, delivery.Channel, delivery.RecipientName);
    }, cancel);

    private async Task Change(Caller by, Guid id, Func<Delivery, Escalation, IEvent> change, CancellationToken cancel)
    {
        ChainDesk.MustAdminister(by);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var delivery = await db.Set<Delivery>().FirstOrDefaultAsync(d => d.Id == id, cancel) ?? throw Refusal.NotFound("The delivery");
        if (delivery.State is not (DeliveryState.Dead or DeliveryState.Waiting))
            throw Moved(delivery.State);
        var escalation = await db.Set<Escalation>().AsNoTracking().FirstAsync(e => e.Id == delivery.EscalationId, cancel);
        var happened = change(delivery, escalation);
        await course.Record(db, escalation, happened, new EventContext(escalation.SubjectId, clock.Now(), by.Actor, History: false), cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw Moved(DeliveryState.Sending);
        }
    }

    private static Refusal Moved(DeliveryState state) => new(StatusCodes.Status409Conflict, "delivery-moved", $"The delivery is {state} meanwhile; look at it again.");
}
