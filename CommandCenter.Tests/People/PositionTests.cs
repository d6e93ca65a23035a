using CommandCenter.Access;
using CommandCenter.Access.Accounts;
using CommandCenter.People;
using CommandCenter.People.Positions;
using CommandCenter.People.Rosters;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Maps;
using Microsoft.EntityFrameworkCore;
using CommandCenter.Tests.Databases;
using static CommandCenter.Tests.People.DutyCity;

namespace CommandCenter.Tests.People;

public sealed class PositionTests
{
    private const double North = 30.5900;
    private const double East = 114.3000;

    [Theory, AllDatabases]
    public async Task The_latest_position_wins_whatever_the_order_of_arrival(DatabaseProvider provider)
    {
        await using var city = await Open(provider);
        var chen = await city.Person("陈静", Role.GridWorker);

        Assert.Equal(PositionOutcome.Moved, await Report(city, chen, 0, seconds: -60));
        Assert.Equal(PositionOutcome.Moved, await Report(city, chen, 100, seconds: -20));
        Assert.Equal(PositionOutcome.Late, await Report(city, chen, 50, seconds: -40));
        Assert.Equal(PositionOutcome.Repeated, await Report(city, chen, 50, seconds: -40));

        await city.Get<PositionsLive>().Sweep(Cancel);
        var known = Assert.Single(city.Get<PositionsLive>().Set.Items.Values);
        Assert.Equal(("陈静", Role.GridWorker, city.Clock.GetUtcNow().AddSeconds(-20)), (known.DisplayName, known.Role, known.At));
        Assert.Equal(North + (100 / 111_195.0), known.Latitude, 6);
        await using var db = city.Db();
        Assert.Equal(3, await db.Set<TrackPoint>().CountAsync(Cancel));
    }

    [Theory, AllDatabases]
    public async Task A_batch_answers_each_report_and_one_wrong_one_holds_up_nobody(DatabaseProvider provider)
    {
        await using var city = await Open(provider);
        var (chen, call) = (await city.Person("陈静", Role.GridWorker), await city.Person("话务", Role.CallTaker));
        var now = city.Clock.GetUtcNow();
        await using var db = city.Db();

        var answers = await city.Get<PositionBook>().Record(db,
        [
            new(chen.Id, North, East, 5, now.AddSeconds(-5)),
            new(chen.Id, 0, 0, 5, now),
            new(chen.Id, North, East, -1, now),
            new(chen.Id, North, East, double.NaN, now),
            new(chen.Id, North, East, null, now.AddMinutes(2)),
            new(chen.Id, North, East, null, now.AddDays(-8)),
            new(call.Id, North, East, 5, now),
            new(Guid.NewGuid(), North, East, 5, now),
            new(chen.Id, North, East, 5, now.AddSeconds(-5)),
            new(chen.Id, 4_000_000, 38_500_000, 5, now),
        ], Cancel);
        await db.SaveChangesAsync(Cancel);

        Assert.Equal(
        [
            PositionOutcome.Moved, PositionOutcome.Unreadable, PositionOutcome.Unreadable, PositionOutcome.Unreadable, PositionOutcome.Future, PositionOutcome.Unreadable,
            PositionOutcome.NotFieldStaff, PositionOutcome.NotFieldStaff, PositionOutcome.Repeated, PositionOutcome.Unreadable,
        ], answers.Select(a => a.Outcome));
        Assert.All(answers.Where(a => !a.Accepted), a => Assert.NotNull(a.Problem));
        Assert.Equal([false, true], await db.Set<TrackPoint>().OrderBy(p => p.At).Select(p => p.Future).ToListAsync(Cancel));
    }

    [Fact]
    public async Task A_future_position_does_not_hold_somebody_in_the_future()
    {
        await using var city = await Open();
        var chen = await city.Person("陈静", Role.GridWorker);
        await Report(city, chen, 0, seconds: -10);

        Assert.Equal(PositionOutcome.Future, await Report(city, chen, 500, seconds: 3_600));
        Assert.Equal(PositionOutcome.Moved, await Report(city, chen, 20, seconds: 0));

        await city.Get<PositionsLive>().Sweep(Cancel);
        Assert.Equal(city.Clock.GetUtcNow(), Assert.Single(city.Get<PositionsLive>().Set.Items.Values).At);
    }

