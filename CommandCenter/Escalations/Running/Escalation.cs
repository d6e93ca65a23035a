using System.Text.Json;
using CommandCenter.Alarms;
using CommandCenter.Escalations.Chains;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommandCenter.Escalations.Running;

/// <summary>How an escalation stands.</summary>
public enum EscalationState
{
    /// <summary>A step waits for its instant.</summary>
    Running,

    /// <summary>All steps were taken, and nothing has moved.</summary>
    Ended,

    /// <summary>It is over.</summary>
    Stopped,
}

/// <summary>Why an escalation stopped.</summary>
public enum StopReason
{
    /// <summary>Somebody did what the chain calls progress.</summary>
    Progress,

    /// <summary>Nothing is left to do: the ticket is completed, closed or rejected, the alarm was false.</summary>
    Done,

    /// <summary>The clock is no longer late: its due instant moved, or the clock is gone.</summary>
    NoLongerLate,

    /// <summary>Another chain took over: the clock that was at risk is breached, the alarm's priority rose.</summary>
    Superseded,

    /// <summary>The alarm was acknowledged.</summary>
    Acknowledged,

    /// <summary>The alarm's source is back to normal.</summary>
    Cleared,

    /// <summary>The alarm was shelved, suppressed or put out of service; when it comes back unacknowledged, a chain starts again.</summary>
    Hidden,
}

/// <summary>A chain that runs for one ticket's clock or one alarm, with the steps as they were when it started.</summary>
public sealed class Escalation : IVersioned
{
    private EscalationPlan? read;

    /// <summary>Counts them from 1; what lists page by.</summary>
    public long Sequence { get; init; }

    /// <summary>Its lasting id; the subject of its deadline.</summary>
    public required Guid Id { get; init; }

    /// <summary>Ticket or alarm.</summary>
    public required EscalationSubject Subject { get; init; }

    /// <summary>The ticket or alarm.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>The ticket's or alarm's number.</summary>
    public required string Label { get; init; }

    /// <summary>The late clock of a ticket.</summary>
    public TicketClock? Clock { get; init; }

    /// <summary>What started it.</summary>
    public required ChainTrigger Trigger { get; init; }

    /// <summary>The chain it started by; that may be gone.</summary>
    public required Guid ChainId { get; init; }

    /// <summary>What is known of an alarm without reading its row: <see cref="AlarmFacts"/> as JSON, as of its last event.</summary>
    public string? FactsText { get; private set; }

    /// <summary>The chain's name when it started.</summary>
    public required string Chain { get; init; }

    /// <summary><see cref="EscalationPlan"/> as JSON, as the chain was when it started.</summary>
    public required string PlanText { get; init; }

    /// <summary>How it stands.</summary>
    public EscalationState State { get; private set; }

    /// <summary>The step that is taken next, from 0; the last one when none is.</summary>
    public int Step { get; private set; }

    /// <summary>Which time it is taken next, from 1.</summary>
    public int Attempt { get; private set; } = 1;

    /// <summary>When it started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When the last step was taken.</summary>
    public DateTimeOffset? LastStepAt { get; private set; }

    /// <summary>When the next step is taken; null when none is.</summary>
    public DateTimeOffset? NextAt { get; private set; }

    /// <summary>When it stopped.</summary>
    public DateTimeOffset? StoppedAt { get; private set; }

    /// <summary>Why it stopped.</summary>
    public StopReason? StoppedWhy { get; private set; }

    /// <summary>The names of whom the last step told.</summary>
    public string? LastTold { get; private set; }

    /// <summary>Nobody whom a step named was there.</summary>
    public bool Unmanned { get; private set; }

    /// <summary>Nobody at all could be told: the last resort is empty too.</summary>
    public bool Unheard { get; private set; }

    /// <summary>Holds what it is about while it is not over, so that the same thing cannot escalate twice at once.</summary>
    public string? LiveKey { get; private set; }

    /// <inheritdoc/>
    public int Version { get; set; }

