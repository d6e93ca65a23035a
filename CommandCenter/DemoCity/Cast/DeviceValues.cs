using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using CommandCenter.Platform.Time;

namespace CommandCenter.DemoCity.Cast;

/// <summary>What a device of the invented city measures when nothing is wrong: a pure function of seed, device and instant, with the day's and the week's rhythm in it.</summary>
internal static class DeviceValues
{
    /// <summary>How many hours lie between two values of its history.</summary>
    public static int HoursBetween(PlannedDevice device) => device.Charted ? 1 : device.KindCode switch
    {
        "manhole-cover" or "smoke" or "door" => 12,
        "camera" or "gateway" => 4,
        _ => 1,
    };

    /// <summary>Its quantities at an instant, in their units; none for a button that nobody presses.</summary>
    public static IEnumerable<(string Quantity, double Value)> At(PlannedDevice device, DateTimeOffset at, int seed, City city)
    {
        var local = TimeZoneInfo.ConvertTime(at, city.Zone);
        var (hour, weekend) = (local.Hour + (local.Minute / 60.0), local.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);
        var (own, now) = (Noise(seed, device.Code, 0), Noise(seed, device.Code, at.ToUnixTimeSeconds() / 600));
        // High at noon and in the evening, low before dawn; the two peaks of a city's day.
        var bustle = Math.Max(0, 0.55 - (0.45 * Math.Cos((hour - 4) / 24 * 2 * Math.PI)) + (0.2 * Bump(hour, 8, 1.2)) + (0.25 * Bump(hour, 18.5, 1.6)));
        return device.KindCode switch
        {
            "water-level" => [("level", Round(Level(device, at, seed, own, now), 2))],
            "rain-gauge" => Rain(at, seed, now),
            "manhole-cover" => [("open", 0), ("tilt", Math.Round(own * 4)), ("level", Round(0.1 + (own * 0.3) + (now * 0.05), 2))],
            "gas" => [("gas", Round(Math.Max(0, (own * 1.4) + ((now - 0.5) * 0.8) + (Bump(hour, 18, 1) * 1.1)), 1))],
            "smoke" => [("smoke", 0)],
            "infrared-motion" => [("motion", hour is > 6 and < 22.5 && now < 0.85 ? 1 : 0)],
            "noise" => [("noise", Round(44 + (own * 8) + (bustle * (weekend ? 11 : 14)) + ((now - 0.5) * 5), 1))],
            "ebike-charging" => Charging(hour, own, now),
            "crowd-counter" => Crowd(device, bustle * (weekend ? 1.5 : 1), own, now),
            "door" => [("open", 0)],
            "camera" or "gateway" => [("online", 1)],
            _ => [],
        };
    }

    // A slow wave of days over the gauge's own mean, well below its first threshold.
    private static double Level(PlannedDevice device, DateTimeOffset at, int seed, double own, double now)
    {
        var days = at.ToUnixTimeSeconds() / 86_400.0;
        var wave = Math.Sin((days / 6.3) + (seed % 7)) + (0.5 * Math.Sin((days / 2.1) + own));
        var limit = device.Thresholds?.Limit ?? 7;
        return (limit * 0.52) + (own * 0.5) + (wave * 0.35) + ((now - 0.5) * 0.06);
    }

    // It rains in the whole city at once, on some hours of some days.
    private static IEnumerable<(string, double)> Rain(DateTimeOffset at, int seed, double now)
    {
        var (day, hour) = (Noise(seed, "rain", at.ToUnixTimeSeconds() / 86_400), Noise(seed, "rain-hour", at.ToUnixTimeSeconds() / 3_600));
        var rate = day > 0.72 && hour > 0.45 ? Round((hour - 0.45) * 22 * (0.6 + (now * 0.8)), 1) : 0;
        return [("rain", rate), ("rate", rate)];
    }

    private static IEnumerable<(string, double)> Charging(double hour, double own, double now)
    {
        // Most are plugged in after work and full by morning.
        var charging = now < (hour is > 18 or < 5 ? 0.62 : 0.18);
        return [("temperature", Round(22 + (own * 5) + (charging ? 9 + (now * 4) : 0), 1)), ("power", charging ? Math.Round(120 + (own * 240)) : 0), ("charging", charging ? 1 : 0)];
    }

    private static IEnumerable<(string, double)> Crowd(PlannedDevice device, double bustle, double own, double now)
    {
        var most = device.PlaceCode == "tower" ? 900 : 120 + (own * 420);
        var people = Math.Round(most * Math.Min(1, bustle * 0.75) * (0.8 + (now * 0.4)));
        return [("people", people), ("density", Round(people / most * 1.9, 2))];
    }

    private static double Bump(double hour, double around, double width) => Math.Exp(-Math.Pow((hour - around) / width, 2));

    private static double Round(double value, int digits) => Math.Round(value, digits);

    /// <summary>A number from 0 to 1 that looks drawn and is always the same for the same arguments.</summary>
    private static double Noise(int seed, string name, long step)
    {
        Span<byte> key = stackalloc byte[12 + (name.Length * 3)];
        BinaryPrimitives.WriteInt32LittleEndian(key, seed);
        BinaryPrimitives.WriteInt64LittleEndian(key[4..], step);
        var length = 12 + Encoding.UTF8.GetBytes(name, key[12..]);
        return (XxHash64.HashToUInt64(key[..length]) >> 11) * (1.0 / (1UL << 53));
    }
}
