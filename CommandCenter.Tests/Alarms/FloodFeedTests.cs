using System.Globalization;
using CommandCenter.Alarms;
using CommandCenter.Alarms.Panels;

namespace CommandCenter.Tests.Alarms;

public class FloodFeedTests
{
    private static readonly DateTimeOffset Now = Hosts.CitySeed.Thursday;

    [Fact]
    public void Ten_alarms_in_ten_minutes_are_no_flood_and_the_eleventh_is()
    {
        Assert.False(AlarmFlood.Of(Views(10, AlarmPriority.Low), Now).IsFlood);
        Assert.True(AlarmFlood.Of(Views(11, AlarmPriority.Low), Now).IsFlood);
        Assert.False(AlarmFlood.Of(Views(11, AlarmPriority.Low), Now, seats: 2).IsFlood);
        Assert.False(AlarmFlood.Of(Views(11, AlarmPriority.Low), Now.AddMinutes(11)).IsFlood);
    }

    [Fact]
    public void In_a_flood_no_critical_and_no_unacknowledged_high_alarm_is_folded_away()
    {
        var feed = AlarmFlood.Of([.. Views(5_000, AlarmPriority.Medium), .. Views(40, AlarmPriority.Critical), .. Views(30, AlarmPriority.High), .. Views(20, AlarmPriority.High, AlarmState.ActiveAcknowledged)], Now);
        Assert.Equal((40, 30), (feed.Alarms.Count(a => a.Priority == AlarmPriority.Critical), feed.Alarms.Count(a => a.Priority == AlarmPriority.High)));
        Assert.Equal((1, 5_020), (feed.Groups.Count, feed.Held));
        Assert.Equal(AlarmPriority.Critical, feed.Alarms[0].Priority);
        Assert.Equal(5_090, feed.Alarms.Count + feed.Held);
    }

    [Fact]
    public void Hidden_and_normal_alarms_are_in_no_feed()
    {
        var views = Views(3, AlarmPriority.High);
        var feed = AlarmFlood.Of([views[0], views[1] with { Hiding = AlarmHiding.Shelved }, views[2] with { State = AlarmState.Normal }], Now);
        Assert.Equal(views[0].Id, Assert.Single(feed.Alarms).Id);
    }

    [Theory]
    [InlineData("zh-CN", "柳河水位 18.42 m，超警戒")]
    [InlineData("en", "柳河 Level 18.42 m, over Warning")]
    public async Task Words_say_what_is_wrong_as_people_say_it(string language, string gauge)
    {
        await using var city = await AlarmCity.Open();
        var words = city.Server.Get<AlarmWords>();
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var view = Views(1, AlarmPriority.High)[0] with { KindCode = "water-level", Quantity = "level", DeviceName = "柳河", Value = 18.42, Level = 2, RuleId = Guid.NewGuid() };
        Assert.Equal(gauge, words.What(view));
        Assert.Equal("×3", AlarmWords.Times(view with { Count = 3 }));
        Assert.Equal("烟感 7", words.What(view with { RuleId = null, Title = "烟感 7" }));
    }

    private static List<AlarmView> Views(int count, AlarmPriority priority, AlarmState state = AlarmState.ActiveUnacknowledged) => [.. Enumerable.Range(1, count).Select(i => new AlarmView(
        Guid.NewGuid(), i, $"AL-260618-{i:0000}", state, AlarmHiding.None, priority, priority, 1, 1, null, null, null, "gas", null, "x", null, null, null, null, null, null, null, null, null, null,
        Now.AddMinutes(-5), Now.AddMinutes(-5), Now, null, 1, null, null, null, null, null, null, 0))];
}
