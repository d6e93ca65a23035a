using CommandCenter.Access;
using CommandCenter.DemoCity.Cast;
using CommandCenter.Devices;
using CommandCenter.Devices.Import;

namespace CommandCenter.DemoCity.Building;

/// <summary>The devices, by the same writer as any import of devices, and the gauges' thresholds.</summary>
internal static class DevicesStage
{
    private const int Batch = 2_500;

    public static async Task Build(DemoWork work)
    {
        var (writer, report) = (ActivatorUtilities.CreateInstance<DeviceWriter>(work.Services), new DeviceImportReport());
        await writer.Begin(work.Cancel);
        var written = 0;
        // Gateways first and alone: what speaks through one is then hung below it at once.
        var gateways = work.Cast.Devices.TakeWhile(d => d.KindCode == "gateway").ToArray();
        foreach (var devices in work.Cast.Devices.Skip(gateways.Length).Chunk(Batch).Prepend(gateways))
        {
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
