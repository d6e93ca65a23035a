using CommandCenter.Platform.Data;

namespace CommandCenter.Platform.Journal;

/// <summary>Something that happened, in the words of the room it happened in: an immutable record, a room's face to the rooms above it.</summary>
public interface IEvent;

/// <summary>The circumstances of an event.</summary>
/// <param name="SubjectId">The thing it happened to.</param>
/// <param name="At">When it happened.</param>
/// <param name="Actor">Who caused it.</param>
/// <param name="History">Whether it was imported as history: act on rows, but tell nobody.</param>
public sealed record EventContext(Guid SubjectId, DateTimeOffset At, Actor Actor, bool History);

/// <summary>
/// Acts inside the transaction of the event: rows only, no input or output but <paramref name="db"/>. What it does is committed with the event or not at all.
/// </summary>
public interface IHandleInTransaction<in TEvent> where TEvent : IEvent
{
    /// <summary>Changes rows through <paramref name="db"/>; does not save.</summary>
    Task Handle(CityDb db, TEvent happened, EventContext context, CancellationToken cancel);
}

/// <summary>
/// Acts after the commit: at least once, in the sealed order, in batches; it must be idempotent. When it throws, the batch is tried again with growing waits,
/// no other handler is held up, and an administrator sees it.
/// </summary>
public interface IHandle<TEvent> where TEvent : IEvent
{
    /// <summary>Acts on events in order.</summary>
    Task Handle(IReadOnlyList<Delivered<TEvent>> events, CancellationToken cancel);
}

/// <summary>An event as it is delivered after the commit.</summary>
/// <param name="Event">What happened.</param>
/// <param name="Context">Its circumstances.</param>
/// <param name="Position">Its place in the Journal.</param>
public sealed record Delivered<TEvent>(TEvent Event, EventContext Context, long Position) where TEvent : IEvent;
