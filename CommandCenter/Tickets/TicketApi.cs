using System.Security.Claims;
using CommandCenter.Access;
using CommandCenter.Platform.Http;

namespace CommandCenter.Tickets;

/// <summary>The ticket doors under <c>/api/v1</c>.</summary>
public static class TicketApi
{
    /// <summary>Maps requests, tickets, verbs and categories.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("requests", Open).RequireAuthorization(Permit.OpenTickets).WithTags("Requests")
            .WithSummary("Open a ticket from a citizen's request. Answered 201 after the commit, with number and due times. Send an Idempotency-Key to repeat safely.")
            .Produces<TicketDetail>(StatusCodes.Status201Created).ProducesProblem(422);
        api.MapGet("tickets", List).RequireAuthorization(Permit.SeeTickets).WithTags("Tickets")
            .WithSummary("List tickets: filter, sort, keyset paging by 'cursor'.");
        api.MapGet("tickets/{number}", Get).RequireAuthorization(Permit.SeeTickets).WithTags("Tickets").WithSummary("One ticket.").ProducesProblem(404);
        api.MapGet("tickets/{number}/timeline", Timeline).RequireAuthorization(Permit.SeeTickets).WithTags("Tickets").WithSummary("A ticket's journal entries, newest first.");
        api.MapPost("tickets/{number}/{verb}", Do).RequireAuthorization(Permit.MoveTickets).WithTags("Tickets")
            .WithSummary("Use a verb: accept, reject, dispatch, recall, sign, return, suspend, resume, complete, close, rework, comment, assign, change-category, change-priority.")
            .Produces<TicketDetail>().ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        api.MapPost("alarms/{number}/ticket", OpenForAlarm).RequireAuthorization(Permit.HandleAlarms).WithTags("Alarms")
            .WithSummary("Open a ticket from an alarm, accepted at once and linked both ways; the alarm's ticket where it has one.").Produces<TicketDetail>().ProducesProblem(404);
        api.MapPost("alarms/{number}/ticket/{ticket}", Link).RequireAuthorization(Permit.HandleAlarms).WithTags("Alarms")
            .WithSummary("Link an alarm to an open ticket that is about it too; both journals say so.").Produces<TicketDetail>().ProducesProblem(404).ProducesProblem(409);
        api.MapDelete("alarms/{number}/ticket/{ticket}", Unlink).RequireAuthorization(Permit.HandleAlarms).WithTags("Alarms")
            .WithSummary("Take the link of an alarm to a ticket back.").Produces<TicketDetail>().ProducesProblem(404).ProducesProblem(409);
        api.MapGet("categories", Categories).RequireAuthorization(Permit.SeeTickets).WithTags("Categories").WithSummary("The category tree, in the order of its paths.");
    }

    private static async Task<IResult> Open(
        TicketRequest request, HttpRequest http, ClaimsPrincipal user, TicketOpening opening, TicketDetails details, CancellationToken cancel)
    {
        var key = http.Headers["Idempotency-Key"].FirstOrDefault();
        var caller = Caller.From(user);
        var ticket = await opening.Open(caller, request, key, cancel);
        return Results.Created($"/api/v1/tickets/{ticket.Number}", details.Of(ticket, caller));
    }

    private static async Task<Page<TicketDetail>> List([AsParameters] TicketQuery query, ClaimsPrincipal user, TicketReader reader, TicketDetails details, TicketQueries queries, CancellationToken cancel)
    {
        var caller = Caller.From(user);
        var page = await reader.List(caller, queries.Filter(query), cancel);
        return new([.. page.Items.Select(t => details.Of(t, caller))], page.Next);
    }

    private static async Task<TicketDetail> Get(string number, ClaimsPrincipal user, TicketReader reader, TicketDetails details, CancellationToken cancel)
    {
        var caller = Caller.From(user);
        return details.Of(await reader.Get(caller, number, cancel), caller);
    }

    private static async Task<IReadOnlyList<TimelineItem>> Timeline(string number, ClaimsPrincipal user, TicketReader reader, CancellationToken cancel)
    {
        var caller = Caller.From(user);
        var ticket = await reader.Get(caller, number, cancel);
        var entries = await reader.Timeline(ticket.Id, 1_000, cancel);
        return [.. entries.Select(e => TimelineItem.Of(e, words: !ticket.Confidential || caller.SeesRequesters))];
    }

    private static async Task<TicketDetail> Do(
        string number, string verb, VerbInput? input, ClaimsPrincipal user, TicketDesk desk, TicketDetails details, CancellationToken cancel)
    {
        // Words only: the number of a verb is nobody's word for it.
        if (!char.IsAsciiLetter(verb[0]) || !Enum.TryParse<TicketVerb>(verb.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var known) || !Enum.IsDefined(known))
            throw new Refusal(StatusCodes.Status404NotFound, "not-found", $"'{verb}' is not a verb. Verbs: {string.Join(", ", Enum.GetNames<TicketVerb>())}.");
        var caller = Caller.From(user);
        return details.Of(await desk.Do(caller, number, known, input ?? new VerbInput(), cancel), caller);
    }

    private static async Task<TicketDetail> Link(string number, string ticket, ClaimsPrincipal user, AlarmTickets tickets, TicketDetails details, CancellationToken cancel)
    {
        var caller = Caller.From(user);
        return details.Of(await tickets.Link(caller, number, ticket, cancel), caller);
    }

    private static async Task<TicketDetail> Unlink(string number, string ticket, ClaimsPrincipal user, AlarmTickets tickets, TicketDetails details, CancellationToken cancel)
    {
        var caller = Caller.From(user);
        return details.Of(await tickets.Unlink(caller, number, ticket, cancel), caller);
    }

    private static async Task<TicketDetail> OpenForAlarm(string number, ClaimsPrincipal user, AlarmTickets tickets, TicketDetails details, CancellationToken cancel)
    {
        var caller = Caller.From(user);
        return details.Of(await tickets.Open(caller, number, cancel), caller);
    }

    private static IReadOnlyList<CategoryNode> Categories(CategoryIndex categories, string? q) =>
        [.. categories.All.Where(c => c.Active && (q is null || c.Path.Contains(q, StringComparison.OrdinalIgnoreCase)))];
}
