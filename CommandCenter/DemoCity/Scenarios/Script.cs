using CommandCenter.Alarms;
using CommandCenter.DemoCity.Cast;
using CommandCenter.DemoCity.Plan;
using CommandCenter.DemoCity.Simulation;
using GreatCircle = CommandCenter.Platform.Maps.GreatCircle;
using Position = CommandCenter.Platform.Maps.Position;

namespace CommandCenter.DemoCity.Scenarios;

/// <summary>Writes a scenario down: casts its devices from the city, and keeps steps and facts together, so that what is expected is what was written.</summary>
internal sealed class Script(CityCast cast)
{
    private readonly List<Step> steps = [];
    private readonly List<ExpectedAlarm> alarms = [];
    private readonly List<string> quiet = [];
    private int calls;

    /// <summary>The city's seed.</summary>
    public int Seed => cast.Plan.Seed;

    /// <summary>The first place of a kind; null where the city has none.</summary>
    public PlannedPlace? Place(PlaceKind kind) => cast.Plan.Places.FirstOrDefault(p => p.Kind == kind);

    /// <summary>The devices of a kind, the nearest to a place first. Those behind a gateway can be left out, because an outage may have them.</summary>
    public IReadOnlyList<PlannedDevice> Nearest(string kind, Position to, int most) =>
        [.. cast.Devices.Where(d => d.KindCode == kind).OrderBy(d => GreatCircle.Meters(d.At.Latitude, d.At.Longitude, to.Latitude, to.Longitude)).ThenBy(d => d.Code, StringComparer.Ordinal).Take(most)];

    /// <summary>The devices that speak through a gateway.</summary>
    public IReadOnlyList<PlannedDevice> Behind(PlannedDevice gateway) => [.. cast.Devices.Where(d => d.GatewayCode == gateway.Code)];

    /// <summary>The gateway that most devices of kinds with a short silence speak through, at most forty; null where the city has none.</summary>
    public PlannedDevice? Gateway() => cast.Devices.Where(d => d.KindCode == "gateway").Select(d => (Gateway: d, Behind: Behind(d).Count))
        .Where(g => g.Behind is > 0 and <= 40).OrderByDescending(g => g.Behind).ThenBy(g => g.Gateway.Code, StringComparer.Ordinal).Select(g => g.Gateway).FirstOrDefault();

    /// <summary>The narrator says something.</summary>
    public void Tell(double minute, string chinese, string english) => Add(minute, new Tell(new(chinese, english)));

    /// <summary>A device says one value.</summary>
    public void Say(double minute, PlannedDevice device, string quantity, double value) => Add(minute, new Measure(device.Code, quantity, Math.Round(value, 2)));

    /// <summary>A device's value goes in straight lines from point to point, said every <paramref name="every"/> minutes.</summary>
    /// <param name="device">The device.</param>
    /// <param name="quantity">The quantity's code.</param>
    /// <param name="every">Minutes between two values.</param>
    /// <param name="course">Minute and value, in order.</param>
    public void Course(PlannedDevice device, string quantity, double every, params (double Minute, double Value)[] course)
    {
        for (var minute = course[0].Minute; minute <= course[^1].Minute; minute += every)
        {
            var next = Array.FindIndex(course, p => p.Minute > minute);
            var value = next < 0 ? course[^1].Value
                : course[next - 1].Value + ((course[next].Value - course[next - 1].Value) * (minute - course[next - 1].Minute) / (course[next].Minute - course[next - 1].Minute));
            Say(minute, device, quantity, value);
        }
    }

    /// <summary>A device falls silent.</summary>
    public void Silence(double minute, PlannedDevice device) => Add(minute, new FallSilent(device.Code));

    /// <summary>Somebody calls about a place near a point.</summary>
    public void Call(double minute, RequestTopic topic, PlanName place, Position near)
    {
        var key = $"call:{topic}:{place.Chinese}";
        var text = Chance.Pick(RequestTexts.On(topic), Seed, key, calls++);
        Add(minute, new Call(text.At(place), place, Around(near, key)));
    }

    /// <summary>Somebody calls with words of their own.</summary>
    public void Call(double minute, RequestText text, PlanName place, Position near) => Add(minute, new Call(text.At(place), place, Around(near, $"call:{calls++}")));

    /// <summary>An alarm that must stand at the end.</summary>
    public void Expect(PlannedDevice device, string rule, AlarmPriority worst) => alarms.Add(new(device.Code, rule, worst));

    /// <summary>A device of which no alarm may be shown.</summary>
    public void ExpectQuiet(PlannedDevice device) => quiet.Add(device.Code);

    /// <summary>The scenario as it was written; its facts count the calls that are in it.</summary>
    public Scenario End(string code, string icon, PlanName name, PlanName story, double minutes, int fastestPace = 60)
    {
        var ordered = steps.OrderBy(s => s.At).ToList(); // stable: what was written first at one instant happens first
        var requests = ordered.Select(s => s.Act).OfType<Call>().GroupBy(c => c.Text.Topic).ToDictionary(g => g.Key, g => g.Count());
        return new Scenario(code, icon, name, story, TimeSpan.FromMinutes(minutes), fastestPace, ordered, new Facts(alarms, requests, quiet));
    }

    private void Add(double minute, Act act) => steps.Add(new Step(TimeSpan.FromMinutes(minute), act));

    // Within some 150 m, so that calls about one place do not lie on one another.
    private Position Around(Position at, string key) => Position.TryCreate(
        at.Latitude + Chance.Between(-0.0014, 0.0014, Seed, key + ":y", calls), at.Longitude + Chance.Between(-0.0014, 0.0014, Seed, key + ":x", calls), out var near, out _) ? near : at;
}