    [Theory, AllDatabases]
    public async Task Another_node_sees_a_position_with_its_next_look_and_a_closed_account_leaves_both(DatabaseProvider provider)
    {
        await using var one = await Open(provider);
        await using var other = one.Beside();
        var chen = await one.Person("陈静", Role.GridWorker);
        await other.Get<PositionsLive>().Sweep(Cancel);
        Assert.Empty(other.Get<PositionsLive>().Set.Items);

        one.Clock.Advance(TimeSpan.FromSeconds(5));
        await Report(one, chen, 0);
        one.Clock.Advance(TimeSpan.FromSeconds(1));
        await other.Get<PositionsLive>().Sweep(Cancel);
        Assert.Single(other.Get<PositionsLive>().Set.Items);

        await one.Change(chen, user => user.Active = false);
        one.Clock.Advance(TimeSpan.FromMinutes(1));
        await other.Get<PositionsLive>().Sweep(Cancel);
        Assert.Empty(other.Get<PositionsLive>().Set.Items);
        Assert.Empty(one.Get<PositionsLive>().Set.Items);
    }

    [Fact]
    public async Task A_look_that_finds_nothing_new_tells_nobody_anything()
    {
        await using var city = await Open();
        var chen = await city.Person("陈静", Role.GridWorker);
        await Report(city, chen, 0);
        var live = city.Get<PositionsLive>();
        await live.Sweep(Cancel);
        using var screen = live.Set.Subscribe();

        for (var second = 0; second < 90; second++)
        {
            city.Clock.Advance(TimeSpan.FromSeconds(1));
            await live.Sweep(Cancel);
        }

        Assert.Empty(screen.Take());
        Assert.Equal(city.Clock.GetUtcNow(), live.Set.FreshAt);
    }

    [Theory]
    [InlineData(0, PositionFreshness.Live)]
    [InlineData(40, PositionFreshness.Live)]
    [InlineData(41, PositionFreshness.Recent)]
    [InlineData(300, PositionFreshness.Recent)]
    [InlineData(301, PositionFreshness.Stale)]
    public async Task A_position_grows_stale(int seconds, PositionFreshness expected)
    {
        await using var city = await Open();
        await Report(city, await city.Person("陈静", Role.GridWorker), 50);
        await city.Get<PositionsLive>().Sweep(Cancel);

        city.Clock.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(expected, Assert.Single(city.Get<NearestStaff>().Within(North, East, 200)).Freshness);
    }

    [Fact]
    public async Task Rings_hold_the_nearest_first_and_say_who_is_on_duty()
    {
        await using var city = await Open();
        var far = await city.Person("远", Role.GridWorker);
        var near = await city.Person("近", Role.GridWorker);
        await Report(city, far, 299);
        await Report(city, near, 150);
        await Report(city, await city.Person("外", Role.GridWorker), 1_001);
        await city.Roster([[near]], d => d with { Role = Role.GridWorker });
        await city.Get<PositionsLive>().Sweep(Cancel);
        await city.Get<DutyBook>().Rebuild(Cancel);
        var nearest = city.Get<NearestStaff>();

        Assert.Equal([("近", true)], nearest.Within(North, East, 200).Select(p => (p.Position.DisplayName, p.OnDuty)));
        Assert.Equal([("近", true), ("远", false)], nearest.Within(North, East, 300).Select(p => (p.Position.DisplayName, p.OnDuty)));
        Assert.Equal([150.0, 299.0], nearest.Within(North, East, 1_000).Select(p => Math.Round(p.DistanceMeters)));
        Assert.Empty(nearest.Within(North, East, 1_000, Role.CallTaker));
        Assert.Empty(nearest.Within(North, East, 1_000, departmentId: Guid.NewGuid()));
        Assert.Equal([200, 300, 500, 1_000], NearestStaff.Rings);
    }

    // Vincenty's distances on the ellipsoid; the sphere may be wrong by six thousandths.
    [Theory]
    [InlineData(0, 0, 0, 1, 111_319.5)]
    [InlineData(0, 0, 1, 0, 110_574.4)]
    [InlineData(39.9087, 116.3975, 31.2304, 121.4737, 1_066_860)] // Tian'anmen to the People's Square in Shanghai
    [InlineData(42.3601, -71.0589, 42.3611, -71.0589, 111.08)]
    [InlineData(30.59, 114.3, 30.59, 114.302085, 200.0)]
    [InlineData(10, 179.9995, 10, -179.9995, 109.6)] // across the date line
    [InlineData(30.59, 114.3, 30.59, 114.3, 0)]
    public void Known_distances(double latitude, double longitude, double otherLatitude, double otherLongitude, double meters) =>
        Assert.Equal(meters, GreatCircle.Meters(latitude, longitude, otherLatitude, otherLongitude), meters * 0.006);

