using System.Globalization;
using System.Security.Claims;
using Bunit;
using CommandCenter.Access;
using CommandCenter.Areas;
using CommandCenter.People;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using TestContext = Xunit.TestContext;

namespace CommandCenter.Tests.Areas;

public sealed class AreasPageTests : IAsyncLifetime
{
    private readonly BunitContext context = new();
    private TemporaryCity city = null!;

    public async ValueTask InitializeAsync()
    {
        city = await TemporaryCity.Create();
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        context.Services.AddLocalization().AddSingleton(city.Index).AddSingleton(city.Get<AreaDesk>()).AddSingleton(city.Get<AreaImport>())
            .AddSingleton(city.Get<DepartmentIndex>()).AddSingleton(city.Get<DepartmentDesk>());
    }

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        await city.DisposeAsync();
    }

    [Fact]
    public async Task A_new_city_is_typed_in_and_stands_in_the_tree()
    {
        var page = Render<AreasPage>();
        Assert.Contains("还没有区域", page.Markup, StringComparison.Ordinal);

        page.Find(".adm-list .btn").Click();
        page.Find("#area-name").Change("江城市");
        page.Find("#area-code").Change("JC");
        page.Find("#area-aliases").Change("江城\n\nJiangcheng ");
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("已保存", page.Find("form").TextContent, StringComparison.Ordinal));
        var area = Assert.Single(city.Index.All);
        Assert.Equal((AreaLevel.City, "江城市", "JC"), (area.Level, area.Name, area.Code));
        Assert.Equal(["江城", "Jiangcheng"], area.Aliases);
    }

    [Fact]
    public async Task A_page_keeps_its_readers_language_when_another_thread_tells_of_a_change()
    {
        var page = Render<AreasPage>();
        await Task.Run(async () => // as the thread that follows the Journal, which has no reader
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo("en");
            await city.Get<AreaDesk>().Add(AreaLevel.City, new AreaDetails("JC", "江城市", "Jiangcheng", [], null), Caller.System, TestContext.Current.CancellationToken);
        }, TestContext.Current.CancellationToken);

        page.WaitForAssertion(() => Assert.Contains("江城市", page.Find(".adm-row").TextContent, StringComparison.Ordinal));
        Assert.Contains("新建", page.Find(".adm-list .btn").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Jiangcheng", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_is_said_in_the_readers_language_at_its_field()
    {
        var page = Render<AreasPage>();
        page.Find(".adm-list .btn").Click();

        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("代码须为 1 至 60 个字符", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Contains("bad", page.Find("#area-code").ParentElement!.ClassName, StringComparison.Ordinal);
        Assert.Empty(city.Index.All);
    }

    [Fact]
    public void An_uploaded_file_is_reported_feature_by_feature()
    {
        var page = Render<AreasPage>();
        const string file = """
            {"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"name":"东区"},"geometry":{"type":"Polygon","coordinates":[[[4,1],[5,2],[5,1],[4,2],[4,1]]]}},
            {"type":"Feature","properties":{"name":"西区"},"geometry":{"type":"Point","coordinates":[1,1]}}]}
            """;

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText(file, "areas.geojson"));

        page.WaitForAssertion(() => Assert.Contains("areas.geojson：新增 1，更新 0，不变 0，修复 1，未采用 1。", page.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(20));
        Assert.Contains("不是多边形", page.Markup, StringComparison.Ordinal);
        Assert.Contains("边界自相交", page.Markup, StringComparison.Ordinal);
        Assert.Equal("东区", Assert.Single(city.Index.All).Name);
    }

    [Fact]
    public void A_refused_file_says_why_and_where()
    {
        var page = Render<AreasPage>();
        const string file = """{"type":"Feature","properties":{"name":"A"},"geometry":{"type":"Polygon","coordinates":[[[787723,2965812],[787745,2965800],[787700,2965700],[787723,2965812]]]}}""";

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText(file, "feet.geojson"));

        page.WaitForAssertion(() => Assert.Contains("坐标为投影坐标，不是 WGS84 经纬度。", page.Find("[role=alert]").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(20));
        Assert.Contains("[787723, 2965812]", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_department_is_renamed_and_the_table_follows()
    {
        await city.Get<DepartmentDesk>().Add(new DepartmentDetails("PWD", "Public Works", null, [], null, null), Caller.System, TestContext.Current.CancellationToken);
        var page = Render<DepartmentsPage>();

        page.Find(".adm-pick").Click();
        page.Find("#department-name").Change("市政局");
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Equal("市政局", page.Find(".adm-pick").TextContent));
        Assert.Contains("已保存", page.Find("form").TextContent, StringComparison.Ordinal);
        Assert.Equal("市政局", city.Get<DepartmentIndex>().FindByText("public works")?.Name);
    }

    [Fact]
    public async Task The_tree_opens_below_a_row_and_a_search_looks_through_all_of_it()
    {
        var desk = city.Get<AreaDesk>();
        var top = await desk.Add(AreaLevel.City, new AreaDetails("C", "江城市", null, [], null), Caller.System, TestContext.Current.CancellationToken);
        await desk.Add(AreaLevel.District, new AreaDetails("D", "柳岸区", null, ["Willow"], top.Id), Caller.System, TestContext.Current.CancellationToken);
        var tree = new AreaTree(city.Index);

        Assert.Equal([("江城市", 0, (bool?)false)], Shown());
        tree.Toggle(top.Id);
        Assert.Equal([("江城市", 0, true), ("柳岸区", 1, null)], Shown());
        tree.Toggle(top.Id);
        tree.Search = "WILL";
        Assert.Equal([("柳岸区", 0, (bool?)null)], Shown());

        IEnumerable<(string, int, bool?)> Shown() => tree.Rows().Select(r => (r.Area.Name, r.Depth, r.Open));
    }

    private IRenderedComponent<TPage> Render<TPage>() where TPage : IComponent
    {
        // Here and not in InitializeAsync: a culture set inside an asynchronous method ends with it.
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        var administrator = new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, Guid.NewGuid().ToString()), new(ClaimTypes.Role, nameof(Role.Administrator))], "test"));
        return context.Render<TPage>(page => page.AddCascadingValue(Task.FromResult(new AuthenticationState(administrator))));
    }
}
