using CommandCenter.Access;
using CommandCenter.Areas;
using CommandCenter.People;

namespace CommandCenter.Tickets;

/// <summary>A ticket as the API and its page show it to one caller: requesters are masked by role, the words of a confidential ticket by need.</summary>
public sealed record TicketDetail
{
    /// <summary>The number people use.</summary>
    public required string Number { get; init; }

    /// <summary>The number in the system it came from.</summary>
    public string? SourceNumber { get; init; }

    /// <summary>How it came in.</summary>
    public required string Source { get; init; }

    /// <summary>Where it stands.</summary>
    public required TicketState State { get; init; }

    /// <summary>How pressing it is.</summary>
    public required TicketPriority Priority { get; init; }

    /// <summary>What it is about; null when its words are not for the caller.</summary>
    public string? Title { get; init; }

    /// <summary>The words of the request.</summary>
    public string? Description { get; init; }

    /// <summary>The category's path.</summary>
    public string? Category { get; init; }

    /// <summary>The lead department's name.</summary>
    public string? Department { get; init; }

    /// <summary>The handler's name.</summary>
    public string? Assignee { get; init; }

    /// <summary>The area's path.</summary>
    public string? Area { get; init; }

    /// <summary>WGS84 degrees.</summary>
    public double? Latitude { get; init; }

    /// <summary>WGS84 degrees.</summary>
    public double? Longitude { get; init; }

    /// <summary>The place in words.</summary>
    public string? Address { get; init; }

    /// <summary>Who asked, masked unless the caller may see requesters.</summary>
    public string? RequesterName { get; init; }

    /// <summary>Their phone, masked unless the caller may see requesters.</summary>
    public string? RequesterPhone { get; init; }

    /// <summary>They gave no name.</summary>
    public bool Anonymous { get; init; }

    /// <summary>Its words are only for those who handle it.</summary>
    public bool Confidential { get; init; }

    /// <summary>When the requester asked.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When it was dispatched.</summary>
    public DateTimeOffset? DispatchedAt { get; init; }

    /// <summary>When it was signed for.</summary>
    public DateTimeOffset? SignedAt { get; init; }

    /// <summary>When it was completed.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>When it was closed.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>When the department must have signed.</summary>
    public DateTimeOffset? SignDueAt { get; init; }

    /// <summary>How the sign clock stands.</summary>
    public ClockState SignClock { get; init; }

    /// <summary>When it must have been completed.</summary>
    public DateTimeOffset? ResolutionDueAt { get; init; }

    /// <summary>How the resolution clock stands.</summary>
    public ClockState ResolutionClock { get; init; }

    /// <summary>When the department must have completed it, from its sign.</summary>
    public DateTimeOffset? HandlingDueAt { get; init; }

    /// <summary>How the department's clock stands.</summary>
    public ClockState HandlingClock { get; init; }

    /// <summary>The last reply.</summary>
    public string? Reply { get; init; }

    /// <summary>Why it was rejected, returned, suspended or reworked last.</summary>
    public string? Reason { get; init; }

    /// <summary>How often it was returned.</summary>
    public int Returns { get; init; }

    /// <summary>Send this back with a verb, to be refused when somebody moved the ticket meanwhile.</summary>
    public int Moves { get; init; }
}

/// <summary>Makes <see cref="TicketDetail"/>s: names for ids, and masks.</summary>
public sealed class TicketDetails(CategoryIndex categories, DepartmentIndex departments, AreaIndex areas)
{
    /// <summary>The detail of a ticket for a caller.</summary>
    public TicketDetail Of(Ticket ticket, Caller caller)
    {
        var words = !ticket.Confidential || caller.SeesRequesters;
        return new TicketDetail
        {
            Number = ticket.Number,
            SourceNumber = ticket.SourceNumber,
            Source = ticket.Source,
            State = ticket.State,
            Priority = ticket.Priority,
            Title = words ? ticket.Title : null,
            Description = words ? ticket.Description : null,
            Category = categories.Find(ticket.CategoryId)?.Path,
            Department = ticket.DepartmentId is { } department ? departments.Find(department)?.Name : null,
            Assignee = ticket.AssigneeName,
            Area = ticket.AreaId is { } area ? areas.PathName(area) : ticket.AreaText,
            Latitude = ticket.Latitude,
            Longitude = ticket.Longitude,
            Address = words ? ticket.PlaceText : null,
            RequesterName = Mask.Name(ticket.RequesterName, caller.SeesRequesters),
            RequesterPhone = Mask.Phone(ticket.RequesterPhone, caller.SeesRequesters),
            Anonymous = ticket.Anonymous,
            Confidential = ticket.Confidential,
            OpenedAt = ticket.OpenedAt,
            DispatchedAt = ticket.DispatchedAt,
            SignedAt = ticket.SignedAt,
            CompletedAt = ticket.CompletedAt,
            ClosedAt = ticket.ClosedAt,
            SignDueAt = ticket.SignDueAt,
            SignClock = ticket.SignClock,
            ResolutionDueAt = ticket.ResolutionDueAt,
            ResolutionClock = ticket.ResolutionClock,
            HandlingDueAt = ticket.HandlingDueAt,
            HandlingClock = ticket.HandlingClock,
            Reply = words ? ticket.Reply : null,
            Reason = words ? ticket.Reason : null,
            Returns = ticket.Returns,
            Moves = ticket.Moves,
        };
    }
}

/// <summary>Hides who asked from those who need not know.</summary>
public static class Mask
{
    /// <summary>The first character of a name: 王某, J***.</summary>
    public static string? Name(string? name, bool shown) => shown || string.IsNullOrWhiteSpace(name) ? name : name.Trim()[..1] + "***";

    /// <summary>The last two digits of a phone.</summary>
    public static string? Phone(string? phone, bool shown) => shown || string.IsNullOrWhiteSpace(phone) ? phone
        : phone.Trim().Length > 4 ? new string('*', phone.Trim().Length - 2) + phone.Trim()[^2..] : "****";
}
