using System.Globalization;
using CommandCenter.Platform.Maps;

namespace CommandCenter.Tickets.Import;

/// <summary>A source's row in our words, before it has a number, a department or an area.</summary>
public sealed record MappedRow(
    long Line, string SourceNumber, DateTimeOffset OpenedAt, DateTimeOffset? DispatchedAt, DateTimeOffset? SignedAt, DateTimeOffset? CompletedAt, DateTimeOffset? ClosedAt, DateTimeOffset? DueAt,
    TicketState State, TicketPriority? Priority, string Title, string? Description, string? Reply, IReadOnlyList<string> Category, string? Department, string Source,
    string? Address, string? Area, double? Latitude, double? Longitude, string? RequesterName, string? RequesterPhone, bool Anonymous, bool Confidential, TicketDoubts Doubts);

/// <summary>A row that cannot be read, or has no identity.</summary>
/// <param name="Line">Its line.</param>
/// <param name="Reason">Why, naming the column.</param>
public sealed record RejectedRow(long Line, string Reason);

/// <summary>
/// Maps rows by a profile. A row is rejected only when it cannot be read or has no identity; a doubtful fact is kept as given and flagged.
/// </summary>
public sealed class RowMapper
{
    private readonly ImportProfile profile;
    private readonly TimeZoneInfo zone;
    private readonly Dictionary<string, TicketState> states;
    private readonly Dictionary<string, TicketPriority> priorities;

    /// <summary>A mapper for a profile.</summary>
    public RowMapper(ImportProfile profile)
    {
        this.profile = profile;
        zone = TimeZoneInfo.FindSystemTimeZoneById(profile.TimeZone);
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
        var opened = Instant(row, "openedAt") ?? throw Missing("openedAt");
        var closed = Instant(row, "closedAt");
        var completed = Instant(row, "completedAt") ?? closed;
        var (latitude, longitude, doubts) = Point(row);
        if (closed < opened)
            doubts |= TicketDoubts.ClosedBeforeOpened;
        var signed = Instant(row, "signedAt");
        return new MappedRow(
            row.Line, Cut(Text(row, "number") ?? throw Missing("number"), 100), opened, Instant(row, "dispatchedAt"), signed, completed, closed, Instant(row, "dueAt"),
            State(row, completed, closed), Priority(row), Cut(Text(row, "title") ?? throw Missing("title"), 300), Cut(Text(row, "description"), 20_000), Cut(Text(row, "reply"), 20_000),
            Category(row), Cut(Mapped(profile.Departments, Text(row, "department")), 200), Cut(Mapped(profile.Sources, Text(row, "source")) ?? profile.Name, 60),
            Cut(Text(row, "address"), 500), Cut(Mapped(profile.Areas, Text(row, "area")), 200), latitude, longitude,
            Cut(Text(row, "requesterName"), 100), Cut(Text(row, "requesterPhone"), 40), Flag(row, "anonymous"), Flag(row, "confidential"), doubts);
    }

    private string? Text(SourceRow row, string field) =>
        Clean(profile.Fields.TryGetValue(field, out var from) ? from.Value(row) : null) ?? profile.Defaults.GetValueOrDefault(field);

    // Stray control characters are dirt that PostgreSQL refuses to keep; one of them must not cost the whole batch.
    private static string? Clean(string? value) => value is null || !value.Any(IsDirt) ? value
        : string.Concat(value.Select(c => IsDirt(c) ? ' ' : c)).Trim() is { Length: > 0 } clean ? clean : null;

    private static bool IsDirt(char c) => char.IsControl(c) && c is not ('\t' or '\n' or '\r');

    private IReadOnlyList<string> Category(SourceRow row) => profile.Fields.TryGetValue("category", out var from) && from.Values(row) is { Count: > 0 } path
        ? [.. path.Select(name => Cut(Clean(name) ?? "?", 200))]
        : profile.Defaults.TryGetValue("category", out var fixedName) ? [fixedName] : [];

    private DateTimeOffset? Instant(SourceRow row, string field)
    {
        if (Text(row, field) is not { } text)
            return null;
        foreach (var format in profile.DateFormats)
            if (DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
                return FromLocal(local);
        if (HasOffset(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
            return at.ToUniversalTime();
        return DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var plain)
            ? FromLocal(DateTime.SpecifyKind(plain, DateTimeKind.Unspecified))
            : throw new UnreadableField($"{field}: '{text}' is not a date of the form {string.Join(" or ", profile.DateFormats.DefaultIfEmpty("2026-06-18T08:00:00+08:00"))}.");
    }

    // A local time that summer time skips is taken as the instant the clocks jump to; one that comes twice as the first.
    private DateTimeOffset FromLocal(DateTime local)
    {
        if (zone.IsInvalidTime(local))
            local = local.AddHours(1);
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    private static bool HasOffset(string text) => text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':') || (text.Length > 5 && text[^5] is '+' or '-' && text.Contains('T'));

    private TicketState State(SourceRow row, DateTimeOffset? completed, DateTimeOffset? closed)
    {
        if (Text(row, "state") is not { } text)
            return closed is not null ? TicketState.Closed : completed is not null ? TicketState.Completed : TicketState.Accepted;
        var state = states.TryGetValue(text, out var known) ? known
            : throw new UnreadableField($"state: '{text}' is not mapped by the profile; it maps {string.Join(", ", states.Keys)}.");
        // What the source calls closed but has no closing time cannot be placed in time; its state is kept and its clock stays with the request.
        return state;
    }

    private TicketPriority? Priority(SourceRow row) => Text(row, "priority") is not { } text ? null
        : priorities.TryGetValue(text, out var priority) || (Enum.TryParse(text, ignoreCase: true, out priority) && Enum.IsDefined(priority)) ? priority
        : throw new UnreadableField($"priority: '{text}' is not mapped by the profile.");

    private (double?, double?, TicketDoubts) Point(SourceRow row)
    {
        var latitude = Number(row, "latitude", 90);
        var longitude = Number(row, "longitude", 180);
        if (latitude is not { } lat || longitude is not { } lon || (lat == 0 && lon == 0))
            return (null, null, profile.Fields.ContainsKey("latitude") ? TicketDoubts.NotGeocoded : TicketDoubts.None);
        if (profile.UnknownPoints.Any(p => p.Is(lat, lon)))
            return (null, null, TicketDoubts.NotGeocoded);
        var position = profile.Datum.ToWgs84(Position.Create(lat, lon));
        return (position.Latitude, position.Longitude, TicketDoubts.None);
    }

    private double? Number(SourceRow row, string field, double limit) => Text(row, field) is not { } text ? null
        : double.TryParse(text, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= limit ? number
        : throw new UnreadableField($"{field}: '{text}' is not a number of degrees from -{limit} to {limit}.");

    private bool Flag(SourceRow row, string field) => Text(row, field)?.ToLowerInvariant() is "true" or "1" or "yes" or "y" or "是";

    private static string? Mapped(IReadOnlyDictionary<string, string> map, string? value) => value is not null && map.TryGetValue(value, out var ours) ? ours : value;

    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(value))]
    private static string? Cut(string? value, int limit) => value is null || value.Length <= limit ? value
        : value[..(char.IsHighSurrogate(value[limit - 2]) ? limit - 2 : limit - 1)] + "…";

    private static UnreadableField Missing(string field) => new($"{field}: is empty.");

    private sealed class UnreadableField(string message) : Exception(message);
}
