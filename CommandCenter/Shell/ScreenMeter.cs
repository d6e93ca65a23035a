using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace CommandCenter.Shell;

/// <summary>
/// How many screens this process holds: <c>screens.circuits</c>, circuits that live, and <c>screens.connected</c>, those of them whose browser is there. The difference are pages
/// that were left or cut off, which are kept for a while. The meter is <c>CommandCenter.Screens</c>.
/// </summary>
public sealed class ScreenMeter : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string Name = "CommandCenter.Screens";

    private readonly Meter meter = new(Name);
    private int circuits;
    private int connected;

    /// <summary>Begins at none.</summary>
    public ScreenMeter()
    {
        meter.CreateObservableGauge("screens.circuits", () => Volatile.Read(ref circuits), "{circuit}", "Circuits that live");
        meter.CreateObservableGauge("screens.connected", () => Volatile.Read(ref connected), "{circuit}", "Circuits whose browser is there");
    }

    /// <summary>What each circuit tells it.</summary>
    public CircuitHandler Handler() => new Count(this);

    /// <inheritdoc/>
    public void Dispose() => meter.Dispose();

    private sealed class Count(ScreenMeter meter) : CircuitHandler
    {
        public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken) => Step(ref meter.circuits, 1);

        public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken) => Step(ref meter.circuits, -1);

        public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken) => Step(ref meter.connected, 1);

        public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken) => Step(ref meter.connected, -1);

        private static Task Step(ref int count, int by)
        {
            Interlocked.Add(ref count, by);
            return Task.CompletedTask;
        }
    }
}
