using CommandCenter.Access;
using CommandCenter.Alarms;
using CommandCenter.Desk.Duty;
using CommandCenter.People;
using CommandCenter.People.Positions;
using CommandCenter.People.Rosters;
using CommandCenter.Tests.People;
using static CommandCenter.Tests.People.DutyCity;

namespace CommandCenter.Tests.Desk;

public sealed class StaffSearchTests
{
    // An alarm of the queue's tests stands here.
    private const double North = 30.5;
    private const double East = 114.2;

    [Theory]
    [InlineData(150, 200)]
    [InlineData(250, 300)]
    [InlineData(420, 500)]
    [InlineData(900, 1_000)]
    public async Task It_opens_in_the_narrowest_ring_that_holds_somebody(double meters, int ring)
    {
        await using var city = await Open();
        await Stands(city, await city.Person("陈静", Role.GridWorker), meters);
        var search = new StaffSearch(city.Get<NearestStaff>());

        search.Around(AlarmQueueTests.Alarm("AL-1"));

        Assert.Equal((ring, "陈静"), (search.Meters, Assert.Single(search.People!).Position.DisplayName));
        Assert.Equal(ring, search.Rings.Single(r => r.Strong).Meters);
    }

    [Fact]
    public async Task It_widens_when_the_last_has_left_and_does_not_narrow_when_somebody_comes_nearer()
    {
        await using var city = await Open();
        var (chen, liu) = (await city.Person("陈静", Role.GridWorker), await city.Person("刘洋", Role.GridWorker));
        await Stands(city, chen, 150);
        await Stands(city, liu, 450);
        var (search, alarm) = (new StaffSearch(city.Get<NearestStaff>()), AlarmQueueTests.Alarm("AL-1"));
        search.Around(alarm);
        Assert.Equal((200, 1), (search.Meters, search.People!.Count));

        await Stands(city, chen, 600);
        search.Around(alarm);
        Assert.Equal((500, "刘洋"), (search.Meters, Assert.Single(search.People!).Position.DisplayName));

        await Stands(city, chen, 100);
        search.Around(alarm);
        Assert.Equal((500, 2), (search.Meters, search.People!.Count));

        await Stands(city, chen, 2_000);
        await Stands(city, liu, 2_000);
        search.Around(alarm);
        Assert.Equal((1_000, 0), (search.Meters, search.People!.Count));
    }

    [Fact]
    public async Task A_ring_that_was_chosen_stays_though_empty_until_another_alarm_is_looked_at()
    {
        await using var city = await Open();
        await Stands(city, await city.Person("陈静", Role.GridWorker), 420);
        var (search, alarm) = (new StaffSearch(city.Get<NearestStaff>()), AlarmQueueTests.Alarm("AL-1"));
        search.Around(alarm);

        search.Within(200);
        search.Around(alarm);
        Assert.Equal((200, 0), (search.Meters, search.People!.Count));

        search.Around(AlarmQueueTests.Alarm("AL-2"));
        Assert.Equal((500, 1), (search.Meters, search.People!.Count));
    }

    [Fact]
    public async Task An_alarm_without_a_place_has_nobody_near_it_and_no_ring()
    {
        await using var city = await Open();
        await Stands(city, await city.Person("陈静", Role.GridWorker), 0);
        var search = new StaffSearch(city.Get<NearestStaff>());

        search.Around(AlarmQueueTests.Alarm("AL-1") with { Latitude = null, Longitude = null });
        Assert.Null(search.People);
        Assert.Empty(search.Rings);

        search.Around(null);
        Assert.Null(search.People);
    }

    private static async Task Stands(DutyCity city, DutyPerson person, double metersNorth)
    {
        city.Clock.Advance(TimeSpan.FromSeconds(1));
        await city.Get<PositionBook>().Record(new PositionReport(person.Id, North + (metersNorth / 111_195.0), East, 8, city.Clock.GetUtcNow()), Cancel);
        await city.Get<PositionsLive>().Sweep(Cancel);
    }
}
