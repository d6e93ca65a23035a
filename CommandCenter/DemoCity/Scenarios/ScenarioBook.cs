using CommandCenter.DemoCity.Cast;

namespace CommandCenter.DemoCity.Scenarios;

/// <summary>The scenarios that a city has the places and devices for.</summary>
public static class ScenarioBook
{
    /// <summary>Writes them for a city; the same city gets the same ones.</summary>
    public static IReadOnlyList<Scenario> Of(CityCast cast) =>
    [
        .. new Func<CityCast, Scenario?>[] { StormNight.Write, HolidayCrowd.Write, EBikeFire.Write, GasAtHome.Write, NoiseWave.Write, GatewayOutage.Write }
            .Select(write => write(cast)).OfType<Scenario>(),
    ];
}