    [Fact]
    public void The_other_side_of_the_earth_is_half_its_way_around() =>
        Assert.Equal(Math.PI * 6_371_008.8, GreatCircle.Meters(30, 114, -30, -66), 1.0);

    [Theory, AllDatabases]
    public async Task Positions_older_than_what_is_kept_are_erased_with_the_last_ones(DatabaseProvider provider)
    {
        await using var city = await Open(provider, options: PeopleOptions.Default with { TrackDays = 2 });
        var (chen, liu) = (await city.Person("陈静", Role.GridWorker), await city.Person("刘洋", Role.GridWorker));
        for (var hour = 0; hour < 5; hour++)
        {
            await Report(city, chen, hour);
            city.Clock.Advance(TimeSpan.FromHours(1));
        }
        city.Clock.Advance(TimeSpan.FromHours(45.5));
        await Report(city, liu, 0);

        Assert.Equal(3, await city.Get<PositionRetention>().Erase(Cancel));

        await using var db = city.Db();
        Assert.Equal(3, await db.Set<TrackPoint>().CountAsync(Cancel));
        Assert.Equal(2, await db.Set<LastPosition>().CountAsync(Cancel));
        city.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(3, await city.Get<PositionRetention>().Erase(Cancel));
        Assert.Empty(await db.Set<LastPosition>().ToListAsync(Cancel));
    }

    [Theory, AllDatabases]
    public async Task Consent_is_journaled_and_taking_it_back_erases_everything(DatabaseProvider provider)
    {
        await using var city = await Open(provider);
        var chen = await city.Person("陈静", Role.GridWorker);
        var (sharing, caller, now) = (city.Get<PositionSharing>(), CallerOf(chen), city.Clock.GetUtcNow());

        Assert.Equal("no-consent", (await Assert.ThrowsAsync<Refusal>(() => sharing.Report(caller, North, East, 8, now, Cancel))).Code);
        await sharing.Agree(caller, Cancel);
        await sharing.Agree(caller, Cancel);
        Assert.Equal(PositionOutcome.Moved, (await sharing.Report(caller, North, East, 8, now, Cancel)).Outcome);
        await sharing.Withdraw(caller, Cancel);
        await sharing.Withdraw(caller, Cancel);

        await using var db = city.Db();
        Assert.Equal(0, await db.Set<TrackPoint>().CountAsync(Cancel) + await db.Set<LastPosition>().CountAsync(Cancel) + await db.Set<PositionConsent>().CountAsync(Cancel));
        Assert.Equal(["PositionConsentGiven", "PositionConsentWithdrawn"], await city.Events());
        Assert.False(await sharing.IsAgreed(caller, Cancel));
    }

    [Fact]
    public async Task Only_field_staff_share_a_position()
    {
        await using var city = await Open();
        var call = CallerOf(await city.Person("话务", Role.CallTaker));

        Assert.False(city.Get<PositionSharing>().Concerns(call));
        Assert.Equal("not-field-staff", (await Assert.ThrowsAsync<Refusal>(() => city.Get<PositionSharing>().Agree(call, Cancel))).Code);
    }

    [Fact]
    public async Task More_people_than_a_statement_has_parameters_fit_into_one_batch()
    {
        await using var city = await Open();
        await using var db = city.Db();
        var ids = Enumerable.Range(0, 1_200).Select(_ => Guid.NewGuid()).ToList();
        db.AddRange(ids.Select((id, i) => new User
        {
            Id = id, UserName = $"g{i}", NormalizedUserName = $"G{i}", DisplayName = $"网格员 {i}", Roles = [Role.GridWorker], CreatedAt = city.Clock.GetUtcNow(),
        }));
        await db.SaveChangesAsync(Cancel);

        var answers = await city.Get<PositionBook>().Record(db, [.. ids.Select(id => new PositionReport(id, North, East, 5, city.Clock.GetUtcNow()))], Cancel);
        await db.SaveChangesAsync(Cancel);

        Assert.All(answers, a => Assert.Equal(PositionOutcome.Moved, a.Outcome));
        await city.Get<PositionsLive>().Sweep(Cancel);
        Assert.Equal(1_200, city.Get<PositionsLive>().Set.Items.Count);
    }

    private static async Task<PositionOutcome> Report(DutyCity city, DutyPerson person, double metersNorth, int seconds = 0) =>
        (await city.Get<PositionBook>().Record(new PositionReport(person.Id, North + (metersNorth / 111_195.0), East, 8, city.Clock.GetUtcNow().AddSeconds(seconds)), Cancel)).Outcome;
}
