using CommandCenter.DemoCity.Cast;

namespace CommandCenter.DemoCity.Simulation;

/// <summary>What can be the matter with a device.</summary>
public enum FaultKind
{
    /// <summary>It measures something real that is not as it should be: a smell of gas, a lid that stands open.</summary>
    Trouble,

    /// <summary>Its value creeps away from the truth until it passes the first limit.</summary>
    Drift,

    /// <summary>It goes on and off, again and again.</summary>
    Chatter,

    /// <summary>It says nothing.</summary>
    Silence,
}

/// <summary>A fault of one device.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="From">When it begins, in the city's local time.</param>
/// <param name="To">When it is over.</param>
public readonly record struct Fault(FaultKind Kind, DateTime From, DateTime To)
{
    // Shares of a kind's devices on one day. With 7,000 devices: some 90 troubles, 15 drifts, 20 chatterers and 30 silences.
    private const double Troubles = 0.013;
    private const double Drifts = 0.002;
    private const double Chatters = 0.003;
    private const double Silences = 0.005;

    /// <summary>The fault that a device has at an instant; null while it is well. At most one a day.</summary>
    /// <param name="seed">The city's seed.</param>
    /// <param name="device">The device.</param>
    /// <param name="local">The instant, in the city's local time.</param>
    public static Fault? At(int seed, PlannedDevice device, DateTime local) =>
        OfDay(seed, device, DateOnly.FromDateTime(local)) is { } fault && local >= fault.From && local < fault.To ? fault : null;

    /// <summary>The fault that a device has on a day; null for a good day.</summary>
    public static Fault? OfDay(int seed, PlannedDevice device, DateOnly day)
    {
        var draw = Chance.Of(seed, "fault:" + device.Code, day.DayNumber);
        FaultKind? kind = draw < Troubles ? FaultKind.Trouble
            : draw < Troubles + Drifts ? FaultKind.Drift
            : draw < Troubles + Drifts + Chatters ? FaultKind.Chatter
            : draw < Troubles + Drifts + Chatters + Silences ? FaultKind.Silence
            : null;
        if (kind is not { } known || !DeviceBehaviour.CanHave(device.KindCode, known))
            return null;
        var lasts = TimeSpan.FromMinutes(known switch
        {
            FaultKind.Trouble => Chance.Between(8, 50, seed, "lasts:" + device.Code, day.DayNumber),
            FaultKind.Drift => Chance.Between(180, 420, seed, "lasts:" + device.Code, day.DayNumber),
            FaultKind.Chatter => Chance.Between(6, 20, seed, "lasts:" + device.Code, day.DayNumber),
            _ => Chance.Between(150, 480, seed, "lasts:" + device.Code, day.DayNumber),
        });
        var begins = (TimeSpan.FromDays(1) - lasts) * Chance.Of(seed, "begins:" + device.Code, day.DayNumber);
        var from = day.ToDateTime(TimeOnly.MinValue) + begins;
        return new Fault(known, from, from + lasts);
    }
}
