using System.Globalization;
using CommandCenter.Access;
using CommandCenter.Areas;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Time;
using CommandCenter.Tickets;

namespace CommandCenter.Wall;

/// <summary>Makes pictures from the live set, as far as a caller may see it. Never reads the database.</summary>
public sealed class WallReader(TicketsLive live, FigureSampler sampler, AreaGround areas, City city, TimeProvider clock)
{
    /// <summary>The picture now.</summary>
    public WallPicture Read(Caller caller)
    {
        var whole = SeesWholeCity(caller);
        var items = live.Set.Items.Values;
        IReadOnlyCollection<TicketView> seen = whole ? [.. items] : [.. items.Where(t => t.IsVisibleTo(caller))];
        return new(seen, whole ? sampler.Trend : null, areas.Now(CultureInfo.CurrentUICulture), city, clock.Now());
    }

    /// <summary>Whether figures of the whole city are this caller's figures.</summary>
    internal static bool SeesWholeCity(Caller caller) => !caller.OnlyOwnDepartment && !caller.OnlyOwnWork;
}
