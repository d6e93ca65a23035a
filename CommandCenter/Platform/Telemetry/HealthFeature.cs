using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CommandCenter.Platform.Telemetry;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: the database answers, the Journal is sealed and the live picture is built.</summary>
public static class HealthFeature
{
    /// <summary>Registers the checks.</summary>
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<PictureCheck>("picture").AddCheck<DatabaseCheck>("database");
        return services;
    }

    /// <summary>Maps both; they say nothing but healthy or not, so anybody may ask.</summary>
    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        routes.MapHealthChecks("/health/ready").AllowAnonymous();
        return routes;
    }

    private sealed class DatabaseCheck(IDbContextFactory<CityDb> databases) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            return await db.Database.CanConnectAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The database does not answer.");
        }
    }

    private sealed class PictureCheck(JournalTail tail, JournalSealer sealer) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
            !tail.Ready ? HealthCheckResult.Unhealthy("The live picture is being built.")
            : (sealer.LastError ?? tail.LastError) is { } error ? HealthCheckResult.Degraded(error)
            : HealthCheckResult.Healthy());
    }
}
