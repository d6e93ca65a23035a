using CommandCenter.Access;
using CommandCenter.People.Rosters;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Tests.Databases;
using static CommandCenter.Tests.People.DutyCity;

namespace CommandCenter.Tests.People;

public sealed class SwapDeskTests
{
    [Theory, AllDatabases]
    public async Task A_swap_is_asked_accepted_and_then_in_force(DatabaseProvider provider)
    {
        await using var city = await Open(provider);
        var (li, wang, roster, day) = await Two(city);
        var desk = city.Get<SwapDesk>();

        var swap = await desk.Ask(new SwapDetails(roster.Id, li.Id, day, On("2026-03-04"), wang.Id, day, On("2026-03-05")), CallerOf(li), Cancel);
        Assert.Equal(["李敏"], await city.OnDuty("2026-03-04T12:00"));

        await desk.Decide(swap.Id, SwapState.Accepted, CallerOf(wang), Cancel);
        Assert.Equal(["王强"], await city.OnDuty("2026-03-04T12:00"));
        Assert.Equal(["李敏"], await city.OnDuty("2026-03-05T12:00"));
        Assert.Equal(["RosterAdded", "SwapMade", "SwapDecided"], await city.Events());
        var listed = Assert.Single(await desk.List(null, wang.Id, On("2026-03-05"), Cancel));
        Assert.Equal(("李敏", "王强", SwapState.Accepted), (listed.Giver, listed.Taker, listed.Swap.State));
    }

    [Fact]
    public async Task A_refused_or_withdrawn_swap_changes_nothing()
    {
        await using var city = await Open();
        var (li, wang, roster, day) = await Two(city);
        var desk = city.Get<SwapDesk>();
        var details = new SwapDetails(roster.Id, li.Id, day, On("2026-03-04"), wang.Id);

        var refused = await desk.Ask(details, CallerOf(li), Cancel);
        await desk.Decide(refused.Id, SwapState.Refused, CallerOf(wang), Cancel);
        var withdrawn = await desk.Ask(details, CallerOf(li), Cancel);
        await desk.Decide(withdrawn.Id, SwapState.Withdrawn, CallerOf(li), Cancel);

        Assert.Equal(["李敏"], await city.OnDuty("2026-03-04T12:00"));
        Assert.Equal("swap-decided", await Code(() => desk.Decide(withdrawn.Id, SwapState.Accepted, CallerOf(wang), Cancel)));
    }

    [Fact]
    public async Task A_lead_enters_a_swap_at_once_and_takes_it_back()
    {
        await using var city = await Open();
        var (li, wang, roster, day) = await Two(city);
        var desk = city.Get<SwapDesk>();

        var swap = await desk.Enter(new SwapDetails(roster.Id, li.Id, day, On("2026-03-04"), wang.Id), CallerOf(Nobody(Role.Supervisor)), Cancel);
        Assert.Equal(["王强"], await city.OnDuty("2026-03-04T12:00"));
        await desk.Decide(swap.Id, SwapState.Withdrawn, CallerOf(Nobody(Role.Supervisor)), Cancel);

        Assert.Equal(["李敏"], await city.OnDuty("2026-03-04T12:00"));
    }

    [Fact]
    public async Task Nobody_decides_for_others()
    {
        await using var city = await Open();
        var (li, wang, roster, day) = await Two(city);
        var stranger = CallerOf(await city.Person("赵洁"));
        var desk = city.Get<SwapDesk>();
        var details = new SwapDetails(roster.Id, li.Id, day, On("2026-03-04"), wang.Id);
        var asked = await desk.Ask(details, CallerOf(li), Cancel);

        Assert.Equal("swap-not-yours", await Code(() => desk.Ask(details, stranger, Cancel)));
        Assert.Equal("not-lead", await Code(() => desk.Enter(details, CallerOf(li), Cancel)));
        Assert.Equal("swap-not-yours", await Code(() => desk.Decide(asked.Id, SwapState.Accepted, CallerOf(li), Cancel)));
        Assert.Equal("swap-not-yours", await Code(() => desk.Decide(asked.Id, SwapState.Withdrawn, CallerOf(wang), Cancel)));
        Assert.Equal("swap-not-yours", await Code(() => desk.Decide(asked.Id, SwapState.Accepted, stranger, Cancel)));
    }

