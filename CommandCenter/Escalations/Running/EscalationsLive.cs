using CommandCenter.Escalations.Chains;
using CommandCenter.Escalations.Channels;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using CommandCenter.Platform.Live;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Escalations.Running;

/// <summary>An escalation that is not over, as screens show it.</summary>
/// <param name="Id">The escalation.</param>
/// <param name="Subject">Ticket or alarm.</param>
/// <param name="SubjectId">The ticket or alarm.</param>
/// <param name="Label">Its number.</param>
/// <param name="Clock">The late clock of a ticket.</param>
/// <param name="Trigger">What started it.</param>
/// <param name="Chain">The chain's name.</param>
/// <param name="Ended">All steps were taken, and nothing has moved.</param>
/// <param name="Step">The step that is next, from 1.</param>
/// <param name="Steps">How many steps it has.</param>
/// <param name="Attempt">Which time the step is taken next, from 1.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="LastStepAt">When the last step was taken.</param>
/// <param name="LastTold">Whom it told.</param>
/// <param name="NextAt">When the next step is taken.</param>
/// <param name="Unmanned">Whom the last step names was not there.</param>
/// <param name="Unheard">Nobody at all was told.</param>
public sealed record EscalationView(
    Guid Id, EscalationSubject Subject, Guid SubjectId, string Label, TicketClock? Clock, ChainTrigger Trigger, string Chain, bool Ended, int Step, int Steps, int Attempt,
    DateTimeOffset StartedAt, DateTimeOffset? LastStepAt, string? LastTold, DateTimeOffset? NextAt, bool Unmanned, bool Unheard)
{
    /// <summary>The page of what it is about.</summary>
    public string Href => EscalationMatter.PathOf(Subject, Label);

    /// <summary>The view of a row.</summary>
    public static EscalationView Of(Escalation e) => new(
        e.Id, e.Subject, e.SubjectId, e.Label, e.Clock, e.Trigger, e.Chain, e.State == EscalationState.Ended, e.Step + 1, e.Plan.Steps.Count, e.Attempt,
        e.StartedAt, e.LastStepAt, e.LastTold, e.NextAt, e.Unmanned, e.Unheard);
}

/// <summary>A delivery that fails, of an escalation that is not over.</summary>
/// <param name="Id">The delivery.</param>
/// <param name="Subject">Ticket or alarm.</param>
/// <param name="SubjectId">The ticket or alarm.</param>
/// <param name="Label">Its number.</param>
/// <param name="Channel">How.</param>
/// <param name="To">Whom.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Error">What was said.</param>
/// <param name="GaveUp">It is not tried again by itself.</param>
/// <param name="At">Since when.</param>
public sealed record FailingDelivery(
    Guid Id, EscalationSubject Subject, Guid SubjectId, string Label, DeliveryChannel Channel, string To, int Attempts, string Error, bool GaveUp, DateTimeOffset At)
{
    /// <summary>The page of what it is about.</summary>
    public string Href => EscalationMatter.PathOf(Subject, Label);
}

/// <summary>
/// The escalations that are not over and what is wrong with them, live on every node: nobody on duty, what could not be delivered, and whether there is a last resort.
/// </summary>
public sealed class EscalationsLive(IDbContextFactory<CityDb> databases, TimeProvider clock) : IFollowJournal
{
    private const int ReadBatch = 500;
    private static readonly string[] Events =
    [
        nameof(EscalationStarted), nameof(EscalationStepTaken), nameof(EscalationAcknowledged), nameof(EscalationEnded), nameof(EscalationStopped),
        nameof(DeliveryFailed), nameof(DeliveryArrived), nameof(DeliverySentAgain), nameof(DeliverySetAside),
    ];

    /// <summary>The escalations; keys are their ids.</summary>
    public LiveSet<Guid, EscalationView> Set { get; } = new(clock);

    /// <summary>The deliveries that fail; keys are their ids.</summary>
    public LiveSet<Guid, FailingDelivery> Failing { get; } = new(clock);

