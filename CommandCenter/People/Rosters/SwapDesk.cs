using CommandCenter.Access;
using CommandCenter.Access.Accounts;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.People.Rosters;

/// <summary>A swap as lists show it.</summary>
/// <param name="Swap">The swap.</param>
/// <param name="Giver">Who gives.</param>
/// <param name="Taker">Who takes.</param>
public sealed record ListedSwap(Swap Swap, string Giver, string Taker);

/// <summary>Swaps: asked by whoever gives a shift, accepted or refused by whoever takes it; or entered by those who lead the roster.</summary>
public sealed class SwapDesk(IDbContextFactory<CityDb> databases, DutyBook book, JournalWriter journal, TimeProvider clock)
{
    /// <summary>The swaps of a roster, or (null) those in which somebody takes part, that were made or concern a shift since a date; the latest first.</summary>
    public async Task<IReadOnlyList<ListedSwap>> List(Guid? rosterId, Guid? userId, DateOnly since, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await (
            from swap in db.Set<Swap>().AsNoTracking()
            join giver in db.Set<User>() on swap.GiverId equals giver.Id
            join taker in db.Set<User>() on swap.TakerId equals taker.Id
            where (rosterId == null || swap.RosterId == rosterId) && (userId == null || swap.GiverId == userId || swap.TakerId == userId)
                && (swap.GivenOn >= since || swap.ReturnOn >= since)
            orderby swap.AskedAt descending
            select new ListedSwap(swap, giver.DisplayName, taker.DisplayName)).ToListAsync(cancel);
    }

    /// <summary>Asks somebody to take one's own shift. Nothing changes before they accept.</summary>
    /// <exception cref="Refusal">The shift is not the caller's, or the other person cannot take it.</exception>
    public Task<Swap> Ask(SwapDetails swap, Caller caller, CancellationToken cancel)
    {
        if (caller.UserId is null || caller.UserId != swap.GiverId)
            throw NotTheirs();
        return Make(swap, entered: false, caller, cancel);
    }

    /// <summary>Enters a swap that is in force at once.</summary>
    /// <exception cref="Refusal">The caller does not lead the roster, or the swap is impossible.</exception>
    public Task<Swap> Enter(SwapDetails swap, Caller caller, CancellationToken cancel) => Make(swap, entered: true, caller, cancel);

    /// <summary>Accepts, refuses or withdraws a swap.</summary>
    /// <param name="swapId">Which.</param>
    /// <param name="to">What it is to be.</param>
    /// <param name="caller">Who takes may accept and refuse, who gives may withdraw what is not decided, and who leads the roster may do all of it.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="Refusal">It is decided, it has become impossible, or the caller may not.</exception>
    public async Task Decide(Guid swapId, SwapState to, Caller caller, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var swap = await db.Set<Swap>().FirstOrDefaultAsync(s => s.Id == swapId, cancel) ?? throw Refusal.NotFound($"Swap {swapId}");
        var roster = await RosterDesk.Find(db, swap.RosterId, cancel);
        var own = to == SwapState.Withdrawn ? caller.UserId == swap.GiverId && swap.State == SwapState.Asked : caller.UserId == swap.TakerId;
        if (!own && !caller.Leads(roster.DepartmentId))
            throw NotTheirs();
        var (now, before) = (clock.Now(), swap.State);
        if (to == SwapState.Accepted)
            await Check(db, roster, SwapDetails.Of(swap), now, cancel);
        else if (before == SwapState.Accepted && await IsOver(db, roster, swap, now, cancel))
            throw new Refusal(StatusCodes.Status409Conflict, "swap-past", "The shifts are over.");
        swap.Decide(to, now);
        // Whatever was looked at to decide stands on the roster's version: of two that decide at once the second looks again.
        RosterDesk.Touch(db, roster);
        await Record(db, swap.Id, new SwapDecided(to, before), caller, cancel);
        await RosterDesk.Save(db, cancel);
    }

    private async Task<Swap> Make(SwapDetails details, bool entered, Caller caller, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var roster = await RosterDesk.Find(db, details.RosterId, cancel);
        if (entered)
            RosterRights.MustLead(caller, roster.DepartmentId);
        var now = clock.Now();
        await Check(db, roster, details, now, cancel);
        var swap = new Swap
        {
            Id = Guid.CreateVersion7(now),
            RosterId = roster.Id,
            GiverId = details.GiverId,
            GivenShiftId = details.GivenShiftId,
            GivenOn = details.GivenOn,
            TakerId = details.TakerId,
            ReturnShiftId = details.ReturnShiftId,
            ReturnOn = details.ReturnOn,
            AskedAt = now,
        };
        if (entered)
        {
            swap.Decide(SwapState.Accepted, now);
            RosterDesk.Touch(db, roster);
        }
        db.Add(swap);
        await Record(db, swap.Id, new SwapMade(details, entered), caller, cancel);
        await RosterDesk.Save(db, cancel);
        return swap;
    }

    private async Task Check(CityDb db, Roster roster, SwapDetails swap, DateTimeOffset now, CancellationToken cancel)
    {
        var dates = new[] { swap.GivenOn, swap.ReturnOn ?? swap.GivenOn };
        var plan = await book.Read(db, dates.Min().AddDays(-1), dates.Max().AddDays(1), cancel);
        if (SwapRules.Against(plan, roster, swap, await Person(db, "giver", swap.GiverId, cancel), await Person(db, "taker", swap.TakerId, cancel), now) is { } refusal)
            throw refusal;
    }

    private async Task<bool> IsOver(CityDb db, Roster roster, Swap swap, DateTimeOffset now, CancellationToken cancel)
    {
        var last = swap.ReturnOn > swap.GivenOn ? swap.ReturnOn.Value : swap.GivenOn;
        var plan = await book.Read(db, last, last, cancel);
        return plan.DateOf(now) > last && !plan.Turns(roster, last, last).Any(t => t.Span.EndsAt > now);
    }

    private static async Task<DutyPerson> Person(CityDb db, string field, Guid id, CancellationToken cancel) =>
        await db.Set<User>().AsNoTracking().Where(u => u.Id == id).Select(u => new DutyPerson(u.Id, u.DisplayName, u.Roles, u.DepartmentId, u.Active)).FirstOrDefaultAsync(cancel)
            ?? throw Refusal.Invalid(field, "there is no such person.");

    private Task Record(CityDb db, Guid swapId, IEvent happened, Caller caller, CancellationToken cancel) =>
        journal.Record(db, DutyBook.SwapSubject, happened, new EventContext(swapId, clock.Now(), caller.Actor, History: false), cancel: cancel);

    private static Refusal NotTheirs() => new(StatusCodes.Status403Forbidden, "swap-not-yours", "A swap is asked by whoever gives a shift and accepted by whoever takes it, or entered by the roster's lead.");
}
