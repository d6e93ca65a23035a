using CommandCenter.Access;
using CommandCenter.Platform.Http;

namespace CommandCenter.Alarms;

/// <summary>The alarm doors under <c>/api/v1</c>. <c>POST alarms</c> itself is the intake's door for outside systems, <c>POST alarms/{number}/ticket</c> the Tickets room's.</summary>
public static class AlarmApi
{
    /// <summary>Maps lists, one alarm, its journal and its verbs.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("alarms", List).RequireAuthorization(Permit.SeeAlarms).WithTags("Alarms").WithSummary("List alarms, history too: filter, sort, keyset paging by 'cursor'.").ProducesProblem(422);
        api.MapGet("alarms/{number}", Get).RequireAuthorization(Permit.SeeAlarms).WithTags("Alarms").WithSummary("One alarm by its number.").ProducesProblem(404);
        api.MapGet("alarms/{number}/timeline", Timeline).RequireAuthorization(Permit.SeeAlarms).WithTags("Alarms").WithSummary("An alarm's journal entries, newest first.").ProducesProblem(404);
        api.MapPost("alarms/{number}/{verb}", Do).RequireAuthorization(Permit.HandleAlarms).WithTags("Alarms")
            .WithSummary("Use a verb: acknowledge, shelve, unshelve, mark-false, comment; unacknowledge and revoke-false take back.").Produces<AlarmDetail>().ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
    }

    private static async Task<Page<AlarmDetail>> List([AsParameters] AlarmQuery query, Caller caller, AlarmReader reader, AlarmDetails details, AlarmQueries queries, CancellationToken cancel)
    {
        var page = await reader.List(caller, queries.Filter(query), cancel);
        return new([.. page.Items.Select(details.Of)], page.Next);
    }

    private static async Task<AlarmDetail> Get(string number, Caller caller, AlarmReader reader, AlarmDetails details, CancellationToken cancel) =>
        details.Of(await reader.Get(caller, number, cancel));

    private static async Task<IReadOnlyList<AlarmEntry>> Timeline(string number, Caller caller, AlarmReader reader, CancellationToken cancel)
    {
        var alarm = await reader.Get(caller, number, cancel);
        return [.. (await reader.Timeline(alarm.Id, 1_000, cancel)).Select(AlarmEntry.Of)];
    }

    private static async Task<AlarmDetail> Do(string number, string verb, AlarmVerbInput? input, Caller caller, AlarmDesk desk, AlarmDetails details, CancellationToken cancel)
    {
        // Words only: the number of a verb is nobody's word for it.
        if (!char.IsAsciiLetter(verb[0]) || !Enum.TryParse<AlarmVerb>(verb.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var known) || !Enum.IsDefined(known))
            throw new Refusal(StatusCodes.Status404NotFound, "not-found", $"'{verb}' is not a verb of alarms. Verbs: {string.Join(", ", Enum.GetNames<AlarmVerb>())}.");
        return details.Of(await desk.Do(caller, number, known, input ?? new AlarmVerbInput(), cancel));
    }
}
