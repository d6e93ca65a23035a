using System.Security.Claims;
using CommandCenter.Access;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Tickets;

namespace CommandCenter.Callbacks;

/// <summary>A filter of callbacks as it stands in a URL.</summary>
public sealed record CallbackQuery
{
    /// <summary>States, separated by commas: Promised, Reached, Unreachable, Declined, NotCallable, Cancelled.</summary>
    public string? State { get; init; }

    /// <summary>true: only open ones past their promised instant.</summary>
    public bool? Overdue { get; init; }

    /// <summary>true: only those the caller has claimed.</summary>
    public bool? Mine { get; init; }

    /// <summary>An instant, or a day in the city's zone: only open ones due before it.</summary>
    public string? DueTo { get; init; }

    /// <summary>A ticket's number.</summary>
    public string? Ticket { get; init; }

    /// <summary>Id, code or name of the lead department.</summary>
    public string? Department { get; init; }

    /// <summary>Id, name or path of a category, with all below it.</summary>
    public string? Category { get; init; }

    /// <summary>How many, up to 500.</summary>
    public int? Limit { get; init; }

    /// <summary>The <c>next</c> of the page before.</summary>
    public string? Cursor { get; init; }
}

/// <summary>Turns the words of a URL into a filter, or says which word is wrong.</summary>
public sealed class CallbackQueries(TicketQueries tickets, CategoryIndex categories, TimeProvider clock)
{
    /// <summary>The filter of a query.</summary>
    /// <exception cref="Refusal">Names the parameter that is wrong.</exception>
    public CallbackFilter Filter(CallbackQuery query, Caller caller)
    {
        var scope = tickets.Filter(new TicketQuery { Department = query.Department, Category = query.Category });
        return new CallbackFilter
        {
            States = [.. (query.State ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(State)],
            DueBefore = query.Overdue == true ? clock.Now() : tickets.Instant("dueTo", query.DueTo),
            ClaimedById = query.Mine == true ? caller.Actor.Id : null,
            Ticket = string.IsNullOrWhiteSpace(query.Ticket) ? null : query.Ticket.Trim(),
            DepartmentId = scope.DepartmentId,
            Categories = scope.CategoryId is { } category ? categories.Below(category) : null,
            Limit = Page.Limit(query.Limit),
            Cursor = query.Cursor,
        };
    }

    private static CallbackState State(string text) => char.IsAsciiLetter(text[0]) && Enum.TryParse<CallbackState>(text, ignoreCase: true, out var state) && Enum.IsDefined(state) ? state
        : throw Refusal.Invalid("state", $"'{text}' is not one of {string.Join(", ", Enum.GetNames<CallbackState>())}.");
}

/// <summary>The callback doors under <c>/api/v1</c>.</summary>
public static class CallbackApi
{
    /// <summary>Maps list, detail and verbs.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        var callbacks = api.MapGroup("callbacks").RequireAuthorization(Permit.MakeCallbacks).WithTags("Callbacks");
        api.MapGet("callbacks", List).RequireAuthorization(Permit.MakeCallbacks).WithTags("Callbacks").WithSummary("List callbacks, what is due first: filter by state, overdue, mine, due time, ticket, department and category; keyset paging by 'cursor'.")
            .ProducesProblem(422);
        callbacks.MapGet("{id:guid}", Get).WithSummary("One callback with request, reply and calls. The number is masked for everybody but the one who has claimed the call.").ProducesProblem(404);
        callbacks.MapPost("{id:guid}/claim", Claim).WithSummary("Take the call for a while and see the number; journaled. Somebody else is refused until it ends.").ProducesProblem(404).ProducesProblem(409);
        callbacks.MapPost("{id:guid}/release", Release).WithSummary("Give the call back.").ProducesProblem(404).ProducesProblem(409);
        callbacks.MapPost("{id:guid}/attempts", Attempt).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422)
            .WithSummary("A call without answers: NoAnswer, Busy, WrongNumber, CallLater (with 'callAt') or Refused. Send an Idempotency-Key to repeat safely.");
        callbacks.MapPost("{id:guid}/answers", Answer).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422)
            .WithSummary("The three answers. Not resolved, or 'rework', sends the ticket back with 'reason'; else the ticket is closed. Both in one transaction; sent twice it counts once.");
    }

    private static async Task<Page<ListedCallback>> List(
        [AsParameters] CallbackQuery query, ClaimsPrincipal user, CallbackQueries queries, CallbackReader reader, CallbackDetails details, TimeProvider clock, CancellationToken cancel)
    {
        var caller = Caller.From(user);
        var page = await reader.List(caller, queries.Filter(query, caller), cancel);
        var now = clock.Now();
        return new([.. page.Items.Select(v => details.Of(v, now))], page.Next);
    }

    private static Task<CallbackDetail> Get(Guid id, ClaimsPrincipal user, CallbackReader reader, CallbackDetails details, TimeProvider clock, CancellationToken cancel) =>
        Show(Caller.From(user), id, reader, details, clock, cancel);

    private static async Task<CallbackDetail> Claim(Guid id, ClaimsPrincipal user, CallbackDesk desk, CallbackReader reader, CallbackDetails details, TimeProvider clock, CancellationToken cancel)
    {
        var caller = Caller.From(user);
        await desk.Claim(caller, id, cancel);
        return await Show(caller, id, reader, details, clock, cancel);
    }

    private static async Task<CallbackDetail> Release(Guid id, ClaimsPrincipal user, CallbackDesk desk, CallbackReader reader, CallbackDetails details, TimeProvider clock, CancellationToken cancel)
    {
        var caller = Caller.From(user);
        await desk.Release(caller, id, cancel);
        return await Show(caller, id, reader, details, clock, cancel);
    }

    private static async Task<CallbackDetail> Attempt(
        Guid id, AttemptInput input, HttpRequest http, ClaimsPrincipal user, CallbackDesk desk, CallbackReader reader, CallbackDetails details, TimeProvider clock, CancellationToken cancel)
    {
        var caller = Caller.From(user);
        await desk.Attempt(caller, id, input, http.Headers["Idempotency-Key"].FirstOrDefault(), cancel);
        return await Show(caller, id, reader, details, clock, cancel);
    }

    private static async Task<CallbackDetail> Answer(
        Guid id, AnswerInput input, ClaimsPrincipal user, CallbackDesk desk, CallbackReader reader, CallbackDetails details, TimeProvider clock, CancellationToken cancel)
    {
        var caller = Caller.From(user);
        await desk.Answer(caller, id, input, cancel);
        return await Show(caller, id, reader, details, clock, cancel);
    }

    private static async Task<CallbackDetail> Show(Caller caller, Guid id, CallbackReader reader, CallbackDetails details, TimeProvider clock, CancellationToken cancel) =>
        details.Of(await reader.Get(caller, id, cancel), caller, clock.Now());
}
