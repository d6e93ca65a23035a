using System.Net;

namespace CommandCenter.Tests.Shell;

public sealed class ShellTests(ShellSite site) : IClassFixture<ShellSite>
{
    private const string EnglishCookie = ".AspNetCore.Culture=c%3Den%7Cuic%3Den";

    [Fact]
    public async Task Missing_page_says_so_in_the_readers_language_and_keeps_its_status()
    {
        using var answer = await site.GetAsync("/no/such/page");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("没有这个页面", await site.ReadAsync("/no/such/page"));
        var english = await site.ReadAsync("/no/such/page", cookie: EnglishCookie);
        Assert.Contains("There is no such page", english);
        Assert.Contains("Nothing is at /no/such/page", english);
        Assert.Contains("lang=\"en\"", english);
    }

    [Fact]
    public async Task A_cookie_with_an_unknown_language_falls_back_to_chinese() =>
        Assert.Contains("lang=\"zh-CN\"", await site.ReadAsync("/none", cookie: ".AspNetCore.Culture=c%3Dxx%7Cuic%3Dxx"));

    [Fact]
    public async Task Failed_page_gives_a_person_a_number_and_none_of_the_failures_words()
    {
        using var answer = await site.GetAsync("/fails");
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        var page = await site.ReadAsync("/fails");
        Assert.Matches(@"E-[0-9A-F]{4}-[0-9A-F]{4}", page);
        Assert.DoesNotContain("a room's failure", page);
        Assert.Contains("href=\"/fails\"", page);
        Assert.Contains("http-equiv=\"refresh\"", page);
        Assert.DoesNotContain("http-equiv=\"refresh\"", await site.ReadAsync("/no/such/page"));
    }

    [Fact]
    public async Task A_program_that_asks_for_nothing_known_gets_no_page() =>
        Assert.Empty(await site.ReadAsync("/no/such/page", accept: "application/json"));

    [Fact]
    public async Task Start_page_is_the_first_entry_the_person_may_open()
    {
        using var answer = await site.GetAsync("/");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/second", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Theme_of_the_cookie_is_in_the_first_byte()
    {
        Assert.Contains("data-theme=\"light\"", await site.ReadAsync("/none"));
        Assert.Contains("data-theme=\"dark\"", await site.ReadAsync("/none", cookie: "cc-theme=dark"));
    }

    [Fact]
    public async Task Sign_of_life_is_never_kept_by_a_cache()
    {
        using var answer = await site.GetAsync("/alive");
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.Matches("^[0-9a-f]{32}$", await site.ReadAsync("/alive"));
        Assert.Equal(await site.ReadAsync("/alive"), await site.ReadAsync("/alive"));
    }

    [Fact]
    public async Task Pages_for_what_went_wrong_need_no_circuit()
    {
        var page = await site.ReadAsync("/no/such/page");
        Assert.DoesNotContain("data-live", page);
        Assert.Contains("js/reconnect.js?v=", page);
    }
}
