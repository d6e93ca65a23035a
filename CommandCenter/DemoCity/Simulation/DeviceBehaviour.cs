using CommandCenter.DemoCity.Cast;

namespace CommandCenter.DemoCity.Simulation;

/// <summary>One value that a device says.</summary>
/// <param name="Quantity">The quantity's code.</param>
/// <param name="Value">In the quantity's unit.</param>
public readonly record struct Reading(string Quantity, double Value);

/// <summary>What the devices of a demo city say: a function of the seed, the device and the instant, with nothing remembered between two instants.</summary>
/// <param name="seed">The city's seed.</param>
public sealed class DeviceBehaviour(int seed)
{
    private static readonly TimeSpan Excited = TimeSpan.FromSeconds(10);

    // Well within each kind's SilentAfter, so that one lost sending makes nobody silent. SOS buttons only speak when pressed.
    private static readonly Dictionary<string, TimeSpan> Intervals = new()
    {
        ["water-level"] = TimeSpan.FromMinutes(20), ["rain-gauge"] = TimeSpan.FromMinutes(30), ["manhole-cover"] = TimeSpan.FromHours(8), ["gas"] = TimeSpan.FromMinutes(12),
        ["smoke"] = TimeSpan.FromHours(8), ["infrared-motion"] = TimeSpan.FromHours(2), ["noise"] = TimeSpan.FromMinutes(5), ["ebike-charging"] = TimeSpan.FromMinutes(20),
        ["crowd-counter"] = TimeSpan.FromMinutes(2), ["door"] = TimeSpan.FromHours(8), ["camera"] = TimeSpan.FromMinutes(2.2), ["gateway"] = TimeSpan.FromMinutes(4),
    };

    /// <summary>How often a kind of device reports in real time when nothing happens; null for one that speaks only when something does.</summary>
    public static TimeSpan? Interval(string kind) => Intervals.TryGetValue(kind, out var every) ? every : null;

    /// <summary>Whether a kind of device can have a kind of fault: what reports rarely is not missed within a day, and what only lives or not neither drifts nor chatters.</summary>
    public static bool CanHave(string kind, FaultKind fault) => fault switch
    {
        FaultKind.Silence => Interval(kind) < TimeSpan.FromHours(1),
        FaultKind.Drift => kind is "water-level" or "gas" or "noise" or "ebike-charging",
        FaultKind.Chatter => kind is "manhole-cover" or "smoke" or "gas" or "door",
        _ => kind is not ("camera" or "gateway" or "infrared-motion"),
    };

    /// <summary>How often a device reports now, in real time; null while it says nothing.</summary>
    /// <param name="device">The device.</param>
    /// <param name="local">The simulated instant, in the city's local time.</param>
    public TimeSpan? Every(PlannedDevice device, DateTime local) => Fault.At(seed, device, local)?.Kind switch
    {
        FaultKind.Silence => null,
        FaultKind.Trouble or FaultKind.Chatter => Excited,
        _ => Interval(device.KindCode),
    };

    /// <summary>What a device says at an instant; nothing while it is silent.</summary>
    /// <param name="device">The device.</param>
    /// <param name="local">The simulated instant, in the city's local time.</param>
    public IReadOnlyList<Reading> At(PlannedDevice device, DateTime local)
    {
        var fault = Fault.At(seed, device, local);
        var off = fault?.Kind switch
        {
            FaultKind.Silence => double.NaN,
            FaultKind.Trouble => 1,
            FaultKind.Drift => (local - fault.Value.From) / (fault.Value.To - fault.Value.From),
            FaultKind.Chatter => Draw(device, "chatter", local.Ticks / Excited.Ticks) < 0.5 ? 0 : 1,
            _ => 0,
        };
        return double.IsNaN(off) ? [] : Say(device, local, off);
    }

    /// <summary>What it would say were it well.</summary>
    public IReadOnlyList<Reading> Well(PlannedDevice device, DateTime local) => Say(device, local, 0);

