using CommandCenter.Alarms;
using CommandCenter.DemoCity.Plan;
using CommandCenter.DemoCity.Simulation;
using Position = CommandCenter.Platform.Maps.Position;

namespace CommandCenter.DemoCity.Scenarios;

/// <summary>A written story that can be played in a demo city: what happens when, and what must be on the wall when it has been told.</summary>
/// <param name="Code">What the page and the command line call it, e.g. <c>storm-night</c>.</param>
/// <param name="Icon">A name of <c>IconShapes</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Story">What happens, in some sentences.</param>
/// <param name="Lasts">How long it is, of its own time: at pace 60 three hours take three minutes.</param>
/// <param name="FastestPace">The fastest it can be played: what waits for the real clock, such as a device's silence, cannot be hurried.</param>
/// <param name="Steps">What happens, in order.</param>
/// <param name="Facts">What is so at its end.</param>
public sealed record Scenario(string Code, string Icon, PlanName Name, PlanName Story, TimeSpan Lasts, int FastestPace, IReadOnlyList<Step> Steps, Facts Facts)
{
    /// <summary>The devices that are the story's while it is played, and not the daily life's.</summary>
    public IReadOnlySet<string> Devices { get; } = Steps.Select(s => s.Act.Device).OfType<string>().ToHashSet();
}

/// <summary>One thing that happens.</summary>
/// <param name="At">After the beginning, of the scenario's own time.</param>
/// <param name="Act">What.</param>
public sealed record Step(TimeSpan At, Act Act);

/// <summary>What can happen in a scenario.</summary>
/// <param name="Device">The device it is about; null for none.</param>
public abstract record Act(string? Device);

/// <summary>A device says a value, and keeps saying it until its next.</summary>
/// <param name="Code">The device's code.</param>
/// <param name="Quantity">The quantity's code.</param>
/// <param name="Value">In the quantity's unit.</param>
public sealed record Measure(string Code, string Quantity, double Value) : Act(Code);

/// <summary>A device says nothing from here on.</summary>
/// <param name="Code">The device's code.</param>
public sealed record FallSilent(string Code) : Act(Code);

/// <summary>Somebody calls the hotline.</summary>
/// <param name="Text">What they say.</param>
/// <param name="Place">Where, in words.</param>
/// <param name="At">Where.</param>
public sealed record Call(RequestText Text, PlanName Place, Position At) : Act((string?)null);

/// <summary>The narrator tells what happens now.</summary>
/// <param name="Words">One sentence.</param>
public sealed record Tell(PlanName Words) : Act((string?)null);

/// <summary>What must be on the wall at a scenario's end, whatever the city's daily life adds.</summary>
/// <param name="Alarms">The alarms that stand.</param>
/// <param name="Requests">How many tickets were opened, by topic.</param>
/// <param name="Quiet">Devices of which no alarm is shown, although something is the matter with them.</param>
public sealed record Facts(IReadOnlyList<ExpectedAlarm> Alarms, IReadOnlyDictionary<RequestTopic, int> Requests, IReadOnlyList<string> Quiet);

/// <summary>An alarm that stands at a scenario's end, active or not yet acknowledged.</summary>
/// <param name="Device">The device's code.</param>
/// <param name="Rule">The rule's code.</param>
/// <param name="Worst">The worst priority it has had.</param>
public sealed record ExpectedAlarm(string Device, string Rule, AlarmPriority Worst);
