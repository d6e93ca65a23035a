using CommandCenter.DemoCity;
using CommandCenter.Tickets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CommandCenter.Tests.DemoCity;

public sealed class DemoTargetsTests
{
    [Fact]
    public void The_invented_city_has_targets_only_while_it_stands()
    {
        var (state, targets) = Host(new FigureTargets());
        Assert.True(targets.CurrentValue.IsEmpty);

        state.Say(new(1, DemoStage.Ready, 1));
        Assert.Equal(5, targets.CurrentValue.UnacknowledgedAlarms);

        state.Say(null);
        Assert.True(targets.CurrentValue.IsEmpty);
    }

    [Fact]
    public void What_the_city_has_set_itself_stays_as_it_is()
    {
        var (state, targets) = Host(new FigureTargets { Breached = 3 });
        state.Say(new(1, DemoStage.Ready, 1));

        Assert.Equal((3, null), (targets.CurrentValue.Breached, targets.CurrentValue.UnacknowledgedAlarms));
    }

    private static (DemoState, IOptionsMonitor<FigureTargets>) Host(FigureTargets set)
    {
        var services = new ServiceCollection();
        services.AddOptions<FigureTargets>().Configure(set.CopyTo);
        services.AddSingleton<DemoState>();
        services.AddDemoTargets();
        var built = services.BuildServiceProvider();
        return (built.GetRequiredService<DemoState>(), built.GetRequiredService<IOptionsMonitor<FigureTargets>>());
    }
}
