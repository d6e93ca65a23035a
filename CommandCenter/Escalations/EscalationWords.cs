using CommandCenter.Access;
using CommandCenter.Escalations.Chains;
using CommandCenter.Escalations.Inbox;
using CommandCenter.Escalations.Running;
using CommandCenter.Platform.Kit;
using CommandCenter.Platform.Time;
using CommandCenter.Tickets;
using Microsoft.Extensions.Localization;

namespace CommandCenter.Escalations;

/// <summary>What screens say of escalations, in the reader's language.</summary>
public sealed class EscalationWords(IStringLocalizer<EscalationsText> text, IStringLocalizer<AccessText> access, City city, TimeProvider clock)
{
    /// <summary>A text of the room by its key.</summary>
    public string this[string key, params object[] values] => text[key, values];

    /// <summary>The word for a value of an enumeration: <c>{Type}.{Value}</c>.</summary>
    public string Of<T>(T value) where T : struct, Enum => text[$"{typeof(T).Name}.{value}"];

    /// <summary>A role's name.</summary>
    public string Of(Role role) => access[$"Role.{role}"];

    /// <summary>An instant in the city's zone.</summary>
    public string Instant(DateTimeOffset at) => Formats.Instant(at, clock.GetUtcNow(), city.Zone);

    /// <summary>What has happened: "sign limit breached", "not acknowledged".</summary>
    public string What(ChainTrigger trigger, TicketClock? which) => which is { } late ? text[$"Happened.{trigger}", text[$"Clock.{late}"]] : text["Happened.Unacknowledged"];

    /// <summary>What a notice says: what has happened, or who gave the ticket.</summary>
    public string What(NoticeView notice) => notice.Trigger is { } trigger ? What(trigger, notice.Clock) : text["Notice.Assigned", notice.By ?? ""];

    /// <summary>Where an escalation stands: "step 2 of 3 at 14:32", "all 3 steps taken, nothing moved".</summary>
    public string Stands(EscalationView escalation) => escalation switch
    {
        { Ended: true } => text["Stands.Ended", escalation.Steps],
        { NextAt: { } next, Attempt: > 1 } => text["Stands.Again", escalation.Step, escalation.Steps, Instant(next)],
        { NextAt: { } next } => text["Stands.Next", escalation.Step, escalation.Steps, Instant(next)],
        _ => "",
    };

    /// <summary>Why a delivery failed; the other side's own words where they are not ours.</summary>
    public string Error(string error) => text[$"Error.{error}"] is { ResourceNotFound: false, Value: var ours } ? ours : error;
}
