using CommandCenter.Platform.Files;
using CommandCenter.Platform.Maps;
using static CommandCenter.Platform.Files.SourceFields;

namespace CommandCenter.Tickets.Import;

/// <summary>A source's row in our words, before it has a number, a department or an area.</summary>
public sealed record MappedRow(
    long Line, string SourceNumber, DateTimeOffset OpenedAt, DateTimeOffset? DispatchedAt, DateTimeOffset? SignedAt, DateTimeOffset? CompletedAt, DateTimeOffset? ClosedAt, DateTimeOffset? DueAt,
    TicketState State, TicketPriority? Priority, string Title, string? Description, string? Reply, IReadOnlyList<string> Category, string? Department, string Source,
    string? Address, string? Area, double? Latitude, double? Longitude, string? RequesterName, string? RequesterPhone, bool Anonymous, bool Confidential, TicketDoubts Doubts, RequesterAnswers? Answers = null);

/// <summary>
/// Maps rows by a profile. A row is rejected only when it cannot be read or has no identity; a doubtful fact is kept as given and flagged.
/// </summary>
public sealed class RowMapper
{
    private readonly ImportProfile profile;
    private readonly SourceFields fields;
    private readonly Dictionary<string, TicketState> states;
    private readonly Dictionary<string, TicketPriority> priorities;

    /// <summary>A mapper for a profile.</summary>
    public RowMapper(ImportProfile profile)
    {
        this.profile = profile;
        fields = new SourceFields(profile);
        states = new(profile.States, StringComparer.OrdinalIgnoreCase);
        priorities = new(profile.Priorities, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The row in our words, or why it is rejected.</summary>
    public (MappedRow? Row, RejectedRow? Reject) Map(SourceRow row)
    {
        try
        {
            return (Read(row), null);
        }
        catch (UnreadableField problem)
        {
            return (null, new RejectedRow(row.Line, problem.Message));
        }
    }

    private MappedRow Read(SourceRow row)
    {
        var opened = fields.Instant(row, "openedAt") ?? throw new UnreadableField("openedAt: is empty.");
        var closed = fields.Instant(row, "closedAt");
        var completed = fields.Instant(row, "completedAt") ?? closed;
        var (latitude, longitude, doubts) = Point(row);
        if (closed < opened)
            doubts |= TicketDoubts.ClosedBeforeOpened;
        var signed = fields.Instant(row, "signedAt");
        return new MappedRow(
            row.Line, Cut(fields.Needed(row, "number"), 100), opened, fields.Instant(row, "dispatchedAt"), signed, completed, closed, fields.Instant(row, "dueAt"),
            State(row, completed, closed), Priority(row), Cut(fields.Needed(row, "title"), 300), Cut(fields.Text(row, "description"), 20_000), Cut(fields.Text(row, "reply"), 20_000),
            Category(row), Cut(Mapped(profile.Departments, fields.Text(row, "department")), 200), Cut(Mapped(profile.Sources, fields.Text(row, "source")) ?? profile.Name, 60),
            Cut(fields.Text(row, "address"), 500), Cut(Mapped(profile.Areas, fields.Text(row, "area")), 200), latitude, longitude,
            Cut(fields.Text(row, "requesterName"), 100), Cut(fields.Text(row, "requesterPhone"), 40), fields.Flag(row, "anonymous"), fields.Flag(row, "confidential"), doubts, Answers(row));
    }

    // What was resolved is the question that every callback asks; a source without it has no answers.
    private RequesterAnswers? Answers(SourceRow row) => fields.Text(row, "resolved") is null ? null : new(
        fields.Text(row, "responded") is null || fields.Flag(row, "responded"), fields.Flag(row, "resolved"), fields.Text(row, "satisfied") is null ? null : fields.Flag(row, "satisfied"));

    private IReadOnlyList<string> Category(SourceRow row) => profile.Fields.TryGetValue("category", out var from) && from.Values(row) is { Count: > 0 } path
        ? [.. path.Select(name => Cut(Clean(name) ?? "?", 200))]
        : profile.Defaults.TryGetValue("category", out var fixedName) ? [fixedName] : [];

    private TicketState State(SourceRow row, DateTimeOffset? completed, DateTimeOffset? closed)
    {
        if (fields.Text(row, "state") is not { } text)
            return closed is not null ? TicketState.Closed : completed is not null ? TicketState.Completed : TicketState.Accepted;
        var state = states.TryGetValue(text, out var known) ? known
            : throw new UnreadableField($"state: '{text}' is not mapped by the profile; it maps {string.Join(", ", states.Keys)}.");
        // What the source calls closed but has no closing time cannot be placed in time; its state is kept and its clock stays with the request.
        return state;
    }

    private TicketPriority? Priority(SourceRow row) => fields.Text(row, "priority") is not { } text ? null
        : priorities.TryGetValue(text, out var priority) || (Enum.TryParse(text, ignoreCase: true, out priority) && Enum.IsDefined(priority)) ? priority
        : throw new UnreadableField($"priority: '{text}' is not mapped by the profile.");

    private (double?, double?, TicketDoubts) Point(SourceRow row)
    {
        var latitude = fields.Degrees(row, "latitude", 90);
        var longitude = fields.Degrees(row, "longitude", 180);
        if (latitude is not { } lat || longitude is not { } lon || (lat == 0 && lon == 0))
            return (null, null, profile.Fields.ContainsKey("latitude") ? TicketDoubts.NotGeocoded : TicketDoubts.None);
        if (profile.UnknownPoints.Any(p => p.Is(lat, lon)))
            return (null, null, TicketDoubts.NotGeocoded);
        var position = profile.Datum.ToWgs84(Position.Create(lat, lon));
        return (position.Latitude, position.Longitude, TicketDoubts.None);
    }
}
