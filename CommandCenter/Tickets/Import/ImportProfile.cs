using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using CommandCenter.Platform.Maps;

namespace CommandCenter.Tickets.Import;

/// <summary>
/// Maps a source's columns, dates, states, categories, departments and area text onto tickets, so that a stranger imports another city's file without code.
/// A profile is a small JSON file; <c>docs/profiles.md</c> describes it.
/// </summary>
public sealed record ImportProfile
{
    /// <summary>Its name; also the system in which the source's numbers count.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary><c>csv</c> or <c>json</c> (an array of objects, or one object per line).</summary>
    public string Format { get; init; } = "csv";

    /// <summary>The character between CSV fields; found out when not given.</summary>
    public string? Delimiter { get; init; }

    /// <summary>The encoding of the file, by its IANA name; see <see cref="SourceEncoding"/>.</summary>
    public string Encoding { get; init; } = "utf-8";

    /// <summary>The IANA zone of times without an offset.</summary>
    public required string TimeZone { get; init; }

    /// <summary>.NET date formats, tried in order, before ISO 8601.</summary>
    public IReadOnlyList<string> DateFormats { get; init; } = [];

    /// <summary>Our field → where it comes from.</summary>
    public required IReadOnlyDictionary<string, ProfileField> Fields { get; init; }

    /// <summary>The source's state → ours.</summary>
    public IReadOnlyDictionary<string, TicketState> States { get; init; } = new Dictionary<string, TicketState>();

    /// <summary>The source's priority → ours.</summary>
    public IReadOnlyDictionary<string, TicketPriority> Priorities { get; init; } = new Dictionary<string, TicketPriority>();

    /// <summary>The source's channel → ours; others are kept as written.</summary>
    public IReadOnlyDictionary<string, string> Sources { get; init; } = new Dictionary<string, string>();

    /// <summary>The source's department → the department's code or name here; others are kept as written.</summary>
    public IReadOnlyDictionary<string, string> Departments { get; init; } = new Dictionary<string, string>();

    /// <summary>The source's area text → ours; others are looked up as written.</summary>
    public IReadOnlyDictionary<string, string> Areas { get; init; } = new Dictionary<string, string>();

    /// <summary>Values for fields the source does not have.</summary>
    public IReadOnlyDictionary<string, string> Defaults { get; init; } = new Dictionary<string, string>();

    /// <summary>Points on which the source puts what it could not locate.</summary>
    public IReadOnlyList<ProfilePoint> UnknownPoints { get; init; } = [];

    /// <summary>The datum of its coordinates; converted at this edge.</summary>
    public Datum Datum { get; init; } = Datum.Wgs84;

    /// <summary>Every field of ours a profile may fill.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "number", "openedAt", "dispatchedAt", "signedAt", "completedAt", "closedAt", "dueAt", "state", "title", "description", "reply", "category", "department",
        "source", "priority", "address", "area", "latitude", "longitude", "requesterName", "requesterPhone", "anonymous", "confidential",
    ];

    /// <summary>The fields no ticket can do without.</summary>
    public static IReadOnlyList<string> Needed { get; } = ["number", "openedAt", "title"];

    /// <summary>Reads a profile.</summary>
    /// <exception cref="ProfileProblem">It is not JSON, or says something impossible; all mistakes are named.</exception>
    public static ImportProfile Read(string json)
    {
        ImportProfile profile;
        try
        {
            profile = JsonSerializer.Deserialize<ImportProfile>(json, Options) ?? throw new ProfileProblem("The profile is empty.");
        }
        catch (JsonException problem)
        {
            throw new ProfileProblem($"The profile is not right at {problem.Path ?? "its beginning"}, line {(problem.LineNumber ?? 0) + 1}: {problem.Message.Split(". Path:")[0]}");
        }
        var mistakes = Mistakes(profile).ToList();
        return mistakes.Count == 0 ? profile : throw new ProfileProblem(string.Join(" ", mistakes));
    }

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(), new ProfileFieldConverter() },
    };

    private static IEnumerable<string> Mistakes(ImportProfile profile)
    {
        if (profile.Format is not ("csv" or "json"))
            yield return $"format: '{profile.Format}' is neither csv nor json.";
        if (SourceEncoding.Find(profile.Encoding) is null)
            yield return SourceEncoding.Unknown(profile.Encoding);
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(profile.TimeZone, out _))
            yield return $"timeZone: '{profile.TimeZone}' is not an IANA zone such as Asia/Shanghai.";
        foreach (var unknown in profile.Fields.Keys.Where(name => !Names.Contains(name)))
            yield return $"fields: '{unknown}' is not a field of a ticket; fields are {string.Join(", ", Names)}.";
        foreach (var missing in Needed.Where(name => !profile.Fields.ContainsKey(name) && !profile.Defaults.ContainsKey(name)))
            yield return $"fields: '{missing}' is needed.";
        foreach (var (name, field) in profile.Fields.Where(f => f.Value.Match is { } match && !IsPattern(match)))
            yield return $"fields: '{name}' has a match '{field.Match}' that is not a regular expression with one group and without look-around or back references.";
        if (profile.Fields.TryGetValue("category", out var category) && category.Path.Count > Category.Levels)
            yield return $"fields: 'category' has {category.Path.Count} levels; {Category.Levels} are possible.";
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
