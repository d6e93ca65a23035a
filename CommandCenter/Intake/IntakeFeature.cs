using CommandCenter.Intake.Http;
using CommandCenter.Intake.Import;
using CommandCenter.Intake.Mqtt;
using CommandCenter.Intake.Problems;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Kit;

namespace CommandCenter.Intake;

/// <summary>Registration and routes of the Intake room.</summary>
public static class IntakeFeature
{
    /// <summary>The queue and what stands before it, for any process: an import in a process of its own goes the same way.</summary>
    /// <exception cref="CannotStart">A setting under <c>Intake</c> is wrong.</exception>
    public static IServiceCollection AddIntake(this IServiceCollection services, IConfiguration configuration)
    {
        var options = IntakeOptions.Read(configuration);
        services.AddSingleton(options);
        services.AddSingleton(new IntakeQueue(options.Capacity));
        services.AddSingleton<IntakeMeters>();
        services.AddSingleton<IntakeProblems>();
        services.AddSingleton<IntakeProblemDesk>();
        services.AddSingleton<Reception>();
        services.AddSingleton<PositionIntake>();
        services.AddSingleton<MeasurementImport>();
        return services;
    }

    /// <summary>The doors of a server. After <see cref="AddIntake"/>, whose settings say which brokers there are, and before the queue's reader, so that they close after it.</summary>
    public static IServiceCollection AddIntakeDoors(this IServiceCollection services)
    {
        services.AddSingleton<SignalApi>();
        services.AddSingleton<MqttDoor>();
        services.AddHostedService<ClosingTime>();
        services.AddHostedService(s => s.GetRequiredService<IntakeProblems>());
        var options = (IntakeOptions)services.Last(s => s.ServiceType == typeof(IntakeOptions)).ImplementationInstance!;
        if (options.Mqtt is not null)
        {
            services.AddSingleton<EmbeddedBroker>();
            services.AddHostedService(s => s.GetRequiredService<EmbeddedBroker>());
        }
        if (options.ExternalBroker is not null)
        {
            services.AddSingleton<ExternalBroker>();
            services.AddHostedService(s => s.GetRequiredService<ExternalBroker>());
        }
        services.AddSingleton(AdminEntry.Of<IntakeText>(85, "send", "Problems", "/admin/intake"));
        return services;
    }

    /// <summary>The doors under <c>/api/v1</c>.</summary>
    public static IEndpointRouteBuilder MapIntake(this IEndpointRouteBuilder routes)
    {
        SignalApi.Map(routes.MapGroup("/api/v1"));
        return routes;
    }

    /// <summary>Tells senders whose signals nobody will read any more to send again, instead of leaving them without an answer.</summary>
    private sealed class ClosingTime(IntakeQueue queue) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            queue.Close();
            return Task.CompletedTask;
        }
    }
}
