using System.Net;
using System.Text.Json;
using CommandCenter.Access;
using CommandCenter.Access.Accounts;
using CommandCenter.Access.Keys;
using CommandCenter.Access.SignIn;
using Microsoft.AspNetCore.Routing;

namespace CommandCenter.Tests.Access;

public sealed class AccessDoorTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stranger_is_sent_to_sign_in_and_back_to_where_they_wanted()
    {
        await using var door = await AccessDoor.Open();
        using var browser = door.Browser();
        await User(door, "duty03", Role.DutyOfficer);

        var sent = await browser.Get("/wall/who?scene=flood");
        Assert.Equal("/sign-in?returnUrl=%2Fwall%2Fwho%3Fscene%3Dflood", sent.Headers.Location!.OriginalString);
        var signedIn = await browser.Submit(sent.Headers.Location.OriginalString, "sign-in", ("Form.UserName", "duty03"), ("Form.Password", AccessWorld.Password));

        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        Assert.EndsWith("/wall/who?scene=flood", signedIn.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal("duty03", await Text(await browser.Get("/wall/who")));
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    public async Task Sign_in_sends_nobody_to_another_site(string returnUrl)
    {
        await using var door = await AccessDoor.Open();
        using var browser = door.Browser();
        await User(door, "duty03", Role.DutyOfficer);
        var answer = await browser.Submit($"/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}", "sign-in", ("Form.UserName", "duty03"), ("Form.Password", AccessWorld.Password));
        Assert.DoesNotContain("evil", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sign_in_says_where_the_first_administrator_comes_from_until_there_is_one()
    {
        await using var door = await AccessDoor.Open();
        using var browser = door.Browser();
        const string Hint = "都会在控制台写出建立第一个管理员的链接";
        Assert.Contains(Hint, WebUtility.HtmlDecode(await Text(await browser.Get("/sign-in"))), StringComparison.Ordinal);
        await User(door, "admin01", Role.Administrator);
        Assert.DoesNotContain(Hint, WebUtility.HtmlDecode(await Text(await browser.Get("/sign-in"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_password_says_how_many_tries_are_left_in_the_readers_language()
    {
        await using var door = await AccessDoor.Open();
        using var browser = door.Browser();
        await User(door, "duty03", Role.DutyOfficer);
        for (var i = 0; i < 2; i++)
            await browser.SignIn("duty03", "guess");
        Assert.Contains("账号或密码不对，还可再试 2 次", WebUtility.HtmlDecode(await Text(await browser.SignIn("duty03", "guess"))), StringComparison.Ordinal);
        browser.Cookies[".AspNetCore.Culture"] = "c%3Den%7Cuic%3Den";
        Assert.Contains("Wrong account or password, 1 try left", await Text(await browser.SignIn("duty03", "guess")), StringComparison.Ordinal);
        Assert.Contains("Try again in 15 min", await Text(await browser.SignIn("duty03", "guess")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_sites_form_signs_nobody_out()
    {
        await using var door = await AccessDoor.Open();
        using var browser = door.Browser();
        await User(door, "duty03", Role.DutyOfficer);
        await browser.SignIn("duty03", AccessWorld.Password);
        await browser.Post("/sign-out");
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/wall/who")).StatusCode);
    }

    [Fact]
    public async Task Sign_out_ends_the_session()
    {
        await using var door = await AccessDoor.Open();
        using var browser = door.Browser();
        await User(door, "duty03", Role.DutyOfficer);
        await browser.SignIn("duty03", AccessWorld.Password);
        await browser.Submit("/account", "/sign-out");
        Assert.Equal(HttpStatusCode.Redirect, (await browser.Get("/wall/who")).StatusCode);
    }

    [Fact]
    public async Task Deactivated_persons_session_ends_within_a_minute()
    {
        await using var door = await AccessDoor.Open();
        using var browser = door.Browser();
        var id = await User(door, "duty03", Role.DutyOfficer);
        await browser.SignIn("duty03", AccessWorld.Password);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/wall/who")).StatusCode);
        await door.Get<AccountDesk>().Deactivate(id, Caller.System, Cancel);
        door.Clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.Get("/wall/who")).StatusCode);
    }

    [Fact]
    public async Task Person_who_was_away_for_the_night_signs_in_again()
    {
        await using var door = await AccessDoor.Open();
        using var browser = door.Browser();
        await User(door, "duty03", Role.DutyOfficer);
        await browser.SignIn("duty03", AccessWorld.Password);
        door.Clock.Advance(TimeSpan.FromHours(11));
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/wall/who")).StatusCode);
        door.Clock.Advance(TimeSpan.FromHours(11));
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/wall/who")).StatusCode);
        door.Clock.Advance(TimeSpan.FromHours(12.5));
        Assert.Equal("/sign-in?returnUrl=%2Faccount&ended=true", (await browser.Get("/account")).Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Page_that_is_not_open_to_ones_role_says_so_at_its_own_address()
    {
        await using var door = await AccessDoor.Open();
        using var browser = door.Browser();
        await User(door, "duty03", Role.DutyOfficer);
        await browser.SignIn("duty03", AccessWorld.Password);

        using var refused = await browser.Get("/admin/users");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("这个页面不对你的角色开放", WebUtility.HtmlDecode(await Text(refused)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Walls_sign_in_does_not_expire_while_it_is_shown()
    {
        await using var door = await AccessDoor.Open();
        using var browser = door.Browser();
        var wall = await door.Get<AccountDesk>().Create("wall1", new AccountFacts("指挥大厅", [Role.Wall]), Caller.System, cancel: Cancel);
        var link = await door.Get<LinkDesk>().WallLink(wall.UserId, Caller.System, Cancel);
        var token = link[(link.IndexOf('=', StringComparison.Ordinal) + 1)..];
        await browser.Submit(link, "wall-sign-in", ("Code", token));
        Assert.Contains("expires=", browser.SetCookies.Single(c => c.StartsWith("commandcenter-session=", StringComparison.Ordinal)), StringComparison.OrdinalIgnoreCase);

        for (var showing = 0; showing < 3; showing++)
        {
            door.Clock.Advance(TimeSpan.FromDays(300));
            Assert.Equal("指挥大厅", await Text(await browser.Get("/wall/who")));
            Assert.Contains(browser.SetCookies, c => c.StartsWith("commandcenter-session=", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Temporary_password_opens_nothing_but_choosing_ones_own()
    {
        await using var door = await AccessDoor.Open();
        using var browser = door.Browser();
        var made = await door.Get<AccountDesk>().Create("duty03", new AccountFacts("李敏", [Role.DutyOfficer]), Caller.System, cancel: Cancel);
        Assert.EndsWith("/account", (await browser.SignIn("duty03", made.TemporaryPassword!)).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal("/account", (await browser.Get("/wall/who")).Headers.Location!.ToString());
        Assert.Equal("change-password", (await Problem(await browser.Get("/api/v1/who"))).GetProperty("title").GetString());

        await browser.Submit("/account", "password", ("Passwords.Current", made.TemporaryPassword!), ("Passwords.Next", AccessWorld.Password), ("Passwords.Again", AccessWorld.Password));

        Assert.Equal("李敏", await Text(await browser.Get("/wall/who")));
    }

    [Fact]
    public async Task First_administrators_link_makes_one_and_signs_them_in()
    {
        await using var door = await AccessDoor.Open();
        using var browser = door.Browser();
        var link = await door.Get<LinkDesk>().FirstAdministratorLink(Cancel);
        var fields = new[] { ("Form.UserName", "root"), ("Form.DisplayName", "管理员"), ("Form.Password", AccessWorld.Password) };
        Assert.Equal(HttpStatusCode.Redirect, (await browser.Submit(link!, "first-administrator", fields)).StatusCode);
        Assert.Equal("管理员", await Text(await browser.Get("/wall/who")));
        Assert.DoesNotContain("Form.UserName", await Text(await browser.Get(link!)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Program_is_told_in_a_problem_document_what_is_missing()
    {
        await using var door = await AccessDoor.Open();
        using var browser = door.Browser();
        var keys = door.Get<ApiKeyDesk>();
        var right = await keys.Create("hotline", [Scope.TicketsRead], null, Caller.System, Cancel);
        var narrow = await keys.Create("counter", [Scope.RequestsWrite], null, Caller.System, Cancel);

        var nobody = await browser.Get("/api/v1/who");
        Assert.Equal((HttpStatusCode.Unauthorized, "Bearer"), (nobody.StatusCode, nobody.Headers.WwwAuthenticate.Single().Scheme));
        Assert.Equal("who-are-you", (await Problem(nobody)).GetProperty("title").GetString());
        var wrong = await browser.Get("/api/v1/who", ("X-Api-Key", right.Key[..^2] + "zz"));
        Assert.Equal((HttpStatusCode.Unauthorized, "key-not-valid"), (wrong.StatusCode, (await Problem(wrong)).GetProperty("title").GetString()));
        var forbidden = await browser.Get("/api/v1/who", ("Authorization", $"Bearer {narrow.Key}"));
        Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
        Assert.Contains("'tickets:read'", (await Problem(forbidden)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("hotline", await Text(await browser.Get("/api/v1/who", ("Authorization", $"Bearer {right.Key}"))));
        Assert.Equal("hotline", await Text(await browser.Get("/api/v1/who", ("X-Api-Key", right.Key))));
        await keys.Revoke(right.Id, Caller.System, Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Get("/api/v1/who", ("X-Api-Key", right.Key))).StatusCode);
    }

    [Fact]
    public async Task Person_without_the_role_is_refused_by_the_api_as_a_program_is()
    {
        await using var door = await AccessDoor.Open();
        using var browser = door.Browser();
        var wall = await door.Get<AccountDesk>().Create("wall1", new AccountFacts("指挥大厅", [Role.Wall]), Caller.System, AccessWorld.Password, cancel: Cancel);
        Assert.Null(wall.TemporaryPassword);
        await browser.SignIn("wall1", AccessWorld.Password);
        Assert.Equal("not-permitted", (await Problem(await browser.Get("/api/v1/who"))).GetProperty("title").GetString());
    }

    [Fact]
    public async Task Answers_forbid_framing_and_other_hosts()
    {
        await using var door = await AccessDoor.Open(new() { ["Access:ImageHosts"] = "https://tiles.example.org" });
        using var browser = door.Browser();
        var page = await browser.Get("/sign-in");
        var policy = page.Headers.GetValues("Content-Security-Policy").First();
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("img-src 'self' data: blob: https://tiles.example.org;", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src 'self' 'unsafe-inline'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", page.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("script-src 'self' 'unsafe-inline'", (await browser.Get("/inline")).Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_cookie_is_for_this_site_and_not_for_scripts()
    {
        await using var door = await AccessDoor.Open();
        using var browser = door.Browser();
        await User(door, "duty03", Role.DutyOfficer);
        await browser.SignIn("duty03", AccessWorld.Password);
        var cookie = browser.SetCookies.Single(c => c.StartsWith("commandcenter-session=", StringComparison.Ordinal));
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires=", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Where_https_is_required_plain_http_is_sent_there()
    {
        await using var door = await AccessDoor.Open(new() { ["Access:RequireHttps"] = "true", ["https_port"] = "8443" });
        using var browser = door.Browser();
        Assert.Equal("https://localhost:8443/sign-in", (await browser.Get("/sign-in")).Headers.Location!.ToString());
    }

    [Fact]
    public async Task Every_page_and_route_of_this_room_states_who_may()
    {
        await using var door = await AccessDoor.Open();
        var endpoints = door.Get<EndpointDataSource>();
        Assert.Contains(endpoints.Endpoints.OfType<RouteEndpoint>(), e => e.RoutePattern.RawText == "/admin/users");
        Assert.DoesNotContain(EveryEndpointStatesWhoMay.SilentOnes(endpoints), e => e.Contains("/admin", StringComparison.Ordinal) || e.Contains("sign", StringComparison.Ordinal) || e.Contains("account", StringComparison.Ordinal));
    }

    private static async Task<Guid> User(AccessDoor door, string name, Role role) =>
        (await door.Get<AccountDesk>().Create(name, new AccountFacts(name, [role]), Caller.System, AccessWorld.Password, cancel: Cancel)).UserId;

    private static Task<string> Text(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(Cancel);

    private static async Task<JsonElement> Problem(HttpResponseMessage answer)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        return JsonDocument.Parse(await Text(answer)).RootElement;
    }
}
