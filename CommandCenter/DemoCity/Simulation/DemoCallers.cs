using CommandCenter.Access;
using CommandCenter.DemoCity.Cast;
using CommandCenter.DemoCity.Plan;
using CommandCenter.DemoCity.Scenarios;
using CommandCenter.Platform.Time;
using Position = CommandCenter.Platform.Maps.Position;

namespace CommandCenter.DemoCity.Simulation;

/// <summary>The callers of the demo city's hotline: a few an hour by the day's rhythm, and those of the scenarios. By phone a call taker writes it down, else it comes by the citizens' app.</summary>
internal sealed class DemoCallers(CityCast cast, City city, DemoDoors doors)
{
    private const double AnHour = 9;
    private static readonly string[] Surnames = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林"];
    private static readonly string[] EnglishSurnames = ["Wang", "Li", "Zhang", "Liu", "Chen", "Yang", "Zhao", "Huang", "Zhou", "Wu", "Xu", "Sun", "Hu", "Zhu", "Gao", "Lin"];
    private static readonly RequestTopic[] Topics = Enum.GetValues<RequestTopic>();
    private readonly RequestTopics topics = new(cast);
    private readonly List<PlannedPerson> takers = [.. cast.People.Where(p => p.Role == Role.CallTaker)];
    private readonly Queue<(Call Call, string Key)> waiting = [];

    private int Seed => cast.Plan.Seed;

    /// <summary>Everybody who calls in a stretch of time, and before them who called when nobody answered.</summary>
    public async Task Call(Beat beat, DateTimeOffset now, CancellationToken cancel)
    {
        foreach (var call in beat.Acts.OfType<Call>())
            waiting.Enqueue((call, $"scenario:{now.ToUnixTimeMilliseconds()}:{call.Text.Topic}:{call.At.Latitude}"));
        for (var minute = Minute(beat.From) + 1; minute <= Minute(beat.To); minute++)
            if (Chance.Of(Seed, "calls", minute) < AnHour / 60 * Rhythm.Requests(beat.To) && Daily(minute) is { } call)
                waiting.Enqueue((call, $"daily:{Seed}:{minute}:{now.ToUnixTimeSeconds() / 86_400}"));
        // Refused is refused; but where a door asked for patience nobody was heard. The key is the same, so that no call becomes two requests.
        while (waiting.TryPeek(out var next) && (await Open(next.Call, next.Key, cancel) || doors.Open))
            waiting.Dequeue();
    }

    private Call? Daily(long minute)
    {
        if (cast.Plan.Places.Count == 0)
            return null;
        var draw = Chance.Of(Seed, "topic", minute) * Topics.Sum(topics.Weight);
        var topic = Topics.FirstOrDefault(t => (draw -= topics.Weight(t)) < 0);
        var place = Chance.Pick(cast.Plan.Places, Seed, "place", minute);
        return Position.TryCreate(place.At.Latitude + Chance.Between(-0.003, 0.003, Seed, "north", minute), place.At.Longitude + Chance.Between(-0.003, 0.003, Seed, "east", minute), out var at, out _)
            ? new Call(Chance.Pick(RequestTexts.On(topic), Seed, "text", minute).At(place.Name), place.Name, at) : null;
    }

    private Task<bool> Open(Call call, string key, CancellationToken cancel)
    {
        // One in twelve speaks the other of the two languages.
        var english = (city.Language == "en") ^ (Chance.Of(Seed, "tongue:" + key) < 1 / 12.0);
        var phone = takers.Count > 0 && Chance.Of(Seed, "way:" + key) < 0.7;
        var title = Chance.Of(Seed, "sir:" + key) < 0.5;
        var name = english ? (title ? "Mr " : "Ms ") + Chance.Pick(EnglishSurnames, Seed, "name:" + key) : Chance.Pick(Surnames, Seed, "name:" + key) + (title ? "先生" : "女士");
        return doors.Do("requests", new
        {
            title = In(call.Text.Title, english), description = In(call.Text.Words, english), category = topics.Path(call.Text.Topic), address = In(call.Place, english),
            latitude = call.At.Latitude, longitude = call.At.Longitude, source = phone ? "phone" : "app", requesterName = name, requesterPhone = Phone(key),
        }, phone ? Chance.Pick(takers, Seed, "taker:" + key).UserName : null, key, cancel);
    }

    // Of the same range, which is nobody's, as the people's own.
    private string? Phone(string key) => cast.People.FirstOrDefault(p => p.Phone.Length > 4)?.Phone is { } one ? one[..^4] + ((int)(Chance.Of(Seed, "phone:" + key) * 10_000)).ToString("0000", System.Globalization.CultureInfo.InvariantCulture) : null;

    private static string In(PlanName name, bool english) => english ? name.English : name.Chinese;

    private static long Minute(DateTime local) => local.Ticks / TimeSpan.TicksPerMinute;
}
