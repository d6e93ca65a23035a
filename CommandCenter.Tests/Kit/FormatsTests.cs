using System.Globalization;
using CommandCenter.Platform.Kit;

namespace CommandCenter.Tests.Kit;

public sealed class FormatsTests
{
    private static readonly CultureInfo Chinese = new("zh-CN");
    private static readonly CultureInfo English = new("en");
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly DateTimeOffset Now = new(2026, 6, 18, 6, 32, 8, TimeSpan.Zero);

    [Theory]
    [InlineData("00:00:00", "0:00", "0:00")]
    [InlineData("00:34:59", "0:34", "0:34")]
    [InlineData("23:59:59", "23:59", "23:59")]
    [InlineData("1.03:20:00", "1天 3:20", "1d 3:20")]
    [InlineData("-02:05:00", "2:05", "2:05")]
    [InlineData("400.00:00:00", "400天 0:00", "400d 0:00")]
    public void A_limit_is_hours_and_minutes_and_from_one_day_days_too(string span, string chinese, string english)
    {
        var value = TimeSpan.Parse(span, CultureInfo.InvariantCulture);
        Assert.Equal(chinese, Formats.Duration(value, Chinese));
        Assert.Equal(english, Formats.Duration(value, English));
    }

    [Theory]
    [InlineData(-5, "0:00")]
    [InlineData(0, "0:00")]
    [InlineData(38, "0:38")]
    [InlineData(3599, "59:59")]
    [InlineData(3600, "1:00:00")]
    [InlineData(4325, "1:12:05")]
    [InlineData(98400, "1d 3:20")]
    public void An_age_counts_seconds_until_a_day_has_passed(int seconds, string written) =>
        Assert.Equal(written, Formats.Age(TimeSpan.FromSeconds(seconds), English));

    [Theory]
    [InlineData(-3, "0 秒前", "0 s ago")]
    [InlineData(12, "12 秒前", "12 s ago")]
    [InlineData(160, "2:40 前", "2:40 ago")]
    public void Freshness_says_how_long_ago(int seconds, string chinese, string english)
    {
        Assert.Equal(chinese, Formats.Ago(TimeSpan.FromSeconds(seconds), Chinese));
        Assert.Equal(english, Formats.Ago(TimeSpan.FromSeconds(seconds), English));
    }

    [Theory]
    [InlineData("2026-06-18T06:00:00Z", "14:00", "14:00")]
    [InlineData("2026-06-17T15:59:00Z", "06-17 23:59", "17 Jun 23:59")]
    [InlineData("2026-06-17T16:00:00Z", "00:00", "00:00")]
    [InlineData("2026-06-18T16:00:00Z", "06-19 00:00", "19 Jun 00:00")]
    [InlineData("2025-12-31T16:00:00Z", "01-01 00:00", "1 Jan 00:00")]
    [InlineData("2025-12-31T15:00:00Z", "2025-12-31 23:00", "31 Dec 2025 23:00")]
    public void The_date_stands_only_where_it_is_not_today_in_the_city(string at, string chinese, string english)
    {
        var instant = DateTimeOffset.Parse(at, CultureInfo.InvariantCulture);
        Assert.Equal(chinese, Formats.Instant(instant, Now, Shanghai, Chinese));
        Assert.Equal(english, Formats.Instant(instant, Now, Shanghai, English));
    }

    [Fact]
    public void Today_follows_summer_time()
    {
        var boston = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
        var beforeTheJump = new DateTimeOffset(2026, 3, 8, 6, 59, 0, TimeSpan.Zero);
        Assert.Equal("01:59", Formats.Instant(beforeTheJump, beforeTheJump.AddMinutes(1), boston, English));
        Assert.Equal("03:00", Formats.Instant(beforeTheJump.AddMinutes(1), beforeTheJump, boston, English));
    }

    [Fact]
    public void The_full_date_has_its_weekday()
    {
        Assert.Equal("2026-06-18 周四 14:32:08", Formats.Full(Now, Shanghai, Chinese));
        Assert.Equal("Thu 18 Jun 2026 14:32:08", Formats.Full(Now, Shanghai, English));
    }

    [Fact]
    public void Nothing_to_divide_by_is_a_dash_and_not_a_percentage()
    {
        Assert.Equal(Formats.None, Formats.Rate(0, 0));
        Assert.Equal("93.4%", Formats.Rate(312, 334));
        Assert.Equal(Formats.None, Formats.Percent(double.NaN));
        Assert.Equal(Formats.None, Formats.Number(null, 2));
        Assert.Equal("19.36", Formats.Number(19.357, 2));
        Assert.Equal("121,145", Formats.Number(121145));
    }

    [Fact]
    public void A_culture_left_out_is_the_readers()
    {
        CultureInfo.CurrentUICulture = English;
        Assert.Equal("1d 0:00", Formats.Duration(TimeSpan.FromDays(1)));
        CultureInfo.CurrentUICulture = Chinese;
        Assert.Equal("1天 0:00", Formats.Duration(TimeSpan.FromDays(1)));
    }

    [Theory]
    [InlineData("zh-CN", "Roads", "道路")]
    [InlineData("en", "Roads", "Roads")]
    [InlineData("en", " ", "道路")]
    [InlineData("en", null, "道路")]
    public void A_thing_of_two_names_is_called_by_the_readers(string reader, string? english, string called)
    {
        CultureInfo.CurrentUICulture = new CultureInfo(reader);
        Assert.Equal(called, ReadersLanguage.NameOf("道路", english));
    }
}