    [Fact]
    public async Task What_makes_a_swap_impossible_is_said()
    {
        await using var city = await Open();
        var (li, wang, roster, day) = await Two(city);
        var call = await city.Person("话务", Role.CallTaker);
        var desk = city.Get<SwapDesk>();
        await city.Get<LeaveDesk>().Enter(wang.Id, Instant("2026-03-08T10:00"), Instant("2026-03-08T11:00"), Caller.System, Cancel);

        Assert.Equal(("swap-not-theirs", "given"), await Why(new(roster.Id, wang.Id, day, On("2026-03-04"), li.Id)));
        Assert.Equal(("swap-unfit-OtherRole", "given"), await Why(new(roster.Id, li.Id, day, On("2026-03-04"), call.Id)));
        Assert.Equal(("swap-on-leave", "given"), await Why(new(roster.Id, li.Id, day, On("2026-03-08"), wang.Id)));
        Assert.Equal(("swap-past", "given"), await Why(new(roster.Id, wang.Id, day, On("2026-03-01"), li.Id)));
        Assert.Equal(("swap-not-theirs", "return"), await Why(new(roster.Id, li.Id, day, On("2026-03-04"), wang.Id, day, On("2026-03-06"))));
        Assert.Equal(("invalid", "taker"), await Why(new(roster.Id, li.Id, day, On("2026-03-04"), li.Id)));
        Assert.Equal(("invalid", "given"), await Why(new(roster.Id, li.Id, Guid.NewGuid(), On("2026-03-04"), wang.Id)));
        Assert.Equal(("invalid", "return"), await Why(new(roster.Id, li.Id, day, On("2026-03-04"), wang.Id, day)));
        Assert.Equal(["RosterAdded", "LeaveEntered"], await city.Events());

        async Task<(string, string?)> Why(SwapDetails swap)
        {
            var refusal = await Assert.ThrowsAsync<Refusal>(() => desk.Enter(swap, Caller.System, Cancel));
            return (refusal.Code, refusal.Field);
        }
    }

    [Fact]
    public async Task Nobody_is_swapped_into_two_shifts_at_once()
    {
        await using var city = await Open();
        var (li, wang) = (await city.Person("李敏"), await city.Person("王强"));
        var roster = await city.Roster([[li], [wang]], d => d with { Shifts = [Shift("Early", 6, 14), Shift("Late", 12, 22, firstCrew: 1)] });
        var (early, late) = (roster.Shifts.Single(s => s.Name == "Early").Id, roster.Shifts.Single(s => s.Name == "Late").Id);
        var desk = city.Get<SwapDesk>();

        Assert.Equal("swap-double", await Code(() => desk.Enter(new(roster.Id, li.Id, early, On("2026-03-04"), wang.Id), Caller.System, Cancel)));

        // Exchanged for the shift that would be in the way, it is none.
        await desk.Enter(new(roster.Id, li.Id, early, On("2026-03-04"), wang.Id, late, On("2026-03-04")), Caller.System, Cancel);
        Assert.Equal(["王强"], await city.OnDuty("2026-03-04T07:00"));
        Assert.Equal(["李敏"], await city.OnDuty("2026-03-04T20:00"));
    }

    [Theory, AllDatabases]
    public async Task A_shift_that_was_asked_of_two_goes_to_one(DatabaseProvider provider)
    {
        await using var city = await Open(provider);
        var (li, wang, roster, day) = await Two(city);
        var zhao = await city.Person("赵洁");
        var desk = city.Get<SwapDesk>();
        var asked = new[] { wang, zhao }.Select(async p => (Person: p, Swap: await desk.Ask(new(roster.Id, li.Id, day, On("2026-03-04"), p.Id), CallerOf(li), Cancel)));
        var both = new List<(DutyPerson Person, Swap Swap)>();
        foreach (var one in asked)
            both.Add(await one);

        var codes = await Task.WhenAll(both.Select(b => Task.Run(() => Code(() => desk.Decide(b.Swap.Id, SwapState.Accepted, CallerOf(b.Person), Cancel)))));

        Assert.Single(codes, c => c is null);
        Assert.Single(codes, c => c is "changed-meanwhile" or "swap-not-theirs");
        Assert.Equal([both[Array.IndexOf(codes, null)].Person.Name], await city.OnDuty("2026-03-04T12:00"));
    }

    [Fact]
    public async Task What_is_over_is_not_taken_back()
    {
        await using var city = await Open();
        var (li, wang, roster, day) = await Two(city);
        var desk = city.Get<SwapDesk>();
        var swap = await desk.Enter(new(roster.Id, li.Id, day, On("2026-03-04"), wang.Id), Caller.System, Cancel);

        city.Clock.SetUtcNow(Instant("2026-03-05T08:00"));

        Assert.Equal("swap-past", await Code(() => desk.Decide(swap.Id, SwapState.Withdrawn, Caller.System, Cancel)));
    }

    private static async Task<(DutyPerson Li, DutyPerson Wang, Roster Roster, Guid Day)> Two(DutyCity city)
    {
        var (li, wang) = (await city.Person("李敏"), await city.Person("王强"));
        var roster = await city.Roster([[li], [wang]], d => d with { Shifts = [Shift("白班", 8, 20)] });
        return (li, wang, roster, roster.Shifts[0].Id);
    }

    private static async Task<string?> Code(Func<Task> act)
    {
        try
        {
            await act();
            return null;
        }
        catch (Refusal refusal)
        {
            return refusal.Code;
        }
    }
}
