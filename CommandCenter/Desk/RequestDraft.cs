using System.Globalization;
using CommandCenter.Platform.Maps;
using CommandCenter.Tickets;

namespace CommandCenter.Desk;

/// <summary>
/// What a call taker has typed so far. It has one idempotency key from its first letter to its ticket, so that a second press, a retry or a reconnect opens no second ticket.
/// </summary>
public sealed class RequestDraft
{
    /// <summary>The ways a call taker takes requests in.</summary>
    public static IReadOnlyList<string> Sources { get; } = ["phone", "web", "app", "wechat", "visit", "letter"];

    /// <summary>The key of this form.</summary>
    public string Key { get; set; } = "";

    /// <summary>Who asks.</summary>
    public string? Name { get; set; }

    /// <summary>Their phone.</summary>
    public string? Phone { get; set; }

    /// <summary>They give no name.</summary>
    public bool Anonymous { get; set; }

    /// <summary>Its words are only for those who handle it.</summary>
    public bool Confidential { get; set; }

    /// <summary>How it came in.</summary>
    public string Source { get; set; } = Sources[0];

    /// <summary>The category's id.</summary>
    public string? Category { get; set; }

    /// <summary>The priority; empty for the category's.</summary>
    public string? Priority { get; set; }

    /// <summary>What it is about, in one line.</summary>
    public string? Title { get; set; }

    /// <summary>The words of the request.</summary>
    public string? Description { get; set; }

    /// <summary>The place in words.</summary>
    public string? Address { get; set; }

    /// <summary>The picked point, WGS84 degrees.</summary>
    public double? Latitude { get; set; }

    /// <summary>The picked point, WGS84 degrees.</summary>
    public double? Longitude { get; set; }

    /// <summary>Whether anything was typed.</summary>
    public bool IsEmpty => Name is null && Phone is null && Title is null && Description is null && Address is null && Category is null && Latitude is null;

    /// <summary>A new form.</summary>
    public static RequestDraft New(DateTimeOffset now) => new() { Key = Guid.CreateVersion7(now).ToString("N", CultureInfo.InvariantCulture) };

    /// <summary>The picked point.</summary>
    public Position? Point => Position.TryCreate(Latitude, Longitude, out var at, out _) ? at : null;

    /// <summary>Picks a point, or none.</summary>
    public void Pick(Position? at) => (Latitude, Longitude) = (at?.Latitude, at?.Longitude);

    /// <summary>As the desk takes it. What was typed before "anonymous" was chosen is not sent.</summary>
    public TicketRequest ToRequest() => new()
    {
        Title = Words(Title), Description = Words(Description), Category = Words(Category), Address = Words(Address), Source = Source,
        Priority = Enum.TryParse<TicketPriority>(Priority, out var priority) ? priority : null,
        Latitude = Latitude, Longitude = Longitude, Anonymous = Anonymous, Confidential = Confidential,
        RequesterName = Anonymous ? null : Words(Name), RequesterPhone = Anonymous ? null : Words(Phone),
    };

    private static string? Words(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
