using Microsoft.AspNetCore.Http.Extensions;

namespace CommandCenter.Devices.Panels;

/// <summary>The addresses of devices: a list's filter stands in its address under the names of <see cref="DeviceQuery"/>.</summary>
public static class DeviceAddress
{
    /// <summary>The list.</summary>
    public const string Page = "/devices";

    /// <summary>The list under a filter.</summary>
    public static string Of(DeviceQuery query)
    {
        (string Name, string? Value)[] all = [("kind", query.Kind), ("state", query.State), ("area", query.Area), ("q", query.Q)];
        return Page + new QueryBuilder(all.Where(p => !string.IsNullOrWhiteSpace(p.Value)).Select(p => KeyValuePair.Create(p.Name, p.Value!)));
    }

    /// <summary>The page of one device.</summary>
    public static string Of(string code) => $"{Page}/{Uri.EscapeDataString(code)}";
}
