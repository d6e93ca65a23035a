namespace CommandCenter.Platform.Deadlines;

/// <summary>Registration of the one clock engine.</summary>
public static class DeadlinesFeature
{
    /// <summary>The job, and the pump as a plain object.</summary>
    public static IServiceCollection AddDeadlines(this IServiceCollection services)
    {
        services.AddSingleton<DeadlinePump>();
        services.AddTransient<DeadlineJob>();
        return services;
    }

    /// <summary>Pumps in the background of a server.</summary>
    public static IServiceCollection AddDeadlineWorkers(this IServiceCollection services) =>
        services.AddHostedService(s => s.GetRequiredService<DeadlinePump>());

    /// <summary>Says what happens when a deadline of <paramref name="kind"/> is due.</summary>
    public static IServiceCollection OnDeadline<THandler>(this IServiceCollection services, string kind, Func<THandler, CityDbDeadline, CancellationToken, Task> act) where THandler : notnull =>
        services.AddSingleton(new DeadlineAction(kind, (provider, db, deadline, cancel) => act(provider.GetRequiredService<THandler>(), new CityDbDeadline(db, deadline), cancel)));
}

/// <summary>A due deadline in the transaction it is acted on.</summary>
/// <param name="Db">The transaction's context; the caller saves.</param>
/// <param name="Deadline">The row.</param>
public sealed record CityDbDeadline(Data.CityDb Db, Deadline Deadline);