    /// <summary>Whether somebody is there when nobody is on duty; true before the first look.</summary>
    public bool HasLastResort { get; private set; } = true;

    /// <summary>Whether any chain counts on people, so that a missing last resort matters.</summary>
    public bool HasChains { get; private set; }

    /// <summary>Raised after <see cref="HasLastResort"/> changed; handlers only set a flag.</summary>
    public event Action? LastResortChanged;

    /// <summary>Escalations of which somebody must know at once: nobody whom the last step names was there.</summary>
    public IEnumerable<EscalationView> Unmanned => Set.Items.Values.Where(e => e.Unmanned);

    /// <inheritdoc/>
    public async Task Rebuild(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var live = await db.Set<Escalation>().AsNoTracking().Where(e => e.State != EscalationState.Stopped).ToListAsync(cancel);
        Set.Reset(live.Select(EscalationView.Of).ToDictionary(v => v.Id));
        Failing.Reset((await ReadFailing(db, null, cancel)).ToDictionary(f => f.Id));
        await LookAtLastResort(db, cancel);
    }

    /// <inheritdoc/>
    public async Task Follow(IReadOnlyList<JournalEntry> entries, CancellationToken cancel)
    {
        foreach (var chunk in entries.Where(e => Events.Contains(e.Event)).Select(e => e.SubjectId).Distinct().Chunk(ReadBatch))
            await Reread(chunk, cancel);
        if (entries.Any(e => e.Subject == ChainIndex.Subject || e.Subject == Access.Accounts.AccountDesk.Subject))
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            await LookAtLastResort(db, cancel);
        }
        Set.Touch();
        Failing.Touch();
    }

    private async Task Reread(Guid[] subjects, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var live = await db.Set<Escalation>().AsNoTracking().Where(e => subjects.Contains(e.SubjectId) && e.State != EscalationState.Stopped).ToListAsync(cancel);
        var over = Set.Items.Values.Where(v => subjects.Contains(v.SubjectId) && live.TrueForAll(e => e.Id != v.Id)).Select(v => KeyValuePair.Create(v.Id, (EscalationView?)null));
        Set.Apply([.. over, .. live.Select(e => KeyValuePair.Create(e.Id, (EscalationView?)EscalationView.Of(e)))]);
        var failing = await ReadFailing(db, subjects, cancel);
        var mended = Failing.Items.Values.Where(f => subjects.Contains(f.SubjectId) && failing.All(now => now.Id != f.Id)).Select(f => KeyValuePair.Create(f.Id, (FailingDelivery?)null));
        Failing.Apply([.. mended, .. failing.Select(f => KeyValuePair.Create(f.Id, (FailingDelivery?)f))]);
    }

    private static async Task<IReadOnlyList<FailingDelivery>> ReadFailing(CityDb db, Guid[]? subjects, CancellationToken cancel)
    {
        var live = db.Set<Escalation>().Where(e => e.State != EscalationState.Stopped);
        if (subjects is not null)
            live = live.Where(e => subjects.Contains(e.SubjectId));
        var rows = from delivery in db.Set<Delivery>().AsNoTracking()
                   join escalation in live on delivery.EscalationId equals escalation.Id
                   where delivery.LastError != null && delivery.State != DeliveryState.Sent && delivery.State != DeliveryState.SetAside
                   select new { delivery, escalation.Subject, escalation.SubjectId, escalation.Label };
        return [.. (await rows.ToListAsync(cancel)).Select(r => new FailingDelivery(r.delivery.Id, r.Subject, r.SubjectId, r.Label, r.delivery.Channel, r.delivery.RecipientName,
            r.delivery.Attempts, r.delivery.LastError!, r.delivery.State == DeliveryState.Dead, r.delivery.CreatedAt))];
    }

    private async Task LookAtLastResort(CityDb db, CancellationToken cancel)
    {
        HasChains = await db.Set<EscalationChain>().AnyAsync(c => c.Active, cancel);
        HasLastResort = (await LastResort.Reachable(db, cancel)).Count > 0;
        LastResortChanged?.Invoke();
    }
}
