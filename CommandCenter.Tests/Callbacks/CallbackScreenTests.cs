using CommandCenter.Access;
using CommandCenter.Callbacks;
using CommandCenter.Tests.Browsers;
using CommandCenter.Tests.Hosts;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace CommandCenter.Tests.Callbacks;

/// <summary>Queue, call, card and rules in a real browser: two call takers at once, both languages, desk and phone.</summary>
[Collection(BrowserScreens.Name)]
public sealed class CallbackScreenTests(Browser browser)
{
    // What must never be cut: headings, figures, numbers, buttons. Rows of a list may end in an ellipsis.
    private const string Cut = """
        () => [document.documentElement, ...document.querySelectorAll('.call h2, .call .meta > *, .cb-number, .cb-number .who > *, .cb-script .q, .cb-script .seg, .seg button, .btn, .sum .l, .rt .v, .cb-row .n, .cb-row .c, .adm-fields .fld')]
          .filter(e => e.getClientRects().length && getComputedStyle(e).display !== 'inline')
          .filter(e => e.scrollWidth > e.clientWidth + 1)
          .map(e => `${e.className}: ${e.innerText.slice(0, 40)} ${e.scrollWidth}/${e.clientWidth}`)
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1920, 1080, "zh-CN")]
    [InlineData(1920, 1080, "en")]
    [InlineData(390, 844, "zh-CN")]
    [InlineData(390, 844, "en")]
    public async Task Every_screen_holds_its_words_on_desk_and_phone(int width, int height, string language)
    {
        await using var server = await KestrelServer.Start();
        await CitySeed.Into(server.Services, Cancel);
        await CallbackCity.Rule(server, 100);
        var someone = await server.SignIn(Role.Administrator);
        var (late, answered) = await Fill(server);
        await using var screen = await browser.OpenAs(someone, server.Address, "/callbacks", width, height, language);
        var size = $"{width}x{height}-{language}";

        await screen.Page.Locator(".cb-row").First.WaitForAsync();
        await Looks(screen, $"callbacks-queue-{size}");
        await screen.Page.GotoAsync(Address(server, $"/callbacks/{late}"));
        await screen.Lives();
        await screen.Page.Locator(".cb-number .btn").WaitForAsync();
        await Looks(screen, $"callbacks-call-masked-{size}");
        await screen.Page.Keyboard.PressAsync("c");
        await screen.Page.Locator(".cb-number a[href^='tel:']").WaitForAsync();
        await screen.Page.Locator("[data-question=responded] button").First.ClickAsync();
        await screen.Page.Locator("[data-question=resolved] button").Nth(1).ClickAsync();
        await screen.Page.Locator("#cb-reason").WaitForAsync();
        await Looks(screen, $"callbacks-call-{size}");
        foreach (var (address, name, part) in new[] { ($"/tickets/{answered}", "callbacks-ticket", ".cb-card"), ("/reports/sla", "callbacks-report", "[data-figure=satisfaction] .v a, [data-figure=satisfaction] .f a"), ("/admin/callback-rules", "callbacks-rules", ".adm-pick") })
        {
            await screen.Page.GotoAsync(Address(server, address));
            await screen.Lives();
            await screen.Page.Locator(part).First.WaitForAsync();
            if (name == "callbacks-rules")
            {
                await screen.Page.Locator(".adm-pick").First.ClickAsync();
                await screen.Page.Locator("#rule-share").WaitForAsync();
            }
            await Looks(screen, $"{name}-{size}");
        }
        screen.AssertClean();
    }

    [Fact]
    public async Task Two_call_takers_at_once_see_each_others_calls_without_reloading()
    {
        await using var server = await KestrelServer.Start();
        await CitySeed.Into(server.Services, Cancel);
        await CallbackCity.Rule(server, 100);
        var (first, second) = (await server.SignIn(Role.CallTaker), await server.SignIn(Role.CallTaker));
        await using var one = await browser.OpenAs(first, server.Address, "/callbacks", 1920, 1080, "zh-CN");
        await using var other = await browser.OpenAs(second, server.Address, "/callbacks", 1920, 1080, "zh-CN");
        await one.Sees("没有待回访的工单。");
        var ticket = await CallbackCity.Completed(server);
        var id = (await CallbackCity.Of(server, ticket.Number))!.Id;

        await one.Sees(ticket.Number);
        await one.Page.Keyboard.PressAsync("j");
        await one.Page.Locator(".cb-row:focus").WaitForAsync();
        await one.Page.Keyboard.PressAsync("Enter");
        await one.Reaches($"/callbacks/{id}");
        Assert.DoesNotContain(CallbackCity.Phone, await one.Page.ContentAsync(), StringComparison.Ordinal);
        await one.Page.Locator("body[data-keys~='C'] .cb-number .btn").WaitForAsync();
        await one.Page.Keyboard.PressAsync("c");
        await one.Sees(CallbackCity.Phone);

        await other.Sees(first.Caller.Actor.Name);
        await other.Page.Keyboard.PressAsync("n");
        await other.Sees("没有可拨打的回访");
        await other.Page.Locator(".cb-row").ClickAsync();
        await other.Page.Locator(".cb-number .why").WaitForAsync();
        Assert.DoesNotContain(CallbackCity.Phone, await other.Page.ContentAsync(), StringComparison.Ordinal);

        await one.Page.Locator("[data-question=responded] button").First.ClickAsync();
        await one.Page.Locator("[data-question=resolved] button").First.ClickAsync();
        await one.Page.GetByRole(AriaRole.Radio, new() { Name = "非常满意", Exact = true }).ClickAsync();
        await one.Page.Locator(".cb-script button[type=submit]").ClickAsync();

        await other.Sees("已解决 · 非常满意");
        await one.Sees("已解决 · 非常满意");
        Assert.Equal(TicketState.Closed, (await server.Get<TicketReader>().Get(Caller.System, ticket.Number, Cancel)).State);
        Assert.DoesNotContain(CallbackCity.Phone, await one.Page.ContentAsync(), StringComparison.Ordinal);
        one.AssertClean();
        other.AssertClean();
    }

    private static async Task<(Guid Late, string Answered)> Fill(TestServer server)
    {
        var (desk, taker) = (server.Get<CallbackDesk>(), (await server.SignIn(Role.CallTaker)).Caller);
        var all = new List<Guid>();
        for (var i = 0; i < 9; i++)
        {
            var ticket = await server.Get<TicketOpening>().Open(Caller.System, new TicketRequest
            {
                Title = i % 2 == 0 ? "沿江大道 118 号三楼水管漏水，水流到楼下住户" : "The streetlight at the corner of Riverside Avenue has been dark since Monday evening", Description = "三楼水管漏水，已经两天，楼下住户天花板渗水。",
                Category = i % 3 == 0 ? CitySeed.Pothole : CitySeed.Leak, Priority = (TicketPriority)(i % 4), RequesterName = "欧阳晓芸", RequesterPhone = $"1397123456{i}", Address = "沿江大道 118 号", Confidential = i == 4,
            }, null, Cancel);
            foreach (var verb in new[] { TicketVerb.Accept, TicketVerb.Dispatch, TicketVerb.Sign, TicketVerb.Complete })
                await server.Get<TicketDesk>().Do(Caller.System, ticket.Number, verb, new VerbInput { Department = "SW", Reply = "已更换阀门并清理现场，经测试不再漏水。" }, Cancel);
            all.Add((await CallbackCity.Of(server, ticket.Number))!.Id);
        }
        await desk.Claim(taker, all[1], Cancel);
        foreach (var (id, outcome) in new[] { (all[0], CallOutcome.NoAnswer), (all[2], CallOutcome.Busy), (all[3], CallOutcome.WrongNumber) })
        {
            await desk.Claim(taker, id, Cancel);
            await desk.Attempt(taker, id, new AttemptInput { Outcome = outcome, Comment = "响了很久" }, null, Cancel);
        }
        foreach (var (id, resolved) in new[] { (all[5], true), (all[6], false) })
        {
            await desk.Claim(taker, id, Cancel);
            await desk.Answer(taker, id, new AnswerInput { Responded = true, Resolved = resolved, Satisfaction = resolved ? Satisfaction.VerySatisfied : Satisfaction.Dissatisfied, Reason = "还在滴水" }, Cancel);
        }
        await using var db = server.Db();
        // A promise that was not kept: as if it had been made days ago.
        var due = server.Get<TimeProvider>().GetUtcNow().AddHours(-26);
        await db.Set<Callback>().Where(c => c.Id == all[0] || c.Id == all[7]).ExecuteUpdateAsync(set => set.SetProperty(c => c.DueAt, due), Cancel);
        await desk.Claim(taker, all[7], Cancel); // so that the live set reads them again
        await desk.Release(taker, all[7], Cancel);
        await desk.Claim(taker, all[0], Cancel);
        await desk.Release(taker, all[0], Cancel);
        return (all[0], await db.Set<Ticket>().Where(t => db.Set<Callback>().Any(c => c.TicketId == t.Id && c.Id == all[5])).Select(t => t.Number).SingleAsync(Cancel));
    }

    private static async Task Looks(Screen screen, string name)
    {
        await screen.Shot(name);
        Assert.Empty(await screen.Page.EvaluateAsync<string[]>(Cut));
    }

    private static string Address(TestServer server, string path) => new Uri(server.Address, path).ToString();
}
