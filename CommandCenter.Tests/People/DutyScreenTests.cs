using CommandCenter.Access;
using CommandCenter.Access.Accounts;
using CommandCenter.People.Positions;
using CommandCenter.People.Rosters;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Time;
using CommandCenter.Tests.Browsers;
using CommandCenter.Tests.Hosts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static CommandCenter.Tests.People.DutyCity;

namespace CommandCenter.Tests.People;

/// <summary>Rosters, one's own shifts and the sharing of a position, in a real browser.</summary>
[Collection(BrowserScreens.Name)]
public sealed class DutyScreenTests(Browser browser)
{
    // Headings, verbs and words of gaps are never cut, and no page scrolls sideways.
    private const string Cut = """
        () => [document.documentElement, document.querySelector('main'), ...document.querySelectorAll('h1, h2, h3, .btn, .gap-word, .tag, .seg > a, .chip')]
          .filter(e => e && e.getClientRects().length && getComputedStyle(e).display !== 'inline')
          .filter(e => e.scrollWidth > e.clientWidth + 1 && !e.matches('.ell'))
          .map(e => `${e.tagName}.${e.className}: ${e.innerText.slice(0, 40)} ${e.scrollWidth}/${e.clientWidth}`)
        """;

    [Theory]
    [InlineData(1920, "zh-CN", "4 班", "无人值班")]
    [InlineData(1920, "en", "Crew", "Nobody on duty")]
    [InlineData(390, "zh-CN", "4 班", "无人值班")]
    public async Task A_roster_is_read_and_set_up_without_a_word_cut_off(int width, string language, string crew, string nobody)
    {
        await using var server = await KestrelServer.Start();
        var (roster, supervisor, _) = await Staff(server);
        await using var screen = await browser.OpenAs(supervisor, server.Address, $"/rosters/{roster.Id}", width, width == 390 ? 844 : 1080, language);
        await screen.Sees(nobody);

        await Whole(screen, $"rosters-week-{width}-{language}");
        await screen.Page.Locator(".duty-week .duty-cell").Nth(3).ClickAsync();
        await screen.Page.Locator(".duty-people").First.WaitForAsync();
        await Whole(screen, $"rosters-turn-{width}-{language}");
        foreach (var view in new[] { "month", "changes", "setup" })
        {
            await screen.Page.Locator($"nav.seg a[href*='view={view}']").ClickAsync();
            await screen.Page.Locator(view == "month" ? ".duty-month" : view == "changes" ? "#swap-giver" : "#roster-name").WaitForAsync();
            await Whole(screen, $"rosters-{view}-{width}-{language}");
        }
        Assert.Contains(crew, await screen.Page.Locator(".duty-crews").InnerTextAsync() + await screen.Page.Locator("#crew-3").InputValueAsync(), StringComparison.Ordinal);
        screen.AssertClean();
    }

    [Theory]
    [InlineData("zh-CN", "同班")]
    [InlineData("en", "with ")]
    public async Task Ones_own_shifts_fit_into_a_hand(string language, string together)
    {
        await using var server = await KestrelServer.Start();
        var (_, _, officer) = await Staff(server);
        await using var screen = await browser.OpenAs(officer, server.Address, "/shifts", 390, 844, language);
        await screen.Sees(together);

        await Whole(screen, $"shifts-390-{language}");
        screen.AssertClean();
        await using var desk = await browser.OpenAs(officer, server.Address, "/shifts", 1920, 1080, language);
        await desk.Page.Locator(".duty-turns li").First.WaitForAsync();
        await Whole(desk, $"shifts-1920-{language}");
    }

