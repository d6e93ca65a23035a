using CommandCenter.Platform.Kit;

namespace CommandCenter.Tickets.Panels;

/// <summary>What a line of a timeline says.</summary>
/// <param name="Text">What happened.</param>
/// <param name="Quote">The words that went with it.</param>
/// <param name="Face">The clock that changed, where one did.</param>
public sealed record TimelineSaying(string Text, string? Quote = null, ClockFace? Face = null);

/// <summary>
/// How a room above tells its events in a ticket's timeline, in the reader's language. The room registers one; this room names none of its events.
/// </summary>
/// <param name="Say">The words for an entry; null for events of other rooms.</param>
public sealed record TimelineVoice(Func<TimelineItem, TimelineSaying?> Say);
