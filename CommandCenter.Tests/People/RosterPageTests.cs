using System.Globalization;
using Bunit;
using CommandCenter.Access;
using CommandCenter.People;
using CommandCenter.People.Positions;
using CommandCenter.People.Rosters;
using CommandCenter.People.Screens;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Time;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static CommandCenter.Tests.People.DutyCity;

namespace CommandCenter.Tests.People;

public sealed class RosterPageTests : IAsyncLifetime
{
    private static readonly DutyPerson Supervisor = Nobody(Role.Supervisor);

    private readonly BunitContext context = new();
    private DutyCity city = null!;

    public async ValueTask InitializeAsync()
    {
        city = await Open();
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        context.Services.AddLocalization().AddSingleton<TimeProvider>(city.Clock).AddSingleton<IDbContextFactory<CityDb>>(city.Database)
            .AddSingleton(city.Get<City>()).AddSingleton(city.Get<CityDays>()).AddSingleton(city.Get<DutyBook>()).AddSingleton(city.Get<DepartmentIndex>())
            .AddSingleton(city.Get<RosterDesk>()).AddSingleton(city.Get<LeaveDesk>()).AddSingleton(city.Get<SwapDesk>())
            .AddSingleton(city.Get<PositionSharing>()).AddSingleton(city.Get<PeopleOptions>());
    }

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        await city.DisposeAsync();
    }

    [Fact]
    public void Without_rosters_the_page_says_what_that_means()
    {
        var page = Render<RostersPage>(Supervisor);

        Assert.Contains("还没有排班表", page.Markup, StringComparison.Ordinal);
        Assert.Contains("没有人在岗", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_week_shows_who_is_on_and_a_closed_account_as_a_gap_in_words()
    {
        var (li, wang) = (await city.Person("李敏"), await city.Person("王强"));
        var roster = await city.Roster([[li], [wang]]);
        var page = Render<RostersPage>(Supervisor, p => p.Add(r => r.RosterId, roster.Id));

        var cells = page.FindAll(".duty-week tbody td");
        Assert.Equal(14, cells.Count);
        Assert.Contains("李敏", cells[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("王强", cells[7].TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".duty-cell.gap"));
        Assert.Contains("在岗：李敏（共 1 人）", page.Markup, StringComparison.Ordinal);
        Assert.Contains("每个小时都有人值班", page.Markup, StringComparison.Ordinal);

        await city.Change(li, user => user.Active = false);

        page.WaitForAssertion(() => Assert.Equal(7, page.FindAll(".duty-cell.gap").Count));
        var gap = page.Find(".duty-cell.gap");
        Assert.Contains("账号已停用", gap.TextContent, StringComparison.Ordinal);
        Assert.Contains("无人值班", gap.TextContent, StringComparison.Ordinal);
        Assert.Contains("现在无人值班", page.Find(".duty-roster").TextContent, StringComparison.Ordinal);
        Assert.Contains("白班", page.Find(".duty-gaps li").TextContent, StringComparison.Ordinal);
        Assert.Contains("李敏: 账号已停用", page.Find(".duty-gaps li").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_is_put_on_one_date_and_the_rotation_comes_back()
    {
        var (li, wang) = (await city.Person("李敏"), await city.Person("王强"));
        var roster = await city.Roster([[li]]);
        var page = Render<RostersPage>(Supervisor, p => p.Add(r => r.RosterId, roster.Id));
        await page.FindAll(".duty-week .duty-cell")[2].ClickAsync(new());
        Assert.Contains("轮到1 班", page.Find("form, .adm-form").TextContent.Replace(" 1", "1", StringComparison.Ordinal), StringComparison.Ordinal);

        await page.Find("select[aria-label='添加人员…']").ChangeAsync(new() { Value = wang.Id.ToString() });
        await page.FindAll(".duty-people button").First(b => b.GetAttribute("aria-label") == "上移王强").ClickAsync(new());
        await Button(page, "保存当日").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("指定", page.FindAll(".duty-week tbody td")[2].TextContent, StringComparison.Ordinal));
        Assert.Equal(["王强", "李敏"], await city.OnDuty("2026-03-04T12:00"));
        await page.FindAll(".duty-week .duty-cell")[2].ClickAsync(new());
        await Button(page, "恢复轮班").ClickAsync(new());
        page.WaitForAssertion(() => Assert.DoesNotContain("指定", page.FindAll(".duty-week tbody td")[2].TextContent, StringComparison.Ordinal));
        Assert.Equal(["李敏"], await city.OnDuty("2026-03-04T12:00"));
    }

    [Fact]
    public async Task A_duty_officer_reads_and_changes_nothing()
    {
        var li = await city.Person("李敏");
        var roster = await city.Roster([[li]]);
        var page = Render<RostersPage>(li, p => p.Add(r => r.RosterId, roster.Id));
        await page.FindAll(".duty-week .duty-cell")[0].ClickAsync(new());

        Assert.Empty(page.FindAll("a[href='/rosters/new']"));
        Assert.DoesNotContain("保存当日", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("nav.seg a[href*=setup]"));
    }

    [Fact]
    public async Task A_new_roster_is_typed_in_and_a_wrong_time_names_its_shift()
    {
        var li = await city.Person("李敏");
        context.Services.GetRequiredService<NavigationManager>().NavigateTo("/rosters/new");
        var page = Render<RostersPage>(Supervisor);
        await page.Find("#roster-name").ChangeAsync(new() { Value = "值班室" });
        await page.Find(".duty-crew select").ChangeAsync(new() { Value = li.Id.ToString() });
        await page.Find("#shift-to-1").ChangeAsync(new() { Value = "25:00" });
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("结束时间格式应如 20:00。（第 2 个班次）", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Contains("bad", page.Find("#shift-to-1").ParentElement!.ClassName, StringComparison.Ordinal);
        Assert.Empty(await city.Events());

        await page.Find("#shift-to-1").ChangeAsync(new() { Value = "8:00" });
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("/rosters/", context.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal));
        Assert.Equal(["李敏"], await city.OnDuty("2026-03-03T03:00"));
    }

    [Fact]
    public async Task Leave_is_entered_and_ended_on_the_page()
    {
        var li = await city.Person("李敏");
        var roster = await city.Roster([[li]]);
        context.Services.GetRequiredService<NavigationManager>().NavigateTo($"/rosters/{roster.Id}?view=changes");
        var page = Render<RostersPage>(Supervisor, p => p.Add(r => r.RosterId, roster.Id));

        await page.Find("#leave-from").ChangeAsync(new() { Value = "2026-03-03" });
        await page.Find("#leave-until").ChangeAsync(new() { Value = "2026-03-03" });
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("请选择人员", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        await page.Find("#leave-person").ChangeAsync(new() { Value = li.Id.ToString() });
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("03-03 周二 00:00 – 03-04 周三 00:00", page.Find(".duty-list").TextContent, StringComparison.Ordinal));
        Assert.Empty(await city.OnDuty("2026-03-03T12:00"));
        await Button(page, "撤销").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("目前没有请假", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_swap_is_asked_on_ones_own_page_and_accepted_on_the_others()
    {
        var (li, wang) = (await city.Person("李敏"), await city.Person("王强"));
        var roster = await city.Roster([[li], [wang]], d => d with { Shifts = [Shift("白班", 8, 20)] });
        var day = roster.Shifts[0].Id;
        var mine = Render<MyShiftsPage>(li);
        Assert.Contains("正在值班", mine.Find(".duty-turns li").TextContent, StringComparison.Ordinal);
        Assert.Contains("您是值班长", mine.Find(".duty-turns li").TextContent, StringComparison.Ordinal);

        await mine.Find("#swap-given").ChangeAsync(new() { Value = $"{day}/2026-03-04" });
        await mine.Find("#swap-taker").ChangeAsync(new() { Value = wang.Id.ToString() });
        await mine.Find("#swap-return").ChangeAsync(new() { Value = $"{day}/2026-03-05" });
        await mine.Find("form").SubmitAsync();

        var theirs = Render<MyShiftsPage>(wang);
        Assert.Contains("李敏将 03-04 周三 白班 交给王强，换回 03-05 周四 白班", theirs.Find(".duty-list").TextContent, StringComparison.Ordinal);
        await Button(theirs, "同意").ClickAsync(new());

        theirs.WaitForAssertion(() => Assert.Contains("已同意", theirs.Find(".duty-list").TextContent, StringComparison.Ordinal));
        Assert.Equal(["王强"], await city.OnDuty("2026-03-04T12:00"));
        Assert.Contains("替 李敏", Render<MyShiftsPage>(wang).Find(".duty-turns").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whom_no_roster_names_is_told_so()
    {
        var call = await city.Person("话务", Role.CallTaker);

        Assert.Contains("没有您的班次", Render<MyShiftsPage>(call).Markup, StringComparison.Ordinal);
        Assert.Empty(Render<NextShift>(call).Markup.Trim());
    }

    [Fact]
    public async Task The_next_shift_is_one_line_on_the_page_of_ones_work()
    {
        var (li, wang) = (await city.Person("李敏"), await city.Person("王强"));
        await city.Roster([[li], [wang]]);

        Assert.Contains("白班，值班至 20:00", Render<NextShift>(li).Markup, StringComparison.Ordinal);
        Assert.Contains("下一班：夜班，20:00", Render<NextShift>(wang).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_position_is_shared_only_after_what_it_means_was_said_and_agreed()
    {
        var chen = await city.Person("陈静", Role.GridWorker);
        var watch = context.JSInterop.SetupModule("./js/position.js");
        watch.SetupModule("watch", _ => true);
        var panel = Render<SharePosition>(chen);
        Assert.Contains("位置未共享", panel.Markup, StringComparison.Ordinal);

        await Button(panel, "共享位置").ClickAsync(new());
        Assert.Contains("位置保留 7 天", panel.Markup, StringComparison.Ordinal);
        Assert.Empty(watch.Invocations);
        await panel.InvokeAsync(() => panel.Instance.OnPosition(30.59, 114.3, 8, city.Clock.GetUtcNow().ToUnixTimeMilliseconds()));
        await using var db = city.Db();
        Assert.False(await db.Set<LastPosition>().AnyAsync(Cancel));

        await Button(panel, "同意并共享").ClickAsync(new());
        panel.WaitForAssertion(() => Assert.Single(watch.Invocations, i => i.Identifier == "watch"));
        await panel.InvokeAsync(() => panel.Instance.OnPosition(30.59, 114.3, 7.2, city.Clock.GetUtcNow().ToUnixTimeMilliseconds()));
        panel.WaitForAssertion(() => Assert.Contains("位置共享中，精度 8 m", panel.Markup, StringComparison.Ordinal));
        Assert.True(await db.Set<LastPosition>().AnyAsync(Cancel));

        await panel.InvokeAsync(() => panel.Instance.OnProblem("Denied"));
        Assert.Contains("浏览器未获定位权限", panel.Markup, StringComparison.Ordinal);
        await Button(panel, "停止并清除").ClickAsync(new());
        panel.WaitForAssertion(() => Assert.Contains("位置未共享", panel.Markup, StringComparison.Ordinal));
        Assert.False(await db.Set<LastPosition>().AnyAsync(Cancel));
    }

    [Fact]
    public async Task Whoever_is_no_field_staff_is_not_asked_for_a_position() =>
        Assert.Empty(Render<SharePosition>(await city.Person("话务", Role.CallTaker)).Markup.Trim());

    [Fact]
    public void Every_code_these_screens_show_has_its_word_in_english_too()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        var text = context.Services.GetRequiredService<Microsoft.Extensions.Localization.IStringLocalizer<PeopleText>>();
        var keys = Enum.GetNames<Absence>().Select(n => $"Absence.{n}").Concat(Enum.GetNames<HolidayRule>().Select(n => $"HolidayRule.{n}"))
            .Concat(Enum.GetNames<SwapState>().Select(n => $"SwapState.{n}")).Concat(Enum.GetNames<CityDay>().Where(n => n != nameof(CityDay.Ordinary)).Select(n => $"CityDay.{n}"))
            .Concat(Enum.GetNames<Absence>().Where(n => n != nameof(Absence.Leave)).Select(n => $"Refusal.swap-unfit-{n}"));

        Assert.All(keys, key => Assert.False(text[key].ResourceNotFound, key));
    }

    private static AngleSharp.Dom.IElement Button<T>(IRenderedComponent<T> page, string word) where T : IComponent =>
        page.FindAll("button").Single(b => b.TextContent.Trim() == word);

    private IRenderedComponent<TPage> Render<TPage>(DutyPerson person, Action<ComponentParameterCollectionBuilder<TPage>>? parameters = null) where TPage : IComponent
    {
        // Here and not in InitializeAsync: a culture set inside an asynchronous method ends with it.
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        return context.Render<TPage>(page =>
        {
            page.AddCascadingValue(SignedIn(person));
            parameters?.Invoke(page);
        });
    }
}
