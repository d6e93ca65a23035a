using System.Globalization;
using CommandCenter.Access;
using CommandCenter.Alarms;
using CommandCenter.Areas;
using CommandCenter.Devices;
using CommandCenter.People;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Time;
using CommandCenter.Tickets;

namespace CommandCenter.Wall;

/// <summary>Makes pictures from the live sets, as far as a caller may see them. Never reads the database.</summary>
public sealed class WallReader(
    TicketsLive tickets, AlarmsLive alarms, DevicesLive devices, PositionsLive people, FigureSampler sampler, AlarmSampler alarmSampler, DeviceIndex kinds, AreaGround areas,
    City city, TimeProvider clock)
{
    /// <summary>The picture now.</summary>
    public WallPicture Read(Caller caller)
    {
        var whole = SeesWholeCity(caller);
        var sources = new WallSources(
            [.. tickets.Set.Items.Values.Where(t => whole || t.IsVisibleTo(caller))],
            [.. alarms.Set.Items.Values.Where(a => whole || a.IsVisibleTo(caller))],
            [.. devices.Set.Items.Values],
            [.. people.Set.Items.Values]);
        return new(
            sources, whole ? sampler.Trend : null, whole ? alarmSampler.Samples : [], areas.Now(CultureInfo.CurrentUICulture), code => kinds.KindByCode(code)?.Icon, city, clock.Now());
    }

    /// <summary>Whether figures of the whole city are this caller's figures.</summary>
    internal static bool SeesWholeCity(Caller caller) => !caller.OnlyOwnDepartment && !caller.OnlyOwnWork;
}
