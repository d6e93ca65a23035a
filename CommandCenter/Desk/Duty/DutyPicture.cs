using CommandCenter.Alarms;
using CommandCenter.Alarms.Panels;
using CommandCenter.Devices;
using CommandCenter.Devices.Panels;
using CommandCenter.People;
using CommandCenter.People.Panels;
using CommandCenter.Platform.Maps;
using CommandCenter.Tickets;
using CommandCenter.Tickets.Panels;

namespace CommandCenter.Desk.Duty;

/// <summary>What the duty officer's map shows at one instant: the marks of the layers that are on, and the rings around the chosen alarm. Pure.</summary>
public static class DutyPicture
{
    /// <summary>The marks. A device with an alarm is shown by its alarm; ids carry the layer in front, so that a pressed mark says what it is.</summary>
    public static IReadOnlyList<MapMark> Marks(
        IReadOnlySet<DutyLayer> layers, IEnumerable<AlarmView> alarms, IEnumerable<TicketView> tickets, IEnumerable<DeviceView> devices, IEnumerable<StaffPosition> people,
        Func<AlarmView, string> words, Func<DeviceView, string?> icon, DateTimeOffset now)
    {
        var marks = new List<MapMark>();
        var alarmed = new HashSet<Guid>();
        if (layers.Contains(DutyLayer.Alarms))
            foreach (var alarm in alarms)
                if (AlarmFaces.Mark(alarm, words(alarm)) is { } mark)
                {
                    marks.Add(Named(mark, DutyLayer.Alarms));
                    if (alarm.DeviceId is { } device)
                        alarmed.Add(device);
                }
        if (layers.Contains(DutyLayer.Tickets))
            marks.AddRange(tickets.Where(t => t.IsOpen).Select(t => TicketFaces.Mark(t, now)).OfType<MapMark>().Select(m => Named(m, DutyLayer.Tickets)));
        if (layers.Contains(DutyLayer.Devices))
            marks.AddRange(devices.Where(d => !alarmed.Contains(d.Id)).Select(d => DeviceFaces.Mark(d, icon(d))).OfType<MapMark>().Select(m => Named(m, DutyLayer.Devices)));
        if (layers.Contains(DutyLayer.People))
            marks.AddRange(people.Select(p => Named(StaffFaces.Mark(p, now, p.DisplayName), DutyLayer.People)));
        return marks;
    }

    /// <summary>What a pressed mark stands for.</summary>
    public static (DutyLayer Layer, Guid Id)? Pressed(string id) =>
        id.Split(':', 2) is [var layer, var thing] && Enum.TryParse<DutyLayer>(layer, out var known) && Guid.TryParse(thing, out var guid) ? (known, guid) : null;

    private static MapMark Named(MapMark mark, DutyLayer layer) => mark with { Id = $"{layer}:{mark.Id}" };
}
