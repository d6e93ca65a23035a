using System.Globalization;
using System.Security.Claims;
using CommandCenter.Access;
using CommandCenter.Escalations.Chains;
using CommandCenter.Escalations.Running;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Escalations;

/// <summary>An escalation as the interface shows it.</summary>
/// <param name="Id">Its lasting id.</param>
/// <param name="Kind">Ticket or Alarm.</param>
/// <param name="Number">The number of the ticket or alarm.</param>
/// <param name="Chain">The chain's name when it started.</param>
/// <param name="Trigger">What started it.</param>
/// <param name="Clock">The late clock of a ticket.</param>
/// <param name="State">Running, Ended (all steps taken, nothing moved) or Stopped.</param>
/// <param name="Step">The step that is taken next, from 1; the last one when none is.</param>
/// <param name="Steps">How many steps it has.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="LastStepAt">When a step was taken last.</param>
/// <param name="NextAt">When the next step is taken.</param>
/// <param name="Unmanned">Nobody whom the last step names was there.</param>
/// <param name="StoppedAt">When it stopped.</param>
/// <param name="StoppedWhy">Why it stopped.</param>
public sealed record ListedEscalation(
    Guid Id, EscalationSubject Kind, string Number, string Chain, ChainTrigger Trigger, TicketClock? Clock, EscalationState State, int Step, int Steps,
    DateTimeOffset StartedAt, DateTimeOffset? LastStepAt, DateTimeOffset? NextAt, bool Unmanned, DateTimeOffset? StoppedAt, StopReason? StoppedWhy);

/// <summary><c>GET /api/v1/escalations</c>: the newest first, of alarms and of the tickets the caller may see.</summary>
public static class EscalationApi
{
    /// <summary>Maps the list.</summary>
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("escalations", List).RequireAuthorization(Permit.SeeTickets).WithTags("Escalations").WithName("ListEscalations")
            .WithSummary("List escalations, the newest first: filter by state and by the number of a ticket or alarm; keyset paging by 'cursor'.")
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<Page<ListedEscalation>> List(
        ClaimsPrincipal user, IDbContextFactory<CityDb> databases, CancellationToken cancel, string? state = null, string? number = null, string? cursor = null, int? limit = null)
    {
        var caller = Caller.From(user);
        var count = Page.Limit(limit);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var visible = db.Set<Ticket>().VisibleTo(caller);
        // Alarms are the whole house's, tickets their department's.
        var rows = db.Set<Escalation>().AsNoTracking().Where(e => e.Subject == EscalationSubject.Alarm || visible.Any(t => t.Id == e.SubjectId));
        if (number?.Trim() is { Length: > 0 } label)
            rows = rows.Where(e => e.Label == label);
        if (State(state) is { } wanted)
            rows = rows.Where(e => e.State == wanted);
        if (Page.Key(cursor, 1) is [var after])
            rows = long.TryParse(after, CultureInfo.InvariantCulture, out var sequence) ? rows.Where(e => e.Sequence < sequence) : throw Page.BadCursor();
        var page = Page.Of(await rows.OrderByDescending(e => e.Sequence).Take(count + 1).ToListAsync(cancel), count, last => Page.Cursor(last.Sequence.ToString(CultureInfo.InvariantCulture)));
        return new([.. page.Items.Select(Show)], page.Next);
    }

    private static EscalationState? State(string? text) => string.IsNullOrWhiteSpace(text) ? null
        : Enum.TryParse<EscalationState>(text, ignoreCase: true, out var state) && Enum.IsDefined(state) && !char.IsAsciiDigit(text.Trim()[0]) ? state
        : throw Refusal.Invalid("state", $"'{text}' is not one of {string.Join(", ", Enum.GetNames<EscalationState>())}.");

    private static ListedEscalation Show(Escalation e) => new(
        e.Id, e.Subject, e.Label, e.Chain, e.Trigger, e.Clock, e.State, e.Step + 1, e.Plan.Steps.Count, e.StartedAt, e.LastStepAt, e.NextAt, e.Unmanned, e.StoppedAt, e.StoppedWhy);
}
