using CommandCenter.Sla;
using static CommandCenter.Tests.Sla.Calendars;

namespace CommandCenter.Tests.Sla;

/// <summary>These tests move the whole process to another zone, so they run alone.</summary>
[CollectionDefinition(nameof(ServerZone), DisableParallelization = true)]
public class ServerZone;

[Collection(nameof(ServerZone))]
public class ServerZoneTests
{
    [Theory]
    [InlineData("America/New_York")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Etc/UTC")]
    public void Zone_of_the_server_and_its_summer_time_change_no_result(string server)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Only there can a process change its own zone.");
        var before = Environment.GetEnvironmentVariable("TZ");
        try
        {
            Environment.SetEnvironmentVariable("TZ", server);
            TimeZoneInfo.ClearCachedData();
            Assert.Equal(TimeZoneInfo.FindSystemTimeZoneById(server).GetUtcOffset(Us("2026-07-01 12:00")), TimeZoneInfo.Local.GetUtcOffset(Us("2026-07-01 12:00")));
            var office = Weekdays(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"), NineToFive);
            var opened = new DateTimeOffset(2026, 3, 6, 2, 30, 0, TimeSpan.Zero);

            // 10:30 in Shanghai on the Friday before America's change; Lord Howe changes a month later, in the middle of the last limit.
            Assert.Equal(new DateTimeOffset(2026, 3, 9, 2, 30, 0, TimeSpan.Zero), office.Due(opened, Limit.WorkingDays(1), []));
            Assert.Equal(new DateTimeOffset(2026, 3, 9, 2, 30, 0, TimeSpan.Zero), office.Due(opened, Limit.WorkingTime(TimeSpan.FromHours(8)), []));
            Assert.Equal(new DateTimeOffset(2026, 3, 8, 2, 30, 0, TimeSpan.Zero), office.Due(opened, Limit.CalendarDays(2), []));
            Assert.Equal(new DateTimeOffset(2026, 4, 6, 2, 30, 0, TimeSpan.Zero), office.Due(opened.ToLocalTime(), Limit.CalendarDays(31), []));
        }
        finally
        {
            Environment.SetEnvironmentVariable("TZ", before);
            TimeZoneInfo.ClearCachedData();
        }
    }
}
