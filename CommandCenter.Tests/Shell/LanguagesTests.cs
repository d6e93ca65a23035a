using System.Globalization;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Time;
using CommandCenter.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace CommandCenter.Tests.Shell;

public sealed class LanguagesTests
{
    [Theory]
    [InlineData("/tickets?order=late", "/tickets?order=late")]
    [InlineData("/", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("/\n/evil.example", "/")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("evil", "/")]
    [InlineData("", "/")]
    [InlineData(null, "/")]
    public void The_switch_never_leads_off_the_site(string? asked, string led) => Assert.Equal(led, Languages.LocalPath(asked));

    [Fact]
    public void A_language_that_has_no_texts_is_refused_and_leaves_no_cookie()
    {
        var http = new DefaultHttpContext();
        Assert.Equal(StatusCodes.Status404NotFound, ((IStatusCodeHttpResult)Languages.Choose(http, "fr", "/")).StatusCode);
        Assert.Equal(0, http.Response.Headers.SetCookie.Count);
        Languages.Choose(http, "en", "/");
        Assert.Contains("c%3Den", http.Response.Headers.SetCookie.ToString());
    }

    [Fact]
    public void Each_language_leads_to_the_other()
    {
        Assert.Equal("en", Languages.Other(new CultureInfo("zh-CN")));
        Assert.Equal("zh-CN", Languages.Other(new CultureInfo("en")));
        Assert.Equal("/language/en?returnUrl=%2Ftickets%3Fa%3D1%262", Languages.SwitchAddress(new CultureInfo("zh-CN"), "/tickets?a=1&2"));
    }

    [Fact]
    public void A_time_zone_or_a_language_that_does_not_exist_stops_the_start_and_names_its_key()
    {
        var refused = Assert.Throws<CannotStart>(() => Read(("City:TimeZone", "Asia/Atlantis"), ("City:Language", "fr"), ("City:Code", "!")));
        Assert.Contains("City:TimeZone", refused.Message);
        Assert.Contains("City:Language", refused.Message);
        Assert.Contains("City:Code", refused.Message);
        Assert.Equal("Asia/Shanghai", Read(("City:TimeZone", "Asia/Shanghai")).ZoneName);
    }

    private static City Read(params (string Key, string Value)[] settings) =>
        City.Read(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value)).Build());
}
