using CommandCenter.Access;
using CommandCenter.People;
using CommandCenter.People.Rosters;
using CommandCenter.Platform.Data;
using Microsoft.EntityFrameworkCore;
using CommandCenter.Tests.Databases;
using static CommandCenter.Tests.People.DutyCity;

namespace CommandCenter.Tests.People;

public sealed class ShiftWatchTests
{
    [Theory, AllDatabases]
    public async Task A_shift_change_is_written_once_for_each_shift_and_date(DatabaseProvider provider)
    {
        await using var city = await Open(provider);
        var (li, wang) = (await city.Person("李敏"), await city.Person("王强"));
        await city.Roster([[li], [wang]]);

        var first = Assert.Single(await At(city, "2026-03-02T12:00"));
        Assert.Empty(await At(city, "2026-03-02T13:00"));
        var night = Assert.Single(await At(city, "2026-03-02T20:00"));
        var tomorrow = Assert.Single(await At(city, "2026-03-03T08:00"));

        Assert.Equal(("白班", "夜班", On("2026-03-02"), li.Id), (first.Shift, first.Before, first.On, first.InChargeId));
        Assert.Equal(("夜班", "白班", wang.Id), (night.Shift, night.Before, night.InChargeId));
        Assert.Equal((On("2026-03-03"), wang.Id), (tomorrow.On, tomorrow.InChargeId));
        Assert.Equal(3, (await city.Events()).Count(e => e == nameof(ShiftChanged)));
    }

    [Fact]
    public async Task Each_roster_hands_over_for_itself()
    {
        await using var city = await Open();
        var (li, call) = (await city.Person("李敏"), await city.Person("话务", Role.CallTaker));
        await city.Roster([[li]]);
        await city.Roster([[call]], d => d with { Role = Role.CallTaker });

        Assert.Equal(2, (await At(city, "2026-03-02T12:00")).Select(h => h.RosterId).Distinct().Count());
    }

    [Theory, AllDatabases]
    public async Task Many_nodes_that_fire_at_once_write_one_handover(DatabaseProvider provider)
    {
        await using var city = await Open(provider);
        var li = await city.Person("李敏");
        await city.Roster([[li]]);
        var watch = city.Get<ShiftWatch>();

        var written = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => watch.RecordChanges(Cancel), Cancel)));

        Assert.Single(written.SelectMany(w => w));
        Assert.Single(await city.Events(), e => e == nameof(ShiftChanged));
    }

    [Fact]
    public async Task The_journal_refuses_the_same_change_twice_even_without_the_handover_row()
    {
        await using var city = await Open();
        await city.Roster([[await city.Person("李敏")]]);
        await At(city, "2026-03-02T12:00");
        await using var db = city.Db();
        await db.Set<ShiftHandover>().ExecuteDeleteAsync(Cancel);

        await Assert.ThrowsAsync<DbUpdateException>(() => At(city, "2026-03-02T12:05"));
    }

    [Fact]
    public async Task A_shift_with_nobody_takes_over_all_the_same_and_says_so()
    {
        await using var city = await Open();
        await city.Roster([]);

        Assert.Null(Assert.Single(await At(city, "2026-03-02T12:00")).InChargeId);
    }

    [Fact]
    public async Task Of_two_shifts_that_overlap_the_later_has_taken_over()
    {
        await using var city = await Open();
        await city.Roster([[await city.Person("李敏")]], d => d with { Shifts = [Shift("Late", 13, 22), Shift("Early", 6, 14)] });

        Assert.Equal(("Late", "Early"), Assert.Single(await At(city, "2026-03-02T13:30")) is var handover ? (handover.Shift, handover.Before) : default);
    }

    [Fact]
    public async Task A_removed_shift_is_off_the_roster_and_its_handovers_stay()
    {
        await using var city = await Open();
        var roster = await city.Roster([[await city.Person("李敏")]]);
        await At(city, "2026-03-02T12:00");

        await city.Get<RosterDesk>().Change(roster.Id, 0, roster.Details() with { Shifts = [roster.Details().Shifts[1]] }, Caller.System, Cancel);

        Assert.Empty(await city.OnDuty("2026-03-02T12:00"));
        await using var db = city.Db();
        Assert.Equal("白班", (await db.Set<ShiftHandover>().SingleAsync(Cancel)).Shift);
        Assert.Empty(await At(city, "2026-03-02T12:30"));
    }

    [Fact]
    public async Task No_roster_writes_nothing()
    {
        await using var city = await Open();

        Assert.Empty(await At(city, "2026-03-02T12:00"));
        Assert.Empty(await city.Events());
    }

    private static Task<IReadOnlyList<ShiftHandover>> At(DutyCity city, string local)
    {
        var at = Instant(local);
        if (at > city.Clock.GetUtcNow())
            city.Clock.SetUtcNow(at);
        return city.Get<ShiftWatch>().RecordChanges(Cancel);
    }
}
