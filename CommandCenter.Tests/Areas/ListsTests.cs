using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CommandCenter.Access;
using CommandCenter.Areas;
using CommandCenter.People;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CommandCenter.Tests.Areas;

public sealed class ListsTests : IAsyncLifetime
{
    private TemporaryCity city = null!;
    private WebApplication app = null!;
    private HttpClient client = null!;

    public async ValueTask InitializeAsync()
    {
        city = await TemporaryCity.Create();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(city.Index).AddSingleton(city.Get<DepartmentIndex>()).AddAuthorization(Permit.AddPolicies);
        builder.Services.AddAuthentication("test").AddScheme<AuthenticationSchemeOptions, ByHeader>("test", null);
        app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapAreas().MapPeople();
        await app.StartAsync(TestContext.Current.CancellationToken);
        client = app.GetTestClient();
        client.DefaultRequestHeaders.Add("Role", nameof(Role.GridWorker));
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
        await city.DisposeAsync();
    }

    [Fact]
    public async Task Areas_are_listed_page_by_page_in_the_order_of_their_numbers()
    {
        await Wards(12);
        var seen = new List<string>();

        for (var next = (string?)""; next is not null;)
        {
            var page = await Get<Page<ListedArea>>($"/api/v1/areas?limit=5&cursor={next}");
            Assert.InRange(page.Items.Count, 1, 5);
            seen.AddRange(page.Items.Select(a => a.Name));
            next = page.Next;
        }

        Assert.Equal(Enumerable.Range(1, 12).Select(n => $"{n}"), seen);
    }

    [Fact]
    public async Task Areas_are_filtered_by_level_parent_and_text()
    {
        await Wards(3);
        var desk = city.Get<AreaDesk>();
        var parent = city.Index.FindByText("2")!;
        await desk.Add(AreaLevel.Grid, new AreaDetails("G-7", "第七网格", null, ["Willow Lane"], parent.Id), Caller.System, TestContext.Current.CancellationToken);

        Assert.Equal(["G-7"], await Codes("level=grid"));
        Assert.Equal(["G-7"], await Codes("parent=ward%2002"));
        Assert.Equal(["G-7"], await Codes($"parent={parent.Id}"));
        Assert.Equal(["G-7"], await Codes("q=WILLOW"));
        Assert.Equal(["1", "2", "3"], await Codes("level=District"));
        Assert.Equal("2 / 第七网格", (await Get<Page<ListedArea>>("/api/v1/areas?level=Grid")).Items[0].Path);
    }

    [Fact]
    public async Task Outlines_come_as_geojson_only_when_asked_for()
    {
        await Wards(1);

        var plain = (await Get<Page<ListedArea>>("/api/v1/areas")).Items[0];
        var drawn = (await Get<Page<ListedArea>>("/api/v1/areas?include=geometry")).Items[0];

        Assert.Null(plain.Geometry);
        Assert.Equal("Polygon", drawn.Geometry!.Value.GetProperty("type").GetString());
        Assert.Equal(1, drawn.Geometry.Value.GetProperty("coordinates")[0][0][0].GetDouble());
    }

    [Theory]
    [InlineData("level=Zone", "level")]
    [InlineData("level=1", "level")]
    [InlineData("parent=nowhere", "parent")]
    [InlineData("include=all", "include")]
    [InlineData("cursor=xyz", "cursor")]
    [InlineData("limit=0", "limit")]
    public async Task A_wrong_question_is_refused_by_name(string query, string field) =>
        Assert.Equal(field, (await Assert.ThrowsAsync<Refusal>(() => client.GetAsync($"/api/v1/areas?{query}", TestContext.Current.CancellationToken))).Field);

    [Fact]
    public async Task Departments_are_listed_by_code_and_filtered()
    {
        foreach (var (code, active) in new[] { ("PWD", true), ("ISD", true), ("OLD", false) })
            await city.Get<DepartmentDesk>().Add(new DepartmentDetails(code, $"Department {code}", null, [$"{code}x"], null, null, active), Caller.System, TestContext.Current.CancellationToken);

        Assert.Equal(["ISD", "OLD", "PWD"], (await Get<Page<ListedDepartment>>("/api/v1/departments")).Items.Select(d => d.Code));
        Assert.Equal(["ISD", "PWD"], (await Get<Page<ListedDepartment>>("/api/v1/departments?active=true")).Items.Select(d => d.Code));
        Assert.Equal(["PWD"], (await Get<Page<ListedDepartment>>("/api/v1/departments?q=pwdX")).Items.Select(d => d.Code));
    }

    [Theory]
    [InlineData("/api/v1/areas")]
    [InlineData("/api/v1/departments")]
    public async Task Lists_are_for_those_who_see_tickets(string path)
    {
        client.DefaultRequestHeaders.Remove("Role");
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(path, TestContext.Current.CancellationToken)).StatusCode);

        client.DefaultRequestHeaders.Add("Role", nameof(Role.Wall));
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync(path, TestContext.Current.CancellationToken)).StatusCode);
    }

    private async Task Wards(int count)
    {
        var features = Enumerable.Range(1, count).Select(n =>
            $$$"""{"type":"Feature","properties":{"WARD":{{{n}}}},"geometry":{"type":"Polygon","coordinates":[[[{{{n}}},1],[{{{n + 1}}},1],[{{{n + 1}}},2],[{{{n}}},1]]]}}""");
        var file = $$"""{"type":"FeatureCollection","features":[{{string.Join(',', features)}}]}""";
        await city.Get<AreaImport>().Run(new MemoryStream(Encoding.UTF8.GetBytes(file)), new(), Actor.System, TestContext.Current.CancellationToken);
    }

    private async Task<T> Get<T>(string address) => (await client.GetFromJsonAsync<T>(address, JsonSerializerOptions.Web, TestContext.Current.CancellationToken))!;

    private async Task<IEnumerable<string>> Codes(string query) => (await Get<Page<ListedArea>>($"/api/v1/areas?{query}")).Items.Select(a => a.Code);

    private sealed class ByHeader(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Request.Headers["Role"].FirstOrDefault() is { } role
            ? AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Role, role)], "test")), "test"))
            : AuthenticateResult.NoResult());
    }
}
