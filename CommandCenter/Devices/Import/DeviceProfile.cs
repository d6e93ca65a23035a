using CommandCenter.Platform.Files;

namespace CommandCenter.Devices.Import;

/// <summary>Maps a source's columns onto devices. <c>docs/devices.md</c> describes it.</summary>
public sealed record DeviceProfile : SourceProfile
{
    /// <summary>The source's kind → the code of ours; others are looked up as written.</summary>
    public IReadOnlyDictionary<string, string> Kinds { get; init; } = new Dictionary<string, string>();

    /// <summary>The source's department → the code or name of ours; others are looked up as written.</summary>
    public IReadOnlyDictionary<string, string> Departments { get; init; } = new Dictionary<string, string>();

    /// <summary>What stands between several aliases in one field.</summary>
    public string AliasSeparator { get; init; } = ";";

    /// <summary>The profiles that come with the product.</summary>
    public static ProfileShelf<DeviceProfile> Shelf { get; } = new("devices", Read);

    /// <summary>Every field of ours a profile may fill.</summary>
    public static IReadOnlyList<string> Names { get; } = ["code", "name", "kind", "aliases", "latitude", "longitude", "place", "department", "gridWorker", "parent"];

    /// <summary>The fields no device can do without.</summary>
    public static IReadOnlyList<string> Needed { get; } = ["code", "kind"];

    /// <summary>Reads a profile.</summary>
    /// <exception cref="ProfileProblem">It is not JSON, or says something impossible; all mistakes are named.</exception>
    public static DeviceProfile Read(string json) => Read<DeviceProfile>(json);

    /// <inheritdoc/>
    protected override IEnumerable<string> Mistakes()
    {
        foreach (var mistake in CommonMistakes("a device", Names, Needed))
            yield return mistake;
        if (AliasSeparator.Length == 0)
            yield return "aliasSeparator: must not be empty.";
        if (Fields.ContainsKey("latitude") != Fields.ContainsKey("longitude"))
            yield return "fields: 'latitude' and 'longitude' go together.";
    }
}
