using CommandCenter.Platform.Http;

namespace CommandCenter.Tickets;

/// <summary>A citizen's request, or a call taker's form: what a ticket is opened from.</summary>
public sealed record TicketRequest
{
    /// <summary>What it is about, in one line; needed.</summary>
    public string? Title { get; init; }

    /// <summary>The words of the request.</summary>
    public string? Description { get; init; }

    /// <summary>The category's id, its name, or its path "A / B / C".</summary>
    public string? Category { get; init; }

    /// <summary>How pressing; by default the category's.</summary>
    public TicketPriority? Priority { get; init; }

    /// <summary>How it came in, e.g. <c>phone</c>, <c>web</c>, <c>app</c>.</summary>
    public string? Source { get; init; }

    /// <summary>WGS84 degrees, with <see cref="Longitude"/>.</summary>
    public double? Latitude { get; init; }

    /// <summary>WGS84 degrees, with <see cref="Latitude"/>.</summary>
    public double? Longitude { get; init; }

    /// <summary>The place in words.</summary>
    public string? Address { get; init; }

    /// <summary>The area in words, used when there is no point.</summary>
    public string? Area { get; init; }

    /// <summary>Who asks.</summary>
    public string? RequesterName { get; init; }

    /// <summary>Their phone.</summary>
    public string? RequesterPhone { get; init; }

    /// <summary>They give no name.</summary>
    public bool Anonymous { get; init; }

    /// <summary>Its words are shown only to those who handle it.</summary>
    public bool Confidential { get; init; }

    /// <summary>The caller's own number for it.</summary>
    public string? SourceNumber { get; init; }

    /// <summary>The first thing wrong with it, named in the caller's terms; null when it can be opened.</summary>
    public Refusal? Check()
    {
        if (string.IsNullOrWhiteSpace(Title))
            return Refusal.Invalid("title", "is needed: say in one line what it is about.");
        if (WrongText() is { } wrong)
            return wrong;
        if (Latitude is null != Longitude is null)
            return Refusal.Invalid(Latitude is null ? "latitude" : "longitude", "is needed when the other coordinate is given.");
        if (Latitude is { } lat && !(lat is >= -90 and <= 90))
            return Refusal.Invalid("latitude", $"{lat} is outside -90 to 90 degrees (WGS84).");
        if (Longitude is { } lon && !(lon is >= -180 and <= 180))
            return Refusal.Invalid("longitude", $"{lon} is outside -180 to 180 degrees (WGS84).");
        if (Priority is { } priority && !Enum.IsDefined(priority))
            return Refusal.Invalid("priority", $"must be one of {string.Join(", ", Enum.GetNames<TicketPriority>())}.");
        return Anonymous && (!string.IsNullOrWhiteSpace(RequesterName) || !string.IsNullOrWhiteSpace(RequesterPhone))
            ? Refusal.Invalid("anonymous", "must be false when a name or a phone is given.")
            : null;
    }

    private Refusal? WrongText() =>
        TextField.Check("title", Title, 300) ?? TextField.Check("description", Description, 20_000) ?? TextField.Check("address", Address, 500)
        ?? TextField.Check("area", Area, 200) ?? TextField.Check("source", Source, 60) ?? TextField.Check("requesterName", RequesterName, 100)
        ?? TextField.Check("requesterPhone", RequesterPhone, 40) ?? TextField.Check("sourceNumber", SourceNumber, 100) ?? TextField.Check("category", Category, 600);
}

/// <summary>What goes with a verb. Each verb reads what it needs and nothing else.</summary>
public sealed record VerbInput
{
    /// <summary>Why, for Reject, Return and Rework; a note elsewhere.</summary>
    public string? Reason { get; init; }

    /// <summary>The reply to the requester, for Complete.</summary>
    public string? Reply { get; init; }

    /// <summary>The words, for Comment.</summary>
    public string? Text { get; init; }

    /// <summary>The department's id, code or name, for Dispatch.</summary>
    public string? Department { get; init; }

    /// <summary>The handler's user id or user name, for Assign.</summary>
    public string? Assignee { get; init; }

    /// <summary>The category's id, name or path, for ChangeCategory.</summary>
    public string? Category { get; init; }

    /// <summary>The priority, for ChangePriority.</summary>
    public TicketPriority? Priority { get; init; }

    /// <summary>The allowed reason, for Suspend.</summary>
    public SuspendReason? SuspendReason { get; init; }

    /// <summary>The <see cref="Ticket.Moves"/> the caller saw; when the ticket moved since, the verb is refused with what changed.</summary>
    public int? Moves { get; init; }

    /// <summary>The first text that cannot be kept, named in the caller's terms; null when all can.</summary>
    public Refusal? Check() =>
        TextField.Check("reason", Reason, 2_000) ?? TextField.Check("reply", Reply, 20_000) ?? TextField.Check("text", Text, 20_000)
        ?? TextField.Check("department", Department, 200) ?? TextField.Check("assignee", Assignee, 200) ?? TextField.Check("category", Category, 600);

    /// <summary>Whether the needed field has a value.</summary>
    public bool Has(VerbField field) => field switch
    {
        VerbField.Reason => !string.IsNullOrWhiteSpace(Reason),
        VerbField.Reply => !string.IsNullOrWhiteSpace(Reply),
        VerbField.Text => !string.IsNullOrWhiteSpace(Text),
        VerbField.Department => !string.IsNullOrWhiteSpace(Department),
        VerbField.Assignee => !string.IsNullOrWhiteSpace(Assignee),
        VerbField.Category => !string.IsNullOrWhiteSpace(Category),
        VerbField.Priority => Priority is { } p && Enum.IsDefined(p),
        VerbField.SuspendReason => SuspendReason is { } r && Enum.IsDefined(r),
        _ => true,
    };
}
