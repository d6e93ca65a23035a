using CommandCenter.Areas;
using CommandCenter.Platform.Maps;
using NetTopologySuite.Geometries;
using Position = CommandCenter.Platform.Maps.Position;

namespace CommandCenter.DemoCity.Plan;

/// <summary>A city on paper, drawn from a seed: the same seed gives the same city to the last coordinate. It knows no database; <c>DemoCity</c> writes it down.</summary>
/// <param name="Seed">What it was drawn from.</param>
/// <param name="Name">Its Chinese and English name.</param>
/// <param name="Areas">City, districts, streets, communities and grids, parents before children; each level tiles its parent without gap or overlap.</param>
/// <param name="Ground">What the base map draws: water, green, roads and blocks.</param>
/// <param name="Places">Named places that devices, requests and scenarios refer to.</param>
public sealed record CityPlan(int Seed, PlanName Name, IReadOnlyList<PlannedArea> Areas, IReadOnlyList<PlannedGround> Ground, IReadOnlyList<PlannedPlace> Places);

/// <summary>A name in the city's two languages.</summary>
public sealed record PlanName(string Chinese, string English);

/// <summary>One node of the area tree.</summary>
/// <param name="Code">Unique in the city, e.g. <c>LA-0233</c> for a grid.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Level">How large it is.</param>
/// <param name="ParentCode">The area it lies in; null for the city.</param>
/// <param name="Outline">WGS84 degrees, longitude as X.</param>
/// <param name="Character">What is there, which decides which devices and requests it has.</param>
public sealed record PlannedArea(string Code, PlanName Name, AreaLevel Level, string? ParentCode, Polygon Outline, AreaCharacter Character);

/// <summary>What a part of the city lives from.</summary>
public enum AreaCharacter
{
    /// <summary>Homes, schools, small shops.</summary>
    Residential,

    /// <summary>Narrow lanes of the old town: old houses, markets.</summary>
    OldTown,

    /// <summary>Offices, department stores, stations.</summary>
    Commercial,

    /// <summary>Works, warehouses, the port.</summary>
    Industrial,

    /// <summary>River banks, lakes and wetland.</summary>
    Waterfront,

    /// <summary>Parks and hills.</summary>
    Park,
}

/// <summary>One shape of the base map.</summary>
/// <param name="Kind">What it is, which decides how it is drawn.</param>
/// <param name="Rank">1, the greatest, to 4.</param>
/// <param name="Name">Its label; null where it has none.</param>
/// <param name="Shape">A line or a surface in WGS84 degrees, longitude as X.</param>
public sealed record PlannedGround(BaseLayerKind Kind, int Rank, PlanName? Name, Geometry Shape);

/// <summary>A named place: the tower, a hospital, a bridge, a gauge's site.</summary>
/// <param name="Code">Unique in the city; scenarios name it.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="At">Where it is.</param>
public sealed record PlannedPlace(string Code, PlanName Name, PlaceKind Kind, Position At);

/// <summary>What a named place is.</summary>
public enum PlaceKind
{
    /// <summary>The observation tower, where crowds gather.</summary>
    Tower,

    /// <summary>A railway or coach station.</summary>
    Station,

    /// <summary>A hospital.</summary>
    Hospital,

    /// <summary>A school.</summary>
    School,

    /// <summary>A market.</summary>
    Market,

    /// <summary>A park's gate.</summary>
    Park,

    /// <summary>A bridge over a river.</summary>
    Bridge,

    /// <summary>Where a river gauge stands.</summary>
    RiverGauge,

    /// <summary>A pumping station.</summary>
    PumpingStation,

    /// <summary>A fire station.</summary>
    FireStation,

    /// <summary>A housing estate.</summary>
    Estate,

    /// <summary>A square or a stadium.</summary>
    Square,
}