    // off: 0 as it should be, 1 as bad as this device's trouble is.
    private IReadOnlyList<Reading> Say(PlannedDevice device, DateTime local, double off)
    {
        var minute = local.Ticks / TimeSpan.TicksPerMinute;
        var noise = Draw(device, "noise", minute) - 0.5;
        return device.KindCode switch
        {
            "water-level" => [new("level", Level(device, local, noise, off))],
            "rain-gauge" => Rain(device, local, off),
            "manhole-cover" => [new("open", off >= 1 ? 1 : 0), new("tilt", Math.Round(Draw(device, "tilt", 0) * 4)), new("level", Round(Shaft(device) + (0.04 * noise), 2))],
            "gas" => [new("gas", Round(1.5 + noise + (off * (11 + (12 * Draw(device, "worse", 0)))), 1))],
            "smoke" => [new("smoke", off >= 1 ? 1 : 0)],
            "sos" => off >= 1 ? [new("sos", 1)] : [],
            "infrared-motion" => [new("motion", Draw(device, "motion", minute) < 0.15 + Rhythm.AtHome(local) ? 1 : 0)],
            "noise" => [new("noise", Round(Worse(44 + (17 * Math.Min(1, Rhythm.Crowd(local))) + (8 * (Draw(device, "loud", 0) - 0.5)) + (4 * noise), 79, off), 1))],
            "ebike-charging" => Charging(device, local, noise, off),
            "crowd-counter" => Crowd(device, local, noise, off),
            "door" => [new("open", off >= 1 ? 1 : 0)],
            "camera" or "gateway" => [new("online", 1)],
            _ => [],
        };
    }

    private double Level(PlannedDevice device, DateTime local, double noise, double off)
    {
        var (watch, span) = device.Thresholds is { } known ? (known.Watch, Math.Max(0.3, known.Limit - known.Watch)) : (3, 1.5);
        var tide = 0.12 * Math.Sin(((local.Ticks / (double)TimeSpan.TicksPerHour / 12.4) + Draw(device, "tide", 0)) * 2 * Math.PI);
        var usual = watch - (span * (0.55 + (0.4 * Draw(device, "usual", 0)))) + (span * (tide + (0.03 * noise)));
        return Round(Worse(usual, watch + (0.08 * span), off), 2);
    }

    // A shower for some hours on about three days in five, over the whole city, as in early summer; a trouble is a cloudburst over one gauge.
    private IReadOnlyList<Reading> Rain(PlannedDevice device, DateTime local, double off)
    {
        var day = local.Date.Ticks / TimeSpan.TicksPerDay;
        var begins = Chance.Between(0, 21, seed, "shower", day);
        var wet = Chance.Of(seed, "wet", day) < 0.6 && local.TimeOfDay.TotalHours is var hour && hour >= begins && hour < begins + Chance.Between(1, 3, seed, "long", day);
        var rate = Round((wet ? 2 + (9 * Draw(device, "rain", local.Ticks / TimeSpan.TicksPerMinute / 10)) : 0) + (off * 26), 1);
        return [new("rain", Round(rate / 2, 1)), new("rate", rate)];
    }

    private IReadOnlyList<Reading> Charging(PlannedDevice device, DateTime local, double noise, double off)
    {
        var charging = off >= 1 || Draw(device, "plugged", local.Ticks / TimeSpan.TicksPerHour / 3) < Rhythm.InCharge(local);
        var temperature = Worse(24 + Rhythm.Warmth(local) + (charging ? 9 + (5 * Draw(device, "warm", 0)) : 0) + (2 * noise), 59, off);
        return [new("temperature", Round(temperature, 1)), new("power", charging ? Math.Round(180 + (40 * noise)) : 0), new("charging", charging ? 1 : 0)];
    }

    private IReadOnlyList<Reading> Crowd(PlannedDevice device, DateTime local, double noise, double off)
    {
        var density = (0.3 + (1.2 * Draw(device, "popular", 0))) * Rhythm.Crowd(local) * (1 + (0.2 * noise));
        density = Worse(density, 3.4, off);
        return [new("people", Math.Round(density * 260)), new("density", Round(density, 2))];
    }

    private double Shaft(PlannedDevice device) => (device.Thresholds?.Warning ?? 1) * (0.15 + (0.35 * Draw(device, "shaft", 0)));

    private static double Worse(double usual, double bad, double off) => usual + (off * (bad - usual));

    private double Draw(PlannedDevice device, string what, long number) => Chance.Of(seed, what + ":" + device.Code, number);

    private static double Round(double value, int digits) => Math.Round(value, digits);
}
