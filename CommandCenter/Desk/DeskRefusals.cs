using CommandCenter.Alarms;
using CommandCenter.Alarms.Panels;
using CommandCenter.Desk.Duty;
using CommandCenter.Platform.Http;
using CommandCenter.Tickets;
using CommandCenter.Tickets.Panels;
using Microsoft.Extensions.Localization;

namespace CommandCenter.Desk;

/// <summary>Why something was refused, in the reader's language: an alarm's refusals have their words in its room, a ticket's in the tickets' room, and one belongs to sending people.</summary>
public sealed class DeskRefusals(AlarmWords alarms, TicketWords tickets, IStringLocalizer<DutyText> text)
{
    /// <summary>The words.</summary>
    public string Of(Refusal refusal) => refusal.Code == FieldDispatch.NoDepartment ? text["NoDepartment"]
        : alarms.Of(refusal) is var words && words != refusal.Message ? words : tickets.Of(refusal);
}
