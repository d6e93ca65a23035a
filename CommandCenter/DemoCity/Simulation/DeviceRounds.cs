using CommandCenter.DemoCity.Cast;
using CommandCenter.DemoCity.Scenarios;

namespace CommandCenter.DemoCity.Simulation;

/// <summary>One value on its way to a door.</summary>
/// <param name="Device">The device.</param>
/// <param name="Quantity">The quantity's code.</param>
/// <param name="Value">In the quantity's unit.</param>
internal readonly record struct Saying(PlannedDevice Device, string Quantity, double Value);

/// <summary>Whose turn it is to report: each device at its own interval by the real clock, spread so that no second is fuller than another, and at once when something begins or ends.</summary>
internal sealed class DeviceRounds
{
    // All devices are heard of once within this long after a start, however long they were not.
    private static readonly TimeSpan First = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);

    private readonly DeviceBehaviour behaviour;
    private readonly int seed;
    private readonly Dictionary<string, PlannedDevice> devices;
    private readonly Dictionary<string, DateTimeOffset> due = [];
    private readonly Dictionary<string, Dictionary<string, double>?> held = []; // null: silent
    private readonly HashSet<string> faulty = [];
    private List<PlannedDevice> today = [];
    private DateOnly day;

    public DeviceRounds(CityCast cast, DateTimeOffset now)
    {
        seed = cast.Plan.Seed;
        behaviour = new DeviceBehaviour(seed);
        devices = cast.Devices.ToDictionary(d => d.Code);
        foreach (var device in cast.Devices)
            if (DeviceBehaviour.Interval(device.KindCode) is { } every)
                due[device.Code] = now + ((every < First ? every : First) * Chance.Of(seed, "phase:" + device.Code));
    }

    /// <summary>What is said now.</summary>
    /// <param name="now">The real instant.</param>
    /// <param name="beat">What happened meanwhile.</param>
    public IReadOnlyList<Saying> Say(DateTimeOffset now, Beat beat)
    {
        Hold(now, beat);
        Notice(now, beat.To);
        var said = new List<Saying>();
        foreach (var (code, at) in due)
            if (at <= now)
                said.AddRange(Report(devices[code], now, beat.To));
        return said;
    }

    /// <summary>What was said and not heard is said again at the next turn, with the value of that time.</summary>
    public void Unheard(IEnumerable<Saying> sayings, DateTimeOffset now)
    {
        foreach (var saying in sayings)
            due[saying.Device.Code] = now;
    }

    private void Hold(DateTimeOffset now, Beat beat)
    {
        foreach (var released in held.Keys.Where(code => !beat.Taken.Contains(code)).ToList())
        {
            held.Remove(released);
            due[released] = now;
        }
        foreach (var act in beat.Acts)
            switch (act)
            {
                case Measure measure when devices.ContainsKey(measure.Code):
                    if (!held.TryGetValue(measure.Code, out var values) || values is null)
                        held[measure.Code] = values = [];
                    values[measure.Quantity] = measure.Value;
                    due[measure.Code] = now;
                    break;
                case FallSilent silent when devices.ContainsKey(silent.Code):
                    held[silent.Code] = null;
                    break;
            }
    }

    // A fault's first word comes when it begins and its last when it is over, whatever the interval.
    private void Notice(DateTimeOffset now, DateTime local)
    {
        if (DateOnly.FromDateTime(local) is var its && its != day)
        {
            day = its;
            today = [.. devices.Values.Where(d => faulty.Contains(d.Code) || Fault.OfDay(seed, d, its) is not null)];
        }
        foreach (var device in today)
            if (Fault.At(seed, device, local) is not null ? faulty.Add(device.Code) : faulty.Remove(device.Code))
                due[device.Code] = now;
    }

    private IEnumerable<Saying> Report(PlannedDevice device, DateTimeOffset now, DateTime local)
    {
        var isHeld = held.TryGetValue(device.Code, out var values);
        var every = isHeld ? DeviceBehaviour.Interval(device.KindCode) : behaviour.Every(device, local);
        // What only speaks when pressed is not asked again.
        if (every is null && DeviceBehaviour.Interval(device.KindCode) is null)
            due.Remove(device.Code);
        else
            due[device.Code] = now + (every ?? LookAgain);
        if (isHeld && values is null)
            return [];
        var own = isHeld ? behaviour.Well(device, local).Where(r => !values!.ContainsKey(r.Quantity)).Concat(values!.Select(v => new Reading(v.Key, v.Value))) : behaviour.At(device, local);
        return own.Select(r => new Saying(device, r.Quantity, r.Value));
    }
}
