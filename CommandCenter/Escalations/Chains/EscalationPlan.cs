using System.Text.Json;
using CommandCenter.Platform.Journal;
using CommandCenter.Sla;
using CommandCenter.Tickets;

namespace CommandCenter.Escalations.Chains;

/// <summary>A place in a chain.</summary>
/// <param name="Step">The step, from 0.</param>
/// <param name="Attempt">Which time it is taken, from 1.</param>
public readonly record struct ChainPlace(int Step, int Attempt)
{
    /// <summary>The first time of the first step.</summary>
    public static ChainPlace First => new(0, 1);
}

/// <summary>What a chain says, apart from its row: kept with each running escalation as it was when that started.</summary>
/// <param name="Steps">The steps in order.</param>
/// <param name="Progress">The verbs that stop it.</param>
/// <param name="CalendarId">The calendar of waits in working time; null for the city's.</param>
/// <param name="StopsAtClear">For an alarm: it stops when the source is back to normal; else only acknowledgement stops it, so that a button that was pressed once is not forgotten.</param>
public sealed record EscalationPlan(IReadOnlyList<EscalationStep> Steps, IReadOnlyList<TicketVerb> Progress, Guid? CalendarId, bool StopsAtClear = false)
{
    /// <summary>What counts as progress while a clock is late, unless the chain says otherwise. A comment never does.</summary>
    public static IReadOnlyList<TicketVerb> ProgressOf(TicketClock clock) => clock == TicketClock.Sign
        ? [TicketVerb.Sign, TicketVerb.Return]
        : [TicketVerb.Complete, TicketVerb.Suspend];

    /// <summary>The place after one; null at the end of the chain.</summary>
    public ChainPlace? After(ChainPlace place) =>
        place.Attempt <= Steps[place.Step].Repeats ? place with { Attempt = place.Attempt + 1 } : NextStep(place.Step);

    /// <summary>The first attempt of the step after one; null at the end of the chain.</summary>
    public ChainPlace? NextStep(int step) => step + 1 < Steps.Count ? new ChainPlace(step + 1, 1) : null;

    /// <summary>When a place is due, counted from <paramref name="from"/>. A calendar that never opens must not silence a chain: its waits then pass day and night.</summary>
    public DateTimeOffset DueAt(ChainPlace place, DateTimeOffset from, WorkCalendar calendar)
    {
        var wait = Steps[place.Step].WaitBefore(place.Attempt);
        try
        {
            return calendar.Due(from, wait, [])!.Value;
        }
        catch (NoWorkingTime)
        {
            return from + (wait.Unit == LimitUnit.WorkingDays ? TimeSpan.FromDays(wait.Amount) : TimeSpan.FromMinutes(wait.Amount));
        }
    }

    /// <summary>As a row keeps it.</summary>
    public string Write() => JsonSerializer.Serialize(this, JournalWriter.Json);

    /// <summary>From a row.</summary>
    public static EscalationPlan Read(string text) => JsonSerializer.Deserialize<EscalationPlan>(text, JournalWriter.Json)!;
}
