using CommandCenter.Platform.Files;

namespace CommandCenter.Devices.Import;

/// <summary>
/// Maps a source's rows onto measurements: which columns are the instant, the device and the values. Where the source says them too, it derives the devices and their
/// thresholds from the same rows. <c>docs/devices.md</c> describes it.
/// </summary>
public sealed record MeasurementProfile : SourceProfile
{
    /// <summary>What each row measures; at least one.</summary>
    public IReadOnlyList<ProfileReading> Readings { get; init; } = [];

    /// <summary>What stands for "nothing" in a value or a threshold, besides an empty field.</summary>
    public IReadOnlyList<string> Nothing { get; init; } = [];

    /// <summary>The source's spelling of a device → the spelling that is meant. What it does not name is taken as written.</summary>
    public IReadOnlyDictionary<string, string> Aliases { get; init; } = new Dictionary<string, string>();

    /// <summary>How devices are made of what the rows name; null where devices must be there before.</summary>
    public DerivedDevices? Devices { get; init; }

    /// <summary>The profiles that come with the product.</summary>
    public static ProfileShelf<MeasurementProfile> Shelf { get; } = new("measurements", Read);

    /// <summary>Every field of ours a profile may fill; values and thresholds stand in <see cref="Readings"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["at", "device", "messageId", "place", "latitude", "longitude", "department"];

    /// <summary>The fields no measurement can do without.</summary>
    public static IReadOnlyList<string> Needed { get; } = ["at", "device"];

    /// <inheritdoc/>
    public override IEnumerable<string> NeededColumns => base.NeededColumns.Concat(Readings.SelectMany(r => r.Columns));

    /// <summary>Reads a profile.</summary>
    /// <exception cref="ProfileProblem">It is not JSON, or says something impossible; all mistakes are named.</exception>
    public static MeasurementProfile Read(string json) => Read<MeasurementProfile>(json);

    /// <inheritdoc/>
    protected override IEnumerable<string> Mistakes()
    {
        foreach (var mistake in CommonMistakes("a measurement", Names, Needed))
            yield return mistake;
        if (Readings.Count == 0)
            yield return "readings: at least one is needed.";
        foreach (var reading in Readings.Where(r => r.Quantity.Length is 0 or > Quantity.CodeLength || r.Value.Length == 0))
            yield return $"readings: '{reading.Quantity}' needs a quantity and the column of its value.";
        if (Devices is not null && Readings.Any(r => string.IsNullOrWhiteSpace(r.Kind)))
            yield return "readings: 'kind' is needed where devices are derived.";
        if (Readings.Select(r => (r.Suffix, r.Quantity)).Distinct().Count() < Readings.Count)
            yield return "readings: two of them are the same quantity of the same device.";
    }
}

/// <summary>One value that each row gives.</summary>
/// <param name="Quantity">The quantity's code.</param>
/// <param name="Value">The column of the value.</param>
/// <param name="Kind">The code of the kind of device that measures it; needed where devices are derived.</param>
/// <param name="Suffix">What is put behind the device's text, where one row speaks of two devices at one place.</param>
/// <param name="Min">What lies below is dirt, not a measurement.</param>
/// <param name="Thresholds">The columns of the device's own thresholds, where the rows say them.</param>
public sealed record ProfileReading(string Quantity, string Value, string? Kind = null, string Suffix = "", double? Min = null, ThresholdColumns? Thresholds = null)
{
    /// <summary>Every column it reads.</summary>
    public IEnumerable<string> Columns => new[] { Value, Thresholds?.Watch, Thresholds?.Warning, Thresholds?.Limit }.OfType<string>();
}

/// <summary>The columns of the three thresholds, each where there is one. 0 means "not set".</summary>
public sealed record ThresholdColumns(string? Watch = null, string? Warning = null, string? Limit = null);

/// <summary>How devices are derived.</summary>
/// <param name="CodePrefix">What their codes begin with; the rest is their name in letters and digits.</param>
public sealed record DerivedDevices(string CodePrefix = "");
