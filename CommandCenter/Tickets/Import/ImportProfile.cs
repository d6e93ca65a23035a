using CommandCenter.Platform.Files;

namespace CommandCenter.Tickets.Import;

/// <summary>
/// Maps a source's columns, dates, states, categories, departments and area text onto tickets, so that a stranger imports another city's file without code.
/// Its name is also the system in which the source's numbers count.
/// </summary>
public sealed record ImportProfile : SourceProfile
{
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

    /// <summary>The profiles that come with the product.</summary>
    public static ProfileShelf<ImportProfile> Shelf { get; } = new("tickets", Read);

    /// <summary>Every field of ours a profile may fill.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "number", "openedAt", "dispatchedAt", "signedAt", "completedAt", "closedAt", "dueAt", "state", "title", "description", "reply", "category", "department",
        "source", "priority", "address", "area", "latitude", "longitude", "requesterName", "requesterPhone", "anonymous", "confidential",
        "responded", "resolved", "satisfied",
    ];

    /// <summary>The fields no ticket can do without.</summary>
    public static IReadOnlyList<string> Needed { get; } = ["number", "openedAt", "title"];

    /// <summary>Reads a profile.</summary>
    /// <exception cref="ProfileProblem">It is not JSON, or says something impossible; all mistakes are named.</exception>
    public static ImportProfile Read(string json) => Read<ImportProfile>(json);

    /// <inheritdoc/>
    protected override IEnumerable<string> Mistakes()
    {
        foreach (var mistake in CommonMistakes("a ticket", Names, Needed))
            yield return mistake;
        if (Fields.TryGetValue("category", out var category) && category.Path.Count > Category.Levels)
            yield return $"fields: 'category' has {category.Path.Count} levels; {Category.Levels} are possible.";
    }
}
