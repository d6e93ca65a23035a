using System.Text;
using CommandCenter.Access;
using CommandCenter.Platform.Files;
using CommandCenter.Tests.Browsers;
using CommandCenter.Tests.Hosts;
using CommandCenter.Tickets;
using CommandCenter.Tickets.Import;
using Microsoft.Playwright;

namespace CommandCenter.Tests.Administration;

/// <summary>Pages of administration in a real browser, where a circuit, and not a test's renderer, decides what is seen.</summary>
[Collection(BrowserScreens.Name)]
public sealed class AdministrationScreenTests(Browser browser)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_category_is_typed_in_and_a_wrong_file_of_categories_names_its_lines()
    {
        await using var server = await KestrelServer.Start();
        await using var screen = await Open(server, "/admin/categories");
        await screen.Page.Locator(".adm-list .btn").ClickAsync();
        await screen.Page.Locator("#category-name").FillAsync("道路");
        await screen.Page.Locator("#category-priority").SelectOptionAsync("High");
        await screen.Page.Locator("form.adm-form button[type=submit]").ClickAsync();

        await screen.Sees("已保存");
        await screen.Page.Locator(".adm-row .adm-pick").GetByText("道路").WaitForAsync();
        Assert.Equal(("道路", TicketPriority.High), (Assert.Single(server.Get<CategoryIndex>().All).Name, server.Get<CategoryIndex>().All[0].Priority));

        await screen.Page.Locator("#category-name").FillAsync(" ");
        await screen.Page.Locator("form.adm-form button[type=submit]").ClickAsync();
        await screen.Sees("名称须为 1 至 200 个字符");

        await Choose(screen, "tree.csv", "a,b\nx,y\n,z\n");
        await screen.Sees("第 3 行");
        await screen.Shot("admin-categories-refused");
        Assert.Single(server.Get<CategoryIndex>().All);

        await Choose(screen, "tree.csv", "a,b\n道路,路面破损\n供水,漏水\n");
        await screen.Page.Locator(".adm-row .adm-pick").GetByText("供水").WaitForAsync();
        screen.AssertClean();
    }

    [Fact]
    public async Task An_administrators_own_profile_imports_a_file_of_another_city_in_its_encoding()
    {
        await using var server = await KestrelServer.Start();
        await using var screen = await Open(server, "/admin/imports");
        const string Csv = "编号,时间,标题,类别\nA1,2026-06-18 08:15,中山路路灯不亮,道路\nA2,someday,x,道路\n";
        await screen.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "town.csv", MimeType = "text/csv", Buffer = SourceEncoding.Find("gb18030")!.GetBytes(Csv) });
        await screen.Page.Locator(".btn.pri").First.ClickAsync();
        await screen.Page.Locator("#import-profile").SelectOptionAsync("");

        await Choose(screen, "town.json", """
            { "name": "town", "encoding": "gb18030", "timeZone": "Asia/Shanghai", "fields": { "number": "编号", "openedAt": "时间", "title": "标题", "category": "类别" } }
            """);
        await screen.Sees("town.json");
        await screen.Page.Locator("section .btn").GetByText("预览").ClickAsync();
        await screen.Sees("中山路路灯不亮");
        await screen.Page.Locator("section .btn.pri").ClickAsync();

        await screen.Sees("拒收", seconds: 30);
        await screen.Page.Locator("a[href$='/rejects']").WaitForAsync(new LocatorWaitForOptions { Timeout = 30_000 });
        await screen.Shot("admin-import-done");
        await using var db = server.Db();
        Assert.Equal("中山路路灯不亮", Assert.Single(db.Set<Ticket>().Select(t => t.Title).ToList()));
        screen.AssertClean();
    }

    private static Task Choose(Screen screen, string name, string text) =>
        screen.Page.Locator("input[type=file]").Last.SetInputFilesAsync(new FilePayload { Name = name, MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes(text) });

    private async Task<Screen> Open(TestServer server, string path) => await browser.OpenAs(await server.SignIn(Role.Administrator), server.Address, path);
}
