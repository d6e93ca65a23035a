using CommandCenter.Access;
using CommandCenter.DemoCity.Cast;
using CommandCenter.Devices;
using CommandCenter.Devices.Import;

namespace CommandCenter.DemoCity.Building;

/// <summary>The devices, by the same writer as any import of devices, and the gauges' thresholds.</summary>
internal static class DevicesStage
{
    private const int Batch = 1_000;

    public static async Task Build(DemoWork work)
    {
        var (writer, report) = (ActivatorUtilities.CreateInstance<DeviceWriter>(work.Services), new DeviceImportReport());
        await writer.Begin(work.Cancel);
        var written = 0;
        foreach (var devices in work.Cast.Devices.Chunk(Batch))
        {
            // A device is hung below its gateway by the name it gives; gateways stand first in the cast.
            await writer.Write([.. devices.Select((d, i) => Row(written + i, d))], Caller.System, report, work.Cancel);
            written += devices.Length;
            work.Tell(0.8 * written / work.Cast.Devices.Count);
        }
        await writer.Hang(Caller.System, report, work.Cancel);
        var (desk, index) = (work.Get<DeviceDesk>(), work.Get<DeviceIndex>());
        foreach (var device in work.Cast.Devices)
            if (device.Thresholds is { } t && index.FindByCode(device.Code) is { } gauge)
                await desk.SetThresholds(gauge.Id, "level", work.Present - DemoWork.Past - TimeSpan.FromDays(1), t.Watch, t.Warning, t.Limit, Caller.System, work.Cancel);
    }

    private static MappedDevice Row(int line, PlannedDevice d) =>
        new(line, d.Code, d.Name.Chinese, d.KindCode, [], d.At, d.PlaceText, d.DepartmentCode, d.GridWorker, d.GatewayCode);
}