    /// <summary>The steps it runs through.</summary>
    public EscalationPlan Plan => read ??= EscalationPlan.Read(PlanText);

    /// <summary>What is known of the alarm; null for a ticket.</summary>
    public AlarmFacts? Facts => FactsText is null ? null : JsonSerializer.Deserialize<AlarmFacts>(FactsText, JournalWriter.Json);

    /// <summary>The place that is next.</summary>
    public ChainPlace Place => new(Step, Attempt);

    /// <summary>Whether it is not over: running, or at its end without anything having moved.</summary>
    public bool IsLive => State != EscalationState.Stopped;

    /// <summary>The key of what an escalation is about.</summary>
    public static string KeyOf(Guid subjectId, TicketClock? clock) => clock is null ? $"{subjectId:N}" : $"{subjectId:N}:{clock}";

    /// <summary>Begins to wait for its first step.</summary>
    public void Begin(DateTimeOffset firstAt) => (LiveKey, NextAt) = (KeyOf(SubjectId, Clock), Instants.Truncate(firstAt));

    /// <summary>Notes what its alarm is like now.</summary>
    public void Note(AlarmFacts facts) => FactsText = JsonSerializer.Serialize(facts, JournalWriter.Json);

    /// <summary>It stopped because its alarm was hidden, and there is nothing to come back to: somebody acknowledged it meanwhile, or it is over.</summary>
    public void StopForGood(StopReason why) => StoppedWhy = why;

    /// <summary>The step at <see cref="Place"/> was taken.</summary>
    /// <param name="at">When.</param>
    /// <param name="told">The names of whom it told.</param>
    /// <param name="unmanned">Whom it names was not there.</param>
    /// <param name="next">The place after it; null at the end.</param>
    /// <param name="nextAt">When that is due.</param>
    public void Took(DateTimeOffset at, string told, bool unmanned, ChainPlace? next, DateTimeOffset? nextAt)
    {
        (LastStepAt, LastTold) = (at, told.Length > LongestNames ? told[..(LongestNames - 1)] + "…" : told);
        (Unmanned, Unheard) = (unmanned, told.Length == 0);
        GoOn(next, nextAt);
    }

    /// <summary>Leaves out the repeats of the step that was taken, because somebody acknowledged it.</summary>
    public void GoOn(ChainPlace? next, DateTimeOffset? nextAt)
    {
        NextAt = nextAt is { } due ? Instants.Truncate(due) : null;
        if (next is { } place)
            (Step, Attempt) = (place.Step, place.Attempt);
        else
            State = EscalationState.Ended;
    }

    /// <summary>Is over.</summary>
    public void Stop(DateTimeOffset at, StopReason why) =>
        (State, StoppedAt, StoppedWhy, NextAt, LiveKey) = (EscalationState.Stopped, at, why, null, null);

    private const int LongestNames = 500;
}

internal sealed class EscalationTable : IEntityTypeConfiguration<Escalation>
{
    public void Configure(EntityTypeBuilder<Escalation> escalation)
    {
        escalation.ToTable("Escalations");
        escalation.HasKey(e => e.Sequence);
        escalation.Property(e => e.Label).HasMaxLength(60);
        escalation.Property(e => e.Chain).HasMaxLength(EscalationChain.NameLength);
        escalation.Property(e => e.PlanText).HasMaxLength(20_000);
        escalation.Property(e => e.FactsText).HasMaxLength(4_000);
        escalation.Property(e => e.LastTold).HasMaxLength(500);
        escalation.Property(e => e.LiveKey).HasMaxLength(80);
        escalation.Ignore(e => e.Plan).Ignore(e => e.Place).Ignore(e => e.IsLive).Ignore(e => e.Facts);
        escalation.HasIndex(e => e.Id).IsUnique();
        escalation.HasIndex(e => e.LiveKey).IsUnique();
        escalation.HasIndex(e => new { e.SubjectId, e.State });
        escalation.HasIndex(e => e.State);
    }
}