    [Theory]
    [InlineData("zh-CN", "共享位置", "同意并共享", "停止并清除", "位置共享中，精度 12 m", "位置未共享")]
    [InlineData("en", "Share position", "Agree and share", "Stop and erase", "Position shared, within 12 m", "Your position is not shared")]
    public async Task A_phone_shares_its_position_after_consent_and_everything_goes_with_it(string language, string share, string agree, string stop, string shared, string not)
    {
        await using var server = await KestrelServer.Start();
        var worker = await server.SignIn(Role.GridWorker);
        await using var screen = await browser.Open("about:blank", 390, 844, language);
        await screen.SignIn(worker, server.Address, language);
        await screen.Page.Context.GrantPermissionsAsync(["geolocation"]);
        await screen.Page.Context.SetGeolocationAsync(new Geolocation { Latitude = 30.5912f, Longitude = 114.3011f, Accuracy = 12 });
        await screen.Page.GotoAsync(new Uri(server.Address, "/my").ToString());
        await screen.Lives();
        await screen.Sees(not);
        Assert.Equal((0, 0), await Known(server));

        await screen.Page.GetByText(share, new() { Exact = true }).ClickAsync();
        await screen.Sees(agree);
        await Whole(screen, $"share-ask-{language}");
        await screen.Page.GetByText(agree, new() { Exact = true }).ClickAsync();
        await screen.Sees(shared);
        await Whole(screen, $"share-on-{language}");
        Assert.Equal((1, 1), await Known(server));
        await using (var db = server.Db())
            Assert.Equal((30.5912, 114.3011, 12), await db.Set<LastPosition>().Select(p => new { p.Latitude, p.Longitude, p.AccuracyMeters }).SingleAsync(Cancel) is var p
                ? (Math.Round(p.Latitude, 4), Math.Round(p.Longitude, 4), (int)p.AccuracyMeters!) : default);

        // Ten metres on, and at once: neither far enough nor long enough to be told.
        await screen.Page.Context.SetGeolocationAsync(new Geolocation { Latitude = 30.5913f, Longitude = 114.3011f, Accuracy = 12 });
        await screen.Page.GetByText(stop, new() { Exact = true }).ClickAsync();
        await screen.Sees(not);
        Assert.Equal((0, 0), await Known(server));
        screen.AssertClean();
    }

    private static async Task<(int Last, int Track)> Known(TestServer server)
    {
        await using var db = server.Db();
        return (await db.Set<LastPosition>().CountAsync(Cancel), await db.Set<TrackPoint>().CountAsync(Cancel));
    }

    // A center's watch room of four crews with one on leave, one who left and a swap; a department's leads; a supervisor and one of the officers signed in.
    private static async Task<(Roster Roster, Person Supervisor, Person Officer)> Staff(TestServer server)
    {
        var (officer, supervisor) = (await server.SignIn(Role.DutyOfficer), await server.SignIn(Role.Supervisor));
        var seed = await CitySeed.Into(server.Services, Cancel);
        var today = server.Get<City>().DayOf(server.Get<TimeProvider>().GetUtcNow());
        var people = new List<Guid> { officer.Id };
        foreach (var name in new[] { "王强", "欧阳娜娜", "赵洁", "孙磊", "Bartholomew Featherstonehaugh", "周航" })
            people.Add(await Make(server, name, Role.DutyOfficer, null));
        var roster = await server.Get<RosterDesk>().Add(new RosterDetails("指挥中心值班室", "Command center watch", Role.DutyOfficer, null, true, today, 1,
        [
            new(null, "1 班", [people[0], people[1]]), new(null, "2 班", [people[2], people[5]]), new(null, "3 班", [people[3]]), new(null, "4 班", [people[4], people[6]]),
        ], [Shift("白班", 8, 20), Shift("夜班", 20, 8, firstCrew: 3)]), Caller.System, Cancel);
        var leads = await Make(server, "陈部长", Role.DepartmentLead, seed.Water.Id);
        await server.Get<RosterDesk>().Add(new RosterDetails("水务局带班", "Water lead on call", Role.DepartmentLead, seed.Water.Id, false, today, 7,
            [new(null, "带班", [leads])], [Shift("工作日", 9, 17, Weekdays, HolidayRule.Off)]), Caller.System, Cancel);
        var (zone, day) = (server.Get<City>().Zone, roster.Shifts.Single(s => s.Name == "白班").Id);
        await server.Get<LeaveDesk>().Enter(people[3], LocalTime.Instant(today.AddDays(1), default, zone), LocalTime.Instant(today.AddDays(4), default, zone), Caller.System, Cancel);
        await server.Get<SwapDesk>().Enter(new SwapDetails(roster.Id, people[0], day, today.AddDays(4), people[2], day, today.AddDays(5)), Caller.System, Cancel);
        await server.Get<AccountDesk>().Deactivate(people[6], Caller.System, Cancel);
        return (roster, supervisor, officer);
    }

    private static async Task<Guid> Make(TestServer server, string name, Role role, Guid? department) =>
        (await server.Get<AccountDesk>().Create($"u{Guid.NewGuid():N}"[..12], new AccountFacts(name, [role], department), Caller.System, Person.Password)).UserId;

    private static async Task Whole(Screen screen, string name)
    {
        await screen.Shot(name);
        Assert.Empty(await screen.Page.EvaluateAsync<string[]>(Cut));
    }
}
