namespace CommandCenter.Platform.Maps;

/// <summary>
/// What a mark looks like: shape by kind, fill by state. The members stand from the least to the most urgent; a
/// cluster shows the symbol of the last one inside it, and later ones are drawn above earlier ones.
/// </summary>
public enum MapSymbol
{
    /// <summary>A device in order: its icon on a quiet disc.</summary>
    Device,

    /// <summary>A device that has not been heard of: dashed.</summary>
    DeviceStale,

    /// <summary>A person or a crew whose position is old: dashed.</summary>
    PersonStale,

    /// <summary>A person or a crew: a pill, with the label inside.</summary>
    Person,

    /// <summary>A clock that was stopped in time.</summary>
    ClockMet,

    /// <summary>A clock that is suspended: two bars.</summary>
    ClockPaused,

    /// <summary>A clock in time: grey ring with the used part of its limit as a wedge.</summary>
    ClockOnTime,

    /// <summary>A Low alarm the source has cleared and nobody acknowledged.</summary>
    LowCleared,

    /// <summary>An acknowledged Low alarm.</summary>
    LowAcknowledged,

    /// <summary>An active Low alarm.</summary>
    LowActive,

    /// <summary>A clock inside its warning window: amber wedge.</summary>
    ClockAtRisk,

    /// <summary>A Medium alarm the source has cleared and nobody acknowledged.</summary>
    MediumCleared,

    /// <summary>An acknowledged Medium alarm.</summary>
    MediumAcknowledged,

    /// <summary>An active Medium alarm.</summary>
    MediumActive,

    /// <summary>A clock past due: rose in a solid square.</summary>
    ClockBreached,

    /// <summary>A High alarm the source has cleared and nobody acknowledged.</summary>
    HighCleared,

    /// <summary>An acknowledged High alarm.</summary>
    HighAcknowledged,

    /// <summary>An active High alarm.</summary>
    HighActive,

    /// <summary>A Critical alarm the source has cleared and nobody acknowledged.</summary>
    CriticalCleared,

    /// <summary>An acknowledged Critical alarm.</summary>
    CriticalAcknowledged,

    /// <summary>An active Critical alarm: twice the size, ringed, never inside a cluster of lesser marks.</summary>
    CriticalActive,
}

/// <summary>One point on the map, known by its id: the same id with other values moves or changes the same mark.</summary>
/// <param name="Id">Unique on its map; comes back when the mark is pressed.</param>
/// <param name="At">Where it stands.</param>
/// <param name="Symbol">What it looks like.</param>
/// <param name="Share">For clocks: the used part of the limit, 0 to 1.</param>
/// <param name="Label">For persons the text in the pill; for others what a pointer resting on the mark reads.</param>
/// <param name="Icon">For devices: the name of an icon (water, rain, manhole, gas, smoke, sos, motion, noise, ebike, crowd, camera, door, pump, gate).</param>
public sealed record MapMark(
    string Id, Position At, MapSymbol Symbol, double Share = 0, string? Label = null, string? Icon = null)
{
    /// <summary>For alarms: a value that is read on the map itself, on a plate beside the symbol, such as a gauge's level. Such a mark is never part of a cluster.</summary>
    public string? Tag { get; init; }

    // A clock face cannot show more, and a hand that creeps by less is not worth a message to every screen.
    private const int FaceSteps = 40;

    /// <summary>The share as it is drawn; marks that differ by less look the same and are not sent again.</summary>
    internal double DrawnShare => Math.Round(Math.Clamp(double.IsFinite(Share) ? Share : 0, 0, 1) * FaceSteps) / FaceSteps;

    internal bool LooksLike(MapMark other) =>
        At == other.At && Symbol == other.Symbol && DrawnShare == other.DrawnShare && Label == other.Label && Icon == other.Icon && Tag == other.Tag;
}
