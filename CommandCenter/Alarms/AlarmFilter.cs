using CommandCenter.Areas;
using CommandCenter.Devices;
using CommandCenter.People;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Time;

namespace CommandCenter.Alarms;

/// <summary>How a list of alarms is sorted. Every order ends with the sequence, so that pages never overlap.</summary>
public enum AlarmOrder
{
    /// <summary>The newest first.</summary>
    Newest,

    /// <summary>The oldest first.</summary>
    Oldest,

    /// <summary>By priority, the worst first; within one the newest first.</summary>
    Priority,
}

/// <summary>Which alarms: the same filter serves lists and the API.</summary>
public sealed record AlarmFilter
{
    /// <summary>Any of these states; empty for all.</summary>
    public IReadOnlyList<AlarmState> States { get; init; } = [];

    /// <summary>Only what stands: not normal.</summary>
    public bool StandingOnly { get; init; }

    /// <summary>Any of these priorities; empty for all.</summary>
    public IReadOnlyList<AlarmPriority> Priorities { get; init; } = [];

    /// <summary>How it is hidden.</summary>
    public AlarmHiding? Hiding { get; init; }

    /// <summary>Only those marked false, or only those not.</summary>
    public bool? MarkedFalse { get; init; }

    /// <summary>The device.</summary>
    public Guid? DeviceId { get; init; }

    /// <summary>The device kind's code.</summary>
    public string? KindCode { get; init; }

    /// <summary>The rule.</summary>
    public Guid? RuleId { get; init; }

    /// <summary>The outside system that sent it.</summary>
    public string? Sender { get; init; }

    /// <summary>The department.</summary>
    public Guid? DepartmentId { get; init; }

    /// <summary>The area or one below it.</summary>
    public Guid? AreaId { get; init; }

    /// <summary>Raised at or after this.</summary>
    public DateTimeOffset? RaisedFrom { get; init; }

    /// <summary>Raised before this.</summary>
    public DateTimeOffset? RaisedTo { get; init; }

    /// <summary>Words: a number, a device, a place, a title.</summary>
    public string? Search { get; init; }

    /// <summary>The order.</summary>
    public AlarmOrder Order { get; init; }

    /// <summary>How many.</summary>
    public int Limit { get; init; } = Page.DefaultLimit;

    /// <summary>Where the page before ended.</summary>
    public string? Cursor { get; init; }
}

/// <summary>A filter as it stands in a URL: the same names in the API and in the address bar of a list.</summary>
public sealed record AlarmQuery
{
    /// <summary>States, separated by commas.</summary>
    public string? State { get; init; }

    /// <summary>true: only alarms that stand, in any state but Normal.</summary>
    public bool? Standing { get; init; }

    /// <summary>Priorities, separated by commas.</summary>
    public string? Priority { get; init; }

    /// <summary>None, Shelved, Suppressed or OutOfService.</summary>
    public string? Hiding { get; init; }

    /// <summary>true: only those marked false; false: only those not.</summary>
    public bool? False { get; init; }

    /// <summary>Id, code, name or alias.</summary>
    public string? Device { get; init; }

    /// <summary>The device kind's code.</summary>
    public string? Kind { get; init; }

    /// <summary>The rule's id.</summary>
    public Guid? Rule { get; init; }

    /// <summary>Id, code or name.</summary>
    public string? Department { get; init; }

    /// <summary>Id, code or name; with all below it.</summary>
    public string? Area { get; init; }

    /// <summary>An instant, or a day in the city's zone.</summary>
    public string? RaisedFrom { get; init; }

    /// <summary>An instant, or a day in the city's zone; the day is not included.</summary>
    public string? RaisedTo { get; init; }

    /// <summary>Words to search for.</summary>
    public string? Q { get; init; }

    /// <summary>newest, oldest or priority.</summary>
    public string? Order { get; init; }

    /// <summary>How many, up to 500.</summary>
    public int? Limit { get; init; }

    /// <summary>The <c>next</c> of the page before.</summary>
    public string? Cursor { get; init; }
}

/// <summary>Turns words of a URL into a filter, or says which word is wrong.</summary>
public sealed class AlarmQueries(DeviceIndex devices, DepartmentIndex departments, AreaIndex areas, City city)
{
    /// <summary>The filter of a query.</summary>
    /// <exception cref="Refusal">Names the parameter that is wrong.</exception>
    public AlarmFilter Filter(AlarmQuery query)
    {
        var filter = new AlarmFilter
        {
            States = Words<AlarmState>("state", query.State),
            StandingOnly = query.Standing ?? false,
            Priorities = Words<AlarmPriority>("priority", query.Priority),
            Hiding = Words<AlarmHiding>("hiding", query.Hiding) is [var hiding, ..] ? hiding : null,
            MarkedFalse = query.False,
            DeviceId = Known("device", query.Device, text => (Guid.TryParse(text, out var id) ? devices.Find(id) : devices.FindByText(text))?.Id),
            KindCode = string.IsNullOrWhiteSpace(query.Kind) ? null : devices.KindByCode(query.Kind)?.Code ?? throw Refusal.Invalid("kind", $"'{query.Kind}' is not a kind of device here."),
            RuleId = query.Rule,
            DepartmentId = Known("department", query.Department, text => (Guid.TryParse(text, out var id) ? departments.Find(id) : departments.FindByText(text))?.Id),
            AreaId = Known("area", query.Area, text => (Guid.TryParse(text, out var id) ? areas.Find(id) : areas.FindByText(text))?.Id),
            RaisedFrom = Instant("raisedFrom", query.RaisedFrom),
            RaisedTo = Instant("raisedTo", query.RaisedTo),
            Search = query.Q,
            Order = Words<AlarmOrder>("order", query.Order) is [var order, ..] ? order : AlarmOrder.Newest,
            Limit = Page.Limit(query.Limit),
            Cursor = query.Cursor,
        };
        return filter.RaisedFrom > filter.RaisedTo ? throw Refusal.Invalid("raisedFrom", "is after raisedTo.")
            : TextField.Check("q", filter.Search, 200) is { } wrong ? throw wrong
            : filter;
    }

    private DateTimeOffset? Instant(string field, string? text) => string.IsNullOrWhiteSpace(text) ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day) ? city.StartOf(day)
        : DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var at) ? at.ToUniversalTime()
        : throw Refusal.Invalid(field, $"'{text}' is neither a day (2026-06-18) nor an instant (2026-06-18T08:00:00+08:00).");

    private static IReadOnlyList<T> Words<T>(string field, string? text) where T : struct, Enum =>
        [.. (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(word => Word<T>(field, word))];

    private static T Word<T>(string field, string text) where T : struct, Enum =>
        char.IsAsciiLetter(text[0]) && Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value
        : throw Refusal.Invalid(field, $"'{text}' is not one of {string.Join(", ", Enum.GetNames<T>())}.");

    private static Guid? Known(string field, string? text, Func<string, Guid?> find) => string.IsNullOrWhiteSpace(text) ? null
        : find(text.Trim()) ?? throw Refusal.Invalid(field, $"'{text}' is not known here.");
}
