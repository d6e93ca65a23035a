using System.Text.Json;
using CommandCenter.Platform.Data;

namespace CommandCenter.Platform.Journal;

/// <summary>One in-transaction handler and the event it wants.</summary>
public sealed record InTransactionSubscription(Type EventType, Func<IServiceProvider, CityDb, IEvent, EventContext, CancellationToken, Task> Invoke);

/// <summary>One after-commit handler: its lasting name, the event it wants and how a batch of rows reaches it.</summary>
/// <param name="Name">Names the cursor row; renaming a handler would deliver everything again.</param>
/// <param name="Event">The event's name.</param>
/// <param name="Invoke">Turns rows into events and calls the handler.</param>
public sealed record AfterCommitSubscription(string Name, string Event, Func<IServiceProvider, IReadOnlyList<JournalEntry>, CancellationToken, Task> Invoke);

/// <summary>How a room subscribes to events.</summary>
public static class SubscriptionRegistration
{
    /// <summary>Calls <typeparamref name="THandler"/> inside the transaction of each <typeparamref name="TEvent"/>.</summary>
    public static IServiceCollection HandleInTransaction<TEvent, THandler>(this IServiceCollection services)
        where TEvent : IEvent where THandler : IHandleInTransaction<TEvent> =>
        services.AddSingleton(new InTransactionSubscription(typeof(TEvent), (provider, db, happened, context, cancel) =>
            provider.GetRequiredService<THandler>().Handle(db, (TEvent)happened, context, cancel)));

    /// <summary>Calls <typeparamref name="THandler"/> after the commit of each <typeparamref name="TEvent"/>, under the lasting name <paramref name="name"/>.</summary>
    public static IServiceCollection HandleAfterCommit<TEvent, THandler>(this IServiceCollection services, string name)
        where TEvent : IEvent where THandler : IHandle<TEvent> =>
        services.AddSingleton(new AfterCommitSubscription(name, typeof(TEvent).Name, (provider, rows, cancel) =>
            provider.GetRequiredService<THandler>().Handle([.. rows.Select(Deliver<TEvent>)], cancel)));

    private static Delivered<TEvent> Deliver<TEvent>(JournalEntry row) where TEvent : IEvent => new(
        JsonSerializer.Deserialize<TEvent>(row.Payload, JournalWriter.Json)!,
        new EventContext(row.SubjectId, row.At, new Actor(row.ActorId, row.ActorName), row.History),
        row.Position!.Value);
}
