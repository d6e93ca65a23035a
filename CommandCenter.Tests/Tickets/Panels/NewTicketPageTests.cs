using Bunit;
using CommandCenter.Access;
using CommandCenter.Desk;
using CommandCenter.Tests.Administration;
using CommandCenter.Tickets;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CommandCenter.Tests.Tickets.Panels;

public class NewTicketPageTests
{
    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_form_that_is_sent_twice_opens_one_ticket()
    {
        await using var screen = await CityScreen.Open();
        var page = screen.Page<NewTicketPage>(CallTaker(), "/tickets/new");
        await page.Find("#n-title").ChangeAsync(new() { Value = "水管漏水" });
        var send = page.Find(".btn.pri");

        await Task.WhenAll(send.ClickAsync(new()), send.ClickAsync(new()));

        Assert.Equal("水管漏水", Assert.Single(await Tickets(screen)).Title);
        Assert.Contains("?opened=true", screen.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_whose_answer_was_lost_leads_to_the_ticket_it_has_opened_already()
    {
        await using var screen = await CityScreen.Open();
        var draft = RequestDraft.New(screen.Time.GetUtcNow());
        draft.Title = "水管漏水";
        var opened = await screen.Server.Get<TicketOpening>().Open(CallTaker(), draft.ToRequest(), draft.Key, Cancel);

        // The circuit broke before the page heard of it; the draft was kept, and its person presses again.
        var page = screen.Page<NewTicketPage>(CallTaker(), "/tickets/new");
        page.Instance.Draft = draft;
        await page.Find(".btn.pri").ClickAsync(new());

        Assert.Single(await Tickets(screen));
        Assert.Contains(opened.Number, screen.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    private static Caller CallTaker() => AdminWorld.Administrator with { Roles = [Role.CallTaker] };

    private static async Task<List<Ticket>> Tickets(CityScreen screen)
    {
        await using var db = screen.Server.Db();
        return await db.Set<Ticket>().AsNoTracking().ToListAsync(Cancel);
    }
}
