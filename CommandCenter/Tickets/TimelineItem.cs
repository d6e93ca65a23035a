using System.Text.Json;
using CommandCenter.Platform.Journal;

namespace CommandCenter.Tickets;

/// <summary>One line of a ticket's timeline.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Event">The event's name.</param>
/// <param name="By">Who caused it.</param>
/// <param name="Facts">The event's fields; empty when the ticket's words are not for the reader, or were erased.</param>
public sealed record TimelineItem(DateTimeOffset At, string Event, string By, JsonElement Facts)
{
    private static readonly JsonElement Empty = JsonDocument.Parse("{}").RootElement;

    /// <summary>The line of an entry.</summary>
    public static TimelineItem Of(JournalEntry entry, bool words) =>
        new(entry.At, entry.Event, entry.ActorName, words && entry.Payload != JournalChain.Erased ? JsonDocument.Parse(entry.Payload).RootElement : Empty);
}
