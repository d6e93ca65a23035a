using CommandCenter.Platform.Http;
using CommandCenter.Platform.Maps;

namespace CommandCenter.Areas;

/// <summary>How a file of outlines is to be read.</summary>
/// <param name="Level">What its polygons are.</param>
/// <param name="Parent">Name, code or id of the area they lie in; null for none.</param>
/// <param name="NameProperty">The property that holds the name; null finds it.</param>
/// <param name="Datum">What its degrees are measured against; null is WGS84, as GeoJSON demands.</param>
/// <param name="ParentProperty">The property in which each polygon names the area it lies in, instead of <paramref name="Parent"/> for all.</param>
public sealed record AreaImportOptions(
    AreaLevel Level = AreaLevel.District, string? Parent = null, string? NameProperty = null, Datum? Datum = null, string? ParentProperty = null);

/// <summary>Why a feature was repaired or not taken.</summary>
public enum FeatureFault
{
    /// <summary>It has no geometry, or one without a surface.</summary>
    Empty,

    /// <summary>It is a point, a line or a collection.</summary>
    NotPolygon,

    /// <summary>Its coordinates cannot be read as rings: too few points, or not closed.</summary>
    BrokenRing,

    /// <summary>A coordinate is no place on earth in degrees.</summary>
    BadCoordinate,

    /// <summary>Its outline crosses or touches itself.</summary>
    SelfCrossing,

    /// <summary>It has no name, or one that is too long.</summary>
    Unnamed,

    /// <summary>An earlier feature of the file has its code or name.</summary>
    Repeated,

    /// <summary>The area that it says it lies in is not known, or not larger.</summary>
    NoParent,
}

/// <summary>What was repaired on a feature, or why it was not taken.</summary>
/// <param name="Feature">Its place in the file, from 0.</param>
/// <param name="Name">Its name, where it has one.</param>
/// <param name="Fault">The kind of fault.</param>
/// <param name="Detail">What exactly, and where.</param>
public sealed record FeatureNote(int Feature, string? Name, FeatureFault Fault, string Detail);

/// <summary>Something about the whole file that its reader should know.</summary>
public enum ImportHint
{
    /// <summary>The file was measured against GCJ-02 or BD-09 and was converted to WGS84.</summary>
    Converted,

    /// <summary>The file looks like one of China's map services, which measure against GCJ-02, and was read as WGS84.</summary>
    LooksLikeGcj02,

    /// <summary>Some of its areas are deactivated and stay so.</summary>
    Inactive,
}

/// <summary>What an import of outlines did.</summary>
/// <param name="NameProperty">The property that gave the names.</param>
/// <param name="CodeProperty">The property that gave the codes; null when the names did.</param>
/// <param name="Added">New areas.</param>
/// <param name="Updated">Areas with another outline, name or code than before.</param>
/// <param name="Unchanged">Areas that were already so.</param>
/// <param name="Repaired">Features whose outline was mended before it was taken.</param>
/// <param name="Refused">Features that were not taken.</param>
/// <param name="Hints">What concerns the whole file.</param>
public sealed record AreaImportReport(
    string NameProperty, string? CodeProperty, int Added, int Updated, int Unchanged,
    IReadOnlyList<FeatureNote> Repaired, IReadOnlyList<FeatureNote> Refused, IReadOnlyList<ImportHint> Hints);

/// <summary>The reasons for which a whole file of outlines is refused, as lasting codes.</summary>
public static class AreaFileRefusal
{
    /// <summary>It is no GeoJSON.</summary>
    public const string Unreadable = "areas-unreadable";

    /// <summary>Metres or feet of a projection.</summary>
    public const string Projected = "areas-projected";

    /// <summary>A coordinate reference system other than WGS84.</summary>
    public const string ReferenceSystem = "areas-crs";

    /// <summary>No property can be taken for the name.</summary>
    public const string NoName = "areas-no-name";

    /// <summary>Not one feature could be taken.</summary>
    public const string Nothing = "areas-nothing";

    /// <summary>Too large to come in through a browser.</summary>
    public const string TooLarge = "areas-too-large";

    internal static Refusal Of(string code, string detail) => new(StatusCodes.Status422UnprocessableEntity, code, detail);
}
