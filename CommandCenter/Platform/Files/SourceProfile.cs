using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using CommandCenter.Platform.Maps;

namespace CommandCenter.Platform.Files;

/// <summary>
/// How a source's file is read: its form, its dates and which column is which field. What the fields become is said by the profiles of the rooms, which are this and more.
/// A profile is a small JSON file; <c>docs/profiles.md</c> describes it.
/// </summary>
public abstract record SourceProfile
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary><c>csv</c> or <c>json</c> (an array of objects, or one object per line).</summary>
    public string Format { get; init; } = "csv";

    /// <summary>The character between CSV fields; found out when not given.</summary>
    public string? Delimiter { get; init; }

    /// <summary>The encoding of the file.</summary>
    public string Encoding { get; init; } = "utf-8";

    /// <summary>The IANA zone of times without an offset.</summary>
    public required string TimeZone { get; init; }

    /// <summary>.NET date formats, tried in order, before ISO 8601.</summary>
    public IReadOnlyList<string> DateFormats { get; init; } = [];

    /// <summary>Our field → where it comes from.</summary>
    public required IReadOnlyDictionary<string, ProfileField> Fields { get; init; }

    /// <summary>Values for fields the source does not have.</summary>
    public IReadOnlyDictionary<string, string> Defaults { get; init; } = new Dictionary<string, string>();

    /// <summary>Points on which the source puts what it could not locate.</summary>
    public IReadOnlyList<ProfilePoint> UnknownPoints { get; init; } = [];

    /// <summary>The datum of its coordinates; converted at this edge.</summary>
    public Datum Datum { get; init; } = Datum.Wgs84;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(), new ProfileFieldConverter() },
    };

    /// <summary>Every column that has to be there.</summary>
    public virtual IEnumerable<string> NeededColumns => Fields.Values.SelectMany(f => f.AllColumns);

    /// <summary>What is wrong with it, one sentence for each mistake.</summary>
    protected abstract IEnumerable<string> Mistakes();

    /// <summary>Reads a profile.</summary>
    /// <exception cref="ProfileProblem">It is not JSON, or says something impossible; all mistakes are named.</exception>
    protected static T Read<T>(string json) where T : SourceProfile
    {
        T profile;
        try
        {
            profile = JsonSerializer.Deserialize<T>(json, Options) ?? throw new ProfileProblem("The profile is empty.");
        }
        catch (JsonException problem)
        {
            throw new ProfileProblem($"The profile is not right at {problem.Path ?? "its beginning"}, line {(problem.LineNumber ?? 0) + 1}: {problem.Message.Split(". Path:")[0]}");
        }
        var mistakes = profile.Mistakes().ToList();
        return mistakes.Count == 0 ? profile : throw new ProfileProblem(string.Join(" ", mistakes));
    }

    /// <summary>What can be wrong with any profile.</summary>
    /// <param name="thing">What the fields are fields of, e.g. <c>a ticket</c>.</param>
    /// <param name="names">Every field it may fill.</param>
    /// <param name="needed">The fields nothing can do without.</param>
    protected IEnumerable<string> CommonMistakes(string thing, IReadOnlyList<string> names, IReadOnlyList<string> needed)
    {
        if (Format is not ("csv" or "json"))
            yield return $"format: '{Format}' is neither csv nor json.";
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
            yield return $"timeZone: '{TimeZone}' is not an IANA zone such as Asia/Shanghai.";
        foreach (var unknown in Fields.Keys.Where(name => !names.Contains(name)))
            yield return $"fields: '{unknown}' is not a field of {thing}; fields are {string.Join(", ", names)}.";
        foreach (var missing in needed.Where(name => !Fields.ContainsKey(name) && !Defaults.ContainsKey(name)))
            yield return $"fields: '{missing}' is needed.";
        foreach (var (name, field) in Fields.Where(f => f.Value.Match is { } match && !IsPattern(match)))
            yield return $"fields: '{name}' has a match '{field.Match}' that is not a regular expression with one group and without look-around or back references.";
    }

    private static bool IsPattern(string pattern)
    {
        try
        {
            return new Regex(pattern, ProfileField.PatternOptions).GetGroupNumbers().Length == 2;
        }
        catch (Exception problem) when (problem is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}

/// <summary>A point that means "not located".</summary>
public sealed record ProfilePoint(double Latitude, double Longitude)
{
    /// <summary>Half a unit of the fourth decimal, about five metres: sources round.</summary>
    private const double Tolerance = 0.00005;

    /// <summary>Whether the coordinates are this point.</summary>
    public bool Is(double latitude, double longitude) => Math.Abs(latitude - Latitude) < Tolerance && Math.Abs(longitude - Longitude) < Tolerance;
}

/// <summary>A profile cannot be used; the message names every mistake.</summary>
public sealed class ProfileProblem(string message) : Exception(message);
