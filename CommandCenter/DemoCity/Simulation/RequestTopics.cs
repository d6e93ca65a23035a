using CommandCenter.DemoCity.Cast;

namespace CommandCenter.DemoCity.Simulation;

/// <summary>Which of a city's categories a topic belongs to: the first whose code or name speaks of it.</summary>
public sealed class RequestTopics
{
    private const string Separator = " / ";

    // What a category's code or names may contain, the most telling first.
    private static readonly Dictionary<RequestTopic, string[]> Words = new()
    {
        [RequestTopic.Flooding] = ["积水", "内涝", "flood", "排水", "drain"], [RequestTopic.Manhole] = ["井盖", "manhole", "cover", "道路", "road"],
        [RequestTopic.Road] = ["路面", "pothole", "道路", "road"], [RequestTopic.Light] = ["路灯", "照明", "light", "信号灯"],
        [RequestTopic.WorksNoise] = ["施工噪", "夜间施工", "construction", "噪声", "噪音", "noise"], [RequestTopic.Noise] = ["生活噪", "社会噪", "噪声", "噪音", "noise"],
        [RequestTopic.Waste] = ["垃圾", "环卫", "waste", "garbage", "市容"], [RequestTopic.Parking] = ["停车", "停放", "parking"],
        [RequestTopic.Stalls] = ["占道", "摊", "stall", "vendor", "市容"], [RequestTopic.WaterSupply] = ["供水", "停水", "漏水", "water"],
        [RequestTopic.Power] = ["供电", "停电", "电力", "power"], [RequestTopic.Gas] = ["燃气", "gas"], [RequestTopic.EBike] = ["电动车", "电动自行车", "ebike", "e-bike", "消防", "fire"],
        [RequestTopic.Property] = ["电梯", "物业", "property", "lift"], [RequestTopic.Trees] = ["树", "园林", "绿化", "tree", "park"], [RequestTopic.Crowd] = ["公交", "人流", "客运", "bus", "crowd", "交通"],
    };

    private readonly Dictionary<RequestTopic, PlannedCategory> categories = [];
    private readonly Dictionary<string, PlannedCategory> byCode;

    /// <summary>Finds the categories.</summary>
    public RequestTopics(CityCast cast)
    {
        byCode = cast.Categories.ToDictionary(c => c.Code);
        var parents = cast.Categories.Select(c => c.ParentCode).OfType<string>().ToHashSet();
        var leaves = cast.Categories.Where(c => !parents.Contains(c.Code)).ToList();
        foreach (var (topic, words) in Words)
            if (words.Select(word => leaves.Find(leaf => Speaks(leaf, word))).FirstOrDefault(found => found is not null) is { } category)
                categories[topic] = category;
    }

    /// <summary>The category's path as the ticket doors take it; null where the city has none for it, so that a person chooses.</summary>
    public string? Path(RequestTopic topic) => categories.TryGetValue(topic, out var category) ? PathOf(category) : null;

    /// <summary>The code of the department that usually gets a category.</summary>
    /// <param name="path">The category's path; null for a ticket without one.</param>
    public string? Department(string? path) => byCode.Values.FirstOrDefault(c => PathOf(c) == path)?.DepartmentCode;

    /// <summary>How often a topic comes beside the others: the weight of its category, 1 where it has none.</summary>
    public double Weight(RequestTopic topic) => categories.TryGetValue(topic, out var category) && category.Weight > 0 ? category.Weight : 1;

    private string PathOf(PlannedCategory category) =>
        category.ParentCode is { } parent && byCode.TryGetValue(parent, out var above) ? PathOf(above) + Separator + category.Name.Chinese : category.Name.Chinese;

    private static bool Speaks(PlannedCategory leaf, string word) =>
        leaf.Name.Chinese.Contains(word, StringComparison.Ordinal) || leaf.Name.English.Contains(word, StringComparison.OrdinalIgnoreCase) || leaf.Code.Contains(word, StringComparison.OrdinalIgnoreCase);
}
