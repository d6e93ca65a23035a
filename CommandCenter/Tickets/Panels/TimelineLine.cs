using System.Text.Json;
using CommandCenter.Platform.Journal;
using CommandCenter.Platform.Kit;

namespace CommandCenter.Tickets.Panels;

/// <summary>One line of a timeline as people read it.</summary>
/// <param name="Id">The entry's row; lines are known by it, and the older ones are asked for by it.</param>
/// <param name="At">When it happened.</param>
/// <param name="Text">What happened.</param>
/// <param name="By">Who caused it.</param>
/// <param name="Quote">The words that went with it: a reason, a reply, a comment.</param>
/// <param name="Face">The clock that changed, where one did.</param>
public sealed record TimelineLine(long Id, DateTimeOffset At, string Text, string By, string? Quote, ClockFace? Face)
{
    /// <summary>The line of an entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="shown">Whether the ticket's words are for the reader.</param>
    /// <param name="words">The reader's language.</param>
    public static TimelineLine Of(JournalEntry entry, bool shown, TicketWords words)
    {
        var item = TimelineItem.Of(entry, shown);
        var by = entry.ActorId == Actor.System.Id ? words["System"] : words.By(item.By);
        if (words.Voiced(item) is { } said)
            return new(entry.Id, item.At, said.Text, by, said.Quote, said.Face);
        return new(entry.Id, item.At, Say(item, words), by, Quoted(item), FaceOf(item.Event));
    }

    // The events of clocks and of escalations belong to rooms above; the Journal names them, nothing here does.
    private static ClockFace? FaceOf(string name) => name switch { "ClockAtRisk" => ClockFace.Risk, "ClockBreached" => ClockFace.Breached, "NobodyOnDuty" or "DeliveryFailed" => ClockFace.Risk, _ => null };

    private static string Say(TimelineItem item, TicketWords words) => item.Event switch
    {
        nameof(TicketDispatched) or nameof(TicketReturned) or nameof(TicketRecalled) => With(item, words, words.DepartmentThen(Named(item, "departmentId"), Fact(item, "department"))),
        nameof(TicketAlarmLinked) or nameof(TicketAlarmUnlinked) => With(item, words, Fact(item, "alarm")),
        nameof(TicketAssigned) => With(item, words, Fact(item, "assignee")),
        nameof(TicketCategoryChanged) => With(item, words, words.CategoryThen(Named(item, "to"), Fact(item, "category"))),
        nameof(TicketImported) => With(item, words, Fact(item, "profile")),
        nameof(TicketOpened) => With(item, words, Fact(item, "source") is { } source ? words.Source(source) : null),
        nameof(TicketSuspended) => With(item, words, Word<SuspendReason>(item, "reason", words)),
        nameof(TicketPriorityChanged) => With(item, words, Word<TicketPriority>(item, "from", words), Word<TicketPriority>(item, "to", words)),
        "ClockAtRisk" or "ClockBreached" => With(item, words, Word<TicketClock>(item, "clock", words)),
        "EscalationStepTaken" => With(item, words, Fact(item, "chain"), Fact(item, "to")),
        "EscalationStarted" or "EscalationStopped" or "NobodyOnDuty" => With(item, words, Fact(item, "chain")),
        "DeliveryFailed" or "DeliveryArrived" or "DeliverySentAgain" or "DeliverySetAside" => With(item, words, Fact(item, "to")),
        _ => words.Event(item.Event),
    };

    // Without the facts (erased, or not for this reader) the bare verb is left.
    private static string With(TimelineItem item, TicketWords words, params string?[] facts) =>
        facts.All(f => f is not null) ? words[$"Event.{item.Event}.With", [.. facts.OfType<object>()]] : words.Event(item.Event);

    private static string? Quoted(TimelineItem item) => item.Event switch
    {
        nameof(TicketCompleted) => Fact(item, "reply"),
        nameof(TicketCommented) => Fact(item, "text"),
        nameof(TicketRejected) or nameof(TicketReturned) or nameof(TicketReworked) => Fact(item, "reason"),
        _ => Fact(item, "note"),
    };

    private static string? Word<T>(TimelineItem item, string name, TicketWords words) where T : struct, Enum =>
        Enum.TryParse<T>(Fact(item, name), out var value) ? words.Of(value) : null;

    private static Guid? Named(TimelineItem item, string name) => Guid.TryParse(Fact(item, name), out var id) ? id : null;

    private static string? Fact(TimelineItem item, string name) =>
        item.Facts.ValueKind == JsonValueKind.Object && item.Facts.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: > 0 } fact ? fact : null;
}
