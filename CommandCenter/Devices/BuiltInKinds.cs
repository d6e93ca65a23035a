using System.Security.Cryptography;
using System.Text;
using CommandCenter.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Devices;

/// <summary>The kinds that come with the product. At start those that are missing are added; what an administrator changed is never touched.</summary>
public static class BuiltInKinds
{
    /// <summary>The code of river and lake gauges.</summary>
    public const string WaterLevel = "water-level";

    /// <summary>Each kind, as it is added.</summary>
    public static IReadOnlyList<DeviceKind> All { get; } =
    [
        Kind(WaterLevel, "水位计", "Water level gauge", "water", TimeSpan.FromHours(2), new Quantity("level", "水位", "Level", "m", 2)),
        Kind("rain-gauge", "雨量计", "Rain gauge", "rain", TimeSpan.FromHours(2), new Quantity("rain", "时段雨量", "Rain in the interval", "mm", 1), new Quantity("rate", "雨强", "Rain rate", "mm/h", 1)),
        Kind("manhole-cover", "井盖", "Manhole cover", "manhole", TimeSpan.FromHours(26), new Quantity("open", "开启", "Open", "", 0), new Quantity("tilt", "倾斜", "Tilt", "°", 0), new Quantity("level", "井内水位", "Water in the shaft", "m", 2)),
        Kind("gas", "可燃气体", "Gas detector", "gas", TimeSpan.FromMinutes(30), new Quantity("gas", "气体浓度", "Gas concentration", "% LEL", 1)),
        Kind("smoke", "烟感", "Smoke detector", "smoke", TimeSpan.FromHours(26), new Quantity("smoke", "烟雾", "Smoke", "", 0)),
        Kind("sos", "SOS 按钮", "SOS button", "sos", null, new Quantity("sos", "呼救", "Call for help", "", 0)),
        Kind("infrared-motion", "红外人体感应", "Infrared motion sensor", "motion", TimeSpan.FromHours(26), new Quantity("motion", "活动", "Motion", "", 0)),
        Kind("noise", "噪声监测", "Noise meter", "noise", TimeSpan.FromMinutes(15), new Quantity("noise", "噪声", "Noise", "dB(A)", 1)),
        Kind("ebike-charging", "电动车充电", "E-bike charging", "ebike", TimeSpan.FromHours(1), new Quantity("temperature", "温度", "Temperature", "°C", 1), new Quantity("power", "功率", "Power", "W", 0), new Quantity("charging", "充电中", "Charging", "", 0)),
        Kind("crowd-counter", "客流计数", "Crowd counter", "crowd", TimeSpan.FromMinutes(5), new Quantity("people", "人数", "People", "p", 0), new Quantity("density", "密度", "Density", "p/m²", 2)),
        Kind("door", "门磁", "Door contact", "door", TimeSpan.FromHours(26), new Quantity("open", "开启", "Open", "", 0)),
        Kind("camera", "摄像头", "Camera", "camera", TimeSpan.FromMinutes(5), new Quantity("online", "在线", "Online", "", 0)),
        Kind("gateway", "网关", "Gateway", "link", TimeSpan.FromMinutes(10), new Quantity("online", "在线", "Online", "", 0)),
    ];

    /// <summary>Adds the kinds that are not there by their code.</summary>
    public static async Task Seed(IServiceProvider services, CancellationToken cancel)
    {
        var databases = services.GetRequiredService<IDbContextFactory<CityDb>>();
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            var there = await db.Set<DeviceKind>().Select(k => k.Code).ToListAsync(cancel);
            db.AddRange(All.Where(k => !there.Contains(k.Code)).Select(Copy));
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

    private static DeviceKind Copy(DeviceKind kind) => DeviceKind.Create(kind.Id, kind.Code, kind.Name, kind.NameEn, kind.Icon, kind.SilentAfter, kind.Quantities.Select(q => q with { }), builtIn: true);

    private static DeviceKind Kind(string code, string name, string nameEn, string icon, TimeSpan? silentAfter, params Quantity[] quantities) =>
        DeviceKind.Create(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes("device-kind:" + code)).AsSpan(0, 16)), code, name, nameEn, icon, silentAfter, quantities, builtIn: true);
}
