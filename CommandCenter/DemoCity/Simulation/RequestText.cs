using CommandCenter.DemoCity.Plan;

namespace CommandCenter.DemoCity.Simulation;

/// <summary>What people ask about. A city's own categories are found by <see cref="RequestTopics"/>.</summary>
public enum RequestTopic
{
    /// <summary>积水: water on the road.</summary>
    Flooding,

    /// <summary>井盖: covers and gratings.</summary>
    Manhole,

    /// <summary>路面: holes, paving, railings.</summary>
    Road,

    /// <summary>路灯 and traffic lights.</summary>
    Light,

    /// <summary>施工噪声: works at night.</summary>
    WorksNoise,

    /// <summary>生活噪声: loudspeakers, dancing, bars.</summary>
    Noise,

    /// <summary>垃圾: waste and smells.</summary>
    Waste,

    /// <summary>停车: cars where they should not be.</summary>
    Parking,

    /// <summary>占道经营: stalls.</summary>
    Stalls,

    /// <summary>供水: water supply.</summary>
    WaterSupply,

    /// <summary>供电: electricity.</summary>
    Power,

    /// <summary>燃气: gas.</summary>
    Gas,

    /// <summary>电动车: e-bikes charged where they should not be.</summary>
    EBike,

    /// <summary>电梯, 物业: lifts and property management.</summary>
    Property,

    /// <summary>树木, 园林: trees and parks.</summary>
    Trees,

    /// <summary>公交, 人流: buses, crowds, the lost.</summary>
    Crowd,
}

/// <summary>A request in both languages. <c>{0}</c> is the place.</summary>
/// <param name="Topic">What it is about.</param>
/// <param name="Title">In one line.</param>
/// <param name="Words">As it was said.</param>
public sealed record RequestText(RequestTopic Topic, PlanName Title, PlanName Words)
{
    /// <summary>The same about a place.</summary>
    public RequestText At(PlanName place) => this with
    {
        Title = new(In(Title.Chinese, place.Chinese), In(Title.English, place.English)), Words = new(In(Words.Chinese, place.Chinese), In(Words.English, place.English)),
    };

    private static string In(string text, string place) => text.Replace("{0}", place, StringComparison.Ordinal);
}
