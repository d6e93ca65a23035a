using System.Security.Cryptography;
using System.Text;
using CommandCenter.Devices;
using CommandCenter.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Alarms.Rules;

/// <summary>The rules that come with the product. At start those that are missing are added; what an administrator changed is never touched.</summary>
public static class BuiltInRules
{
    private static readonly TimeSpan None = TimeSpan.Zero;

    /// <summary>Each rule, as it is added.</summary>
    public static IReadOnlyList<AlarmRule> All =>
    [
        Limit("water-level", "水位超限", "Water level over its threshold", "water-level", "level", 0, None, None,
            new(AlarmPriority.Medium, Threshold: ThresholdLevel.Watch), new(AlarmPriority.High, Threshold: ThresholdLevel.Warning), new(AlarmPriority.Critical, Threshold: ThresholdLevel.Limit)),
        Limit("rain-rate", "强降雨", "Heavy rain", "rain-gauge", "rate", 2, None, Minutes(5), new(AlarmPriority.Medium, 20), new(AlarmPriority.High, 50), new(AlarmPriority.Critical, 80)),
        State("manhole-open", "井盖打开", "Manhole cover open", "manhole-cover", "open", AlarmPriority.High, None, Seconds(30)),
        Limit("manhole-tilt", "井盖倾斜", "Manhole cover tilted", "manhole-cover", "tilt", 2, Seconds(30), Seconds(30), new AlarmLevel(AlarmPriority.Medium, 15)),
        Limit("manhole-level", "井内水位超限", "Water in the shaft over its threshold", "manhole-cover", "level", 0.05, None, Minutes(5),
            new(AlarmPriority.Medium, Threshold: ThresholdLevel.Warning), new(AlarmPriority.High, Threshold: ThresholdLevel.Limit)),
        Limit("gas", "可燃气体超限", "Combustible gas", "gas", "gas", 1, None, Seconds(30), new(AlarmPriority.Medium, 10), new(AlarmPriority.High, 25), new(AlarmPriority.Critical, 40)),
        State("smoke", "烟感报警", "Smoke", "smoke", "smoke", AlarmPriority.High, None, Seconds(30)),
        Rule("sos", "SOS 呼救", "SOS call", "sos", "sos", AlarmRuleType.Event, None, Minutes(30), new AlarmLevel(AlarmPriority.Critical)),
        Rule("no-motion", "长时间无活动", "No motion for a long time", "infrared-motion", "motion", AlarmRuleType.Absence, None, None, new(AlarmPriority.Medium, 12), new(AlarmPriority.High, 24)),
        Limit("noise", "噪声超标", "Noise over the limit", "noise", "noise", 2, Minutes(1), Minutes(2), new(AlarmPriority.Medium, 75), new(AlarmPriority.High, 90)),
        Limit("ebike-temperature", "充电温度过高", "Charging point too hot", "ebike-charging", "temperature", 3, None, Minutes(1),
            new(AlarmPriority.Medium, 55), new(AlarmPriority.High, 70), new(AlarmPriority.Critical, 90)),
        // Most charging points stand where charging is allowed: an administrator switches this on, or makes one for each device that stands indoors.
        State("ebike-indoors", "电动车入户充电", "E-bike charging indoors", "ebike-charging", "charging", AlarmPriority.High, Minutes(1), Minutes(1), active: false),
        Limit("crowd-density", "人群密度过高", "Crowd too dense", "crowd-counter", "density", 0.2, Seconds(30), Minutes(1),
            new(AlarmPriority.Medium, 3), new(AlarmPriority.High, 4), new(AlarmPriority.Critical, 5)),
        State("door-open", "箱门未关", "Door left open", "door", "open", AlarmPriority.Low, Minutes(10), Seconds(10)),
        Offline("gateway", AlarmPriority.High), Offline("gas", AlarmPriority.Medium), Offline("smoke", AlarmPriority.Medium), Offline("water-level", AlarmPriority.Medium),
        Offline("rain-gauge", AlarmPriority.Low), Offline("manhole-cover", AlarmPriority.Low), Offline("infrared-motion", AlarmPriority.Low), Offline("noise", AlarmPriority.Low),
        Offline("ebike-charging", AlarmPriority.Low), Offline("crowd-counter", AlarmPriority.Low), Offline("door", AlarmPriority.Low), Offline("camera", AlarmPriority.Low),
    ];

    /// <summary>Adds the rules that are not there by their code.</summary>
    public static async Task Seed(IServiceProvider services, CancellationToken cancel)
    {
        var databases = services.GetRequiredService<IDbContextFactory<CityDb>>();
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            var there = await db.Set<AlarmRule>().Select(r => r.Code).ToListAsync(cancel);
            db.AddRange(All.Where(r => !there.Contains(r.Code)));
            try
            {
                await db.SaveChangesAsync(cancel);
                return;
            }
            catch (DbUpdateException) when (attempt < 3)
            {
                // Another process started at the same moment and added them; look again.
            }
        }
    }

    private static AlarmRule Limit(string code, string name, string nameEn, string kind, string quantity, double deadband, TimeSpan on, TimeSpan off, params AlarmLevel[] levels)
    {
        var rule = Rule(code, name, nameEn, kind, quantity, AlarmRuleType.Limit, on, off, levels);
        rule.Deadband = deadband;
        return rule;
    }

    private static AlarmRule State(string code, string name, string nameEn, string kind, string quantity, AlarmPriority priority, TimeSpan on, TimeSpan off, bool active = true)
    {
        var rule = Rule(code, name, nameEn, kind, quantity, AlarmRuleType.State, on, off, new AlarmLevel(priority));
        rule.Active = active;
        return rule;
    }

    private static AlarmRule Offline(string kind, AlarmPriority priority) =>
        Rule("offline-" + kind, "设备离线", "Device offline", kind, null, AlarmRuleType.Absence, None, None, new AlarmLevel(priority));

    private static AlarmRule Rule(string code, string name, string nameEn, string kind, string? quantity, AlarmRuleType type, TimeSpan on, TimeSpan off, params AlarmLevel[] levels) => new()
    {
        Id = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes("alarm-rule:" + code)).AsSpan(0, 16)),
        Code = code, Name = name, NameEn = nameEn, KindCode = kind, Quantity = quantity, Type = type, Levels = [.. levels], OnDelay = on, OffDelay = off, BuiltIn = true,
    };

    private static TimeSpan Minutes(int minutes) => TimeSpan.FromMinutes(minutes);

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);
}
