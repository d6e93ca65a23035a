using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text;
using Bunit;
using CommandCenter.Desk.Administration;
using CommandCenter.Escalations;
using CommandCenter.Escalations.Running;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using CommandCenter.Platform.Kit;
using CommandCenter.Sla;
using CommandCenter.Sla.Administration;
using CommandCenter.Tests.Databases;
using CommandCenter.Tickets;
using CommandCenter.Tickets.Administration;
using CommandCenter.Tickets.Import;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using MudBlazor.Services;
using TestContext = Xunit.TestContext;

namespace CommandCenter.Tests.Administration;

public sealed class AdministrationPagesTests : IAsyncLifetime
{
    private readonly BunitContext context = new();
    private readonly Fails handler = new();
    private TestDatabase database = null!;
    private AdminWorld world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabases.Open();
        world = await AdminWorld.Open(database, more: services => services.AddSingleton(handler).HandleAfterCommit<CategoryChanged, Fails>("test.fails"));
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        context.Services.AddMudServices();
        context.Services.AddSingleton<TimeProvider>(world.Clock).AddSingleton(AdminWorld.City).AddLocalization();
        context.Services.AddSingleton(world.Get<CategoryIndex>()).AddSingleton(world.Get<CategoryDesk>()).AddSingleton(world.Get<CommandCenter.People.DepartmentIndex>());
        context.Services.AddSingleton(world.Get<SlaDesk>()).AddSingleton(world.Get<CalendarDesk>()).AddSingleton(world.Get<SlaRules>());
        context.Services.AddSingleton(world.Get<ImportDesk>()).AddSingleton(world.Get<ImportRunner>()).AddSingleton(world.Get<ImportPreviews>()).AddSingleton(world.Get<SystemReader>());
        context.Services.AddSingleton(world.Get<EscalationsLive>()).AddSingleton(world.Get<EscalationWords>());
        foreach (var entry in world.Services.GetServices<AdminEntry>())
            context.Services.AddSingleton(entry);
    }

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        await world.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public void The_index_names_every_page_in_the_readers_language()
    {
        var page = Render<AdministrationPage>();

        var links = page.FindAll("a").Select(a => (a.GetAttribute("href"), a.QuerySelector("b")!.TextContent)).ToList();
        Assert.Contains(("/admin/categories", "类别"), links);
        Assert.Contains(("/admin/areas", "区域"), links);
        Assert.Contains(("/admin/jobs", "后台作业"), links);
        Assert.All(links, l => Assert.StartsWith("/admin/", l.Item1, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_category_is_typed_in_and_stands_in_the_tree()
    {
        var page = Render<CategoriesPage>();
        Assert.Contains("还没有类别", page.Markup, StringComparison.Ordinal);

        await page.Find(".adm-list .btn").ClickAsync(new());
        await page.Find("#category-name").ChangeAsync(new() { Value = "道路" });
        await page.Find("#category-priority").ChangeAsync(new() { Value = "High" });
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("已保存", page.Markup, StringComparison.Ordinal));
        Assert.Equal(("道路", TicketPriority.High), (world.Get<CategoryIndex>().All.Single().Name, world.Get<CategoryIndex>().All.Single().Priority));
        await page.Find("#category-name").ChangeAsync(new() { Value = " " });
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("名称须为 1 至 200 个字符", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Contains("bad", page.Find("#category-name").ParentElement!.ClassName, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_file_of_categories_names_its_lines()
    {
        var page = Render<CategoriesPage>();

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("a,b\nx,y\n,z\n", "tree.csv"));

        page.WaitForAssertion(() => Assert.Contains("第 3 行", page.Find("[role=alert]").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(20));
        Assert.Empty(world.Get<CategoryIndex>().All);
    }

    [Fact]
    public async Task A_policy_says_when_a_ticket_of_now_would_be_due_before_it_is_stored()
    {
        var page = Render<PoliciesPage>();
        await page.Find(".adm-list .btn").ClickAsync(new());
        await page.Find("#policy-resolution-unit").ChangeAsync(new() { Value = nameof(LimitUnit.Elapsed) });

        await page.Find("#policy-resolution-amount").InputAsync(new() { Value = "soon" });
        Assert.Contains("办结时限必填", page.Find(".adm-preview").TextContent, StringComparison.Ordinal);
        await page.Find("#policy-resolution-amount").InputAsync(new() { Value = "2h30m" });
        Assert.Contains("2016-01-13 周三 11:30", page.Find(".adm-preview").TextContent, StringComparison.Ordinal);
        Assert.Empty(world.Get<SlaRules>().Policies);

        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("2:30 连续时间", page.Find("tbody").TextContent, StringComparison.Ordinal));
        Assert.Contains("已保存", page.Find("form [role=status]").TextContent, StringComparison.Ordinal);
        Assert.Equal(150, world.Get<SlaRules>().Policies.Single().ResolutionAmount);
    }

    [Fact]
    public async Task A_year_without_published_holidays_is_said_to_be_so()
    {
        await world.Get<SlaDesk>().ImportCalendar(AdminWorld.Administrator.Actor,
            """{"timeZone":"Asia/Shanghai","workingHours":{"monday-friday":["09:00","17:00"]},"holidays":["2016-01-01"],"adjustedWorkdays":["2016-02-06"]}""", "city", makeDefault: true, Cancel);
        var page = Render<CalendarsPage>();

        Assert.Equal(12, page.FindAll(".month").Count);
        Assert.Equal("1休 2016年1月1日星期五: 节假日", page.Find(".month .holiday").TextContent);
        Assert.Equal("6班 2016年2月6日星期六: 调休工作日", page.Find(".month .adjusted").TextContent);
        Assert.DoesNotContain("还没有公布", page.Markup, StringComparison.Ordinal);
        await page.Find("[aria-label='下一年']").ClickAsync(new());
        Assert.Contains("2017 年的节假日还没有公布", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".month .holiday"));
    }

    [Fact]
    public async Task An_import_under_way_shows_how_far_it_is_and_that_the_page_may_be_closed()
    {
        var run = await world.Get<ImportDesk>().Upload(AdminWorld.Administrator.Actor, "town.csv", new MemoryStream(Encoding.UTF8.GetBytes("x")), Cancel);
        await using (var db = database.CreateDbContext())
        {
            var row = await db.Set<ImportRun>().SingleAsync(Cancel);
            (row.State, row.Rows, row.Share, row.RowsPerSecond, row.Left, row.ProgressAt) = (ImportState.Running, 76_310, 0.63, 1_820, TimeSpan.FromSeconds(25), world.Clock.GetUtcNow());
            await db.SaveChangesAsync(Cancel);
        }

        var page = Render<ImportPage>(p => p.Add(x => x.Id, run.Id));

        var words = page.Find("section").TextContent;
        Assert.Contains("63% · 76,310 行", words, StringComparison.Ordinal);
        Assert.Contains("1,820 行/秒 · 还需 0:25", words, StringComparison.Ordinal);
        Assert.Contains("关掉页面也会继续", words, StringComparison.Ordinal);
        Assert.Equal("width:63%", page.Find(".prog i").GetAttribute("style"));
        await page.Find("section button").ClickAsync(new());
        Assert.True((await world.Get<ImportDesk>().Find(run.Id, Cancel))!.CancelRequested);
    }

    [Fact]
    public async Task An_uploaded_file_is_previewed_with_the_rejected_rows_and_started()
    {
        var run = await world.Get<ImportDesk>().Upload(AdminWorld.Administrator.Actor, "tree of categories.csv", new MemoryStream(Encoding.UTF8.GetBytes("a,b\nx,y\n,z\n")), Cancel);
        var page = Render<ImportPage>(p => p.Add(x => x.Id, run.Id));

        await page.FindAll("section .btn")[0].ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("x / y", page.Find("table").TextContent, StringComparison.Ordinal));
        Assert.Contains("拒收：", page.Find("table").TextContent, StringComparison.Ordinal);
        await page.Find("section .btn.pri").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("排队等待", page.Markup, StringComparison.Ordinal));
        Assert.Equal(ImportState.Waiting, (await world.Get<ImportDesk>().Find(run.Id, Cancel))!.State);
    }

    [Fact]
    public async Task A_failing_handler_is_seen_by_an_administrator_who_tries_it_again()
    {
        await world.Get<CategoryDesk>().Add(AdminWorld.Administrator.Actor, new CategoryDetails("道路"), Cancel);
        await world.Get<JournalSealer>().Sweep(Cancel);
        await world.Get<JournalDispatcher>().Sweep(Cancel);
        var page = Render<SystemPage>();
        Assert.Contains("The other side is away.", page.Markup, StringComparison.Ordinal);

        await page.FindAll("button").Single(b => b.TextContent == "立即重试").ClickAsync(new());
        handler.Well = true;
        await world.Get<JournalDispatcher>().Sweep(Cancel);

        page = Render<SystemPage>();
        Assert.DoesNotContain("The other side is away.", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_journal_is_found_on_the_page()
    {
        await world.Get<CategoryDesk>().Add(AdminWorld.Administrator.Actor, new CategoryDetails("道路"), Cancel);
        await world.Get<JournalSealer>().Sweep(Cancel);
        var page = Render<SystemPage>();
        await page.FindAll("button").Single(b => b.TextContent == "校验留痕").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("完整：", page.Markup, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(typeof(TicketsAdminText))]
    [InlineData(typeof(SlaText))]
    [InlineData(typeof(DeskAdminText))]
    public void Both_languages_have_the_same_texts_with_the_same_places(Type texts)
    {
        var (english, chinese) = (Read(texts, ""), Read(texts, "zh-Hans"));

        Assert.NotEmpty(english);
        Assert.Equal(english.Keys.Order(), chinese.Keys.Order());
        Assert.All(english, text => Assert.Equal(text.Value.Count(c => c == '{'), chinese[text.Key].Count(c => c == '{')));
        Assert.DoesNotContain("", chinese.Values);
    }

    [Fact]
    public void Every_code_these_pages_show_has_its_word()
    {
        var desk = Read(typeof(DeskAdminText), "").Keys;
        var sla = Read(typeof(SlaText), "").Keys;
        Assert.Empty(Enum.GetNames<ImportKind>().Select(n => $"Kind.{n}").Concat(Enum.GetNames<ImportState>().Select(n => $"State.{n}"))
            .Concat(Enum.GetNames<CommandCenter.Areas.AreaLevel>().Select(n => $"Level.{n}")).Concat(Enum.GetNames<CommandCenter.Areas.ImportHint>().Select(n => $"Report.Hint{n}"))
            .Concat(Enum.GetNames<TicketState>().Select(n => $"Value.{n}")).Except(desk));
        Assert.Empty(Enum.GetNames<LimitUnit>().SelectMany(n => new[] { $"Unit.{n}", $"Limit.{n}" }).Concat(Enum.GetNames<DayKind>().Select(n => $"DayKind.{n}"))
            .Concat(Enum.GetNames<TicketPriority>().Select(n => $"Priority.{n}")).Except(sla));
    }

    private static Dictionary<string, string> Read(Type texts, string culture) =>
        new ResourceManager(texts).GetResourceSet(CultureInfo.GetCultureInfo(culture), createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!);

    private IRenderedComponent<TPage> Render<TPage>(Action<ComponentParameterCollectionBuilder<TPage>>? parameters = null) where TPage : IComponent
    {
        // Here and not in InitializeAsync: a culture set inside an asynchronous method ends with it.
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        return context.Render<TPage>(page =>
        {
            page.AddCascadingValue(AdminWorld.SignedIn());
            parameters?.Invoke(page);
        });
    }

    private sealed class Fails : IHandle<CategoryChanged>
    {
        public bool Well { get; set; }

        public Task Handle(IReadOnlyList<Delivered<CategoryChanged>> events, CancellationToken cancel) =>
            Well ? Task.CompletedTask : throw new InvalidOperationException("The other side is away.");
    }
}
