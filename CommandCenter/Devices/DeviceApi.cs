using CommandCenter.Access;
using CommandCenter.Areas;
using CommandCenter.People;
using CommandCenter.Platform.Http;

namespace CommandCenter.Devices;

/// <summary>The newest value of a quantity as the interface shows it.</summary>
public sealed record ShownValue(string Quantity, double Value, string Unit, DateTimeOffset At);

/// <summary>A device as the interface shows it.</summary>
/// <param name="Id">Its lasting id.</param>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Its kind's code.</param>
/// <param name="Aliases">Other spellings that senders use.</param>
/// <param name="State">Online, Offline or OutOfService.</param>
/// <param name="ServiceReason">Why it is out of service.</param>
/// <param name="ServiceUntil">When it returns to service by itself.</param>
/// <param name="LastSeenAt">When it was last heard of.</param>
/// <param name="Latitude">WGS84 degrees.</param>
/// <param name="Longitude">WGS84 degrees.</param>
/// <param name="Place">The place in words.</param>
/// <param name="Area">The names from the top down to its smallest area.</param>
/// <param name="Department">The department that answers for it.</param>
/// <param name="Parent">The code of the gateway it speaks through.</param>
/// <param name="Latest">The newest value of each quantity.</param>
public sealed record ListedDevice(
    Guid Id, string Code, string Name, string Kind, IReadOnlyList<string> Aliases, DeviceState State, string? ServiceReason, DateTimeOffset? ServiceUntil, DateTimeOffset? LastSeenAt,
    double? Latitude, double? Longitude, string? Place, string? Area, string? Department, string? Parent, IReadOnlyList<ShownValue> Latest);

/// <summary>A kind as the interface shows it.</summary>
/// <param name="SilentAfterSeconds">How long a device may be silent before it counts as offline; null where silence says nothing.</param>
public sealed record ListedKind(string Code, string Name, string NameEn, string Icon, bool BuiltIn, double? SilentAfterSeconds, IReadOnlyList<Quantity> Quantities);

/// <summary>A measurement as the interface shows it.</summary>
/// <param name="Doubts">What is doubtful about it: Late, Future, Correction; empty for most.</param>
public sealed record ListedMeasurement(DateTimeOffset At, double Value, DateTimeOffset ReceivedAt, IReadOnlyList<string> Doubts);

/// <summary>The room's doors under <c>/api/v1</c>.</summary>
internal static class DeviceApi
{
    /// <summary>Maps them.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/devices", List).RequireAuthorization(Permit.SeeAlarms).WithTags("Devices").WithName("ListDevices").ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("The devices in the order in which they were added, with their newest values: filtered by kind, state, area (id, code or name; everything below it) and by text (code, name, alias or place).");
        api.MapGet("/devices/{code}", Get).RequireAuthorization(Permit.SeeAlarms).WithTags("Devices").WithName("GetDevice").ProducesProblem(StatusCodes.Status404NotFound).WithSummary("One device.");
        api.MapGet("/devices/{code}/measurements", Measurements).RequireAuthorization(Permit.SeeAlarms).WithTags("Devices").WithName("ListMeasurements")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("What a device measured of a quantity (by default the first of its kind), from an instant to before another, oldest first.");
        api.MapGet("/device-kinds", Kinds).RequireAuthorization(Permit.SeeAlarms).WithTags("Devices").WithName("ListDeviceKinds")
            .WithSummary("The kinds of devices, with what they measure and in which units.");
    }

    private static Page<ListedDevice> List(
        DevicesLive live, DeviceIndex index, AreaIndex areas, DepartmentIndex departments, string? kind, string? state, string? area, string? q, string? cursor, int? limit)
    {
        var filter = DeviceFilter.Read(new DeviceQuery(kind, state, area, q), index, areas);
        var found = live.Set.Items.Values.Where(filter.Matches).OrderBy(d => d.Sequence);
        var page = Page.Of(found, d => d.Sequence.ToString("D12", System.Globalization.CultureInfo.InvariantCulture), cursor, limit);
        return new([.. page.Items.Select(d => Show(d, index, areas, departments))], page.Next);
    }

    private static ListedDevice Get(string code, DevicesLive live, DeviceIndex index, AreaIndex areas, DepartmentIndex departments) =>
        Show(live.Set.Items.GetValueOrDefault(Find(index, code).Id) ?? throw Refusal.NotFound($"Device {code}"), index, areas, departments);

    private static async Task<Page<ListedMeasurement>> Measurements(
        string code, DeviceIndex index, MeasurementReader reader, string? quantity, DateTimeOffset? from, DateTimeOffset? to, string? cursor, int? limit, CancellationToken cancel)
    {
        var device = Find(index, code);
        var kind = index.Kind(device.KindId);
        var measured = (quantity is null ? kind?.Quantities.FirstOrDefault() : kind?.QuantityOf(quantity))
            ?? throw Refusal.Invalid("quantity", $"{device.Code} measures {string.Join(", ", kind?.Quantities.Select(k => k.Code) ?? [])}.");
        var page = await reader.List(device.Id, measured.Code, from, to, cursor, limit, cancel);
        return new([.. page.Items.Select(m => new ListedMeasurement(m.At, m.Value, m.ReceivedAt, Doubts(m.Doubts)))], page.Next);
    }

    private static IReadOnlyList<ListedKind> Kinds(DeviceIndex index) =>
        [.. index.Kinds.Select(k => new ListedKind(k.Code, k.Name, k.NameEn, k.Icon, k.BuiltIn, k.SilentAfter?.TotalSeconds, k.Quantities))];

    private static Device Find(DeviceIndex index, string code) => index.FindByCode(code) ?? throw Refusal.NotFound($"Device {code}");

    private static string[] Doubts(MeasurementDoubts doubts) => [.. Enum.GetValues<MeasurementDoubts>().Where(d => d != MeasurementDoubts.None && doubts.HasFlag(d)).Select(d => d.ToString())];

    private static ListedDevice Show(DeviceView view, DeviceIndex index, AreaIndex areas, DepartmentIndex departments)
    {
        var kind = index.KindByCode(view.KindCode);
        return new ListedDevice(
            view.Id, view.Code, view.Name, view.KindCode, index.Find(view.Id)?.Aliases ?? [], view.State, view.ServiceReason, view.ServiceUntilAt, view.LastSeenAt, view.Latitude, view.Longitude,
            view.PlaceText, view.AreaId is { } area ? areas.PathName(area) : null, view.DepartmentId is { } department ? departments.Find(department)?.Name : null,
            view.ParentId is { } parent ? index.Find(parent)?.Code : null,
            [.. view.Latest.Select(l => new ShownValue(l.Quantity, l.Value, kind?.QuantityOf(l.Quantity)?.Unit ?? "", l.At))]);
    }
}
