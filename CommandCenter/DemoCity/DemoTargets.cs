using CommandCenter.Tickets;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace CommandCenter.DemoCity;

/// <summary>What the invented city has set itself, while it stands and nothing is set in <c>Figures:Targets</c>.</summary>
internal sealed class DemoTargets : IPostConfigureOptions<FigureTargets>, IOptionsChangeTokenSource<FigureTargets>, IDisposable
{
    private static readonly FigureTargets Own = new()
    {
        ActiveAlarms = 40,
        UnacknowledgedAlarms = 5,
        AtRisk = 60,
        Breached = 50,
        OnTimePercent = 85,
        ResponsePercent = 95,
        ResolutionPercent = 90,
        SatisfactionPercent = 88,
    };

    private readonly DemoState state;
    private CancellationTokenSource changed = new();

    public DemoTargets(DemoState state)
    {
        this.state = state;
        state.Changed += Tell;
    }

    /// <summary>The options without a name.</summary>
    public string Name => Options.DefaultName;

    /// <inheritdoc/>
    public void PostConfigure(string? name, FigureTargets options)
    {
        if (state.Now is not null && options.IsEmpty)
            Own.CopyTo(options);
    }

    /// <inheritdoc/>
    public IChangeToken GetChangeToken() => new CancellationChangeToken(Volatile.Read(ref changed).Token);

    /// <inheritdoc/>
    public void Dispose()
    {
        state.Changed -= Tell;
        changed.Dispose();
    }

    private void Tell()
    {
        using var before = Interlocked.Exchange(ref changed, new());
        before.Cancel();
    }
}
