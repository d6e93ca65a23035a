using System.Net;
using System.Text.Json;
using CommandCenter.Access;
using CommandCenter.Platform.Data;
using CommandCenter.Tests.Databases;
using CommandCenter.Tests.Hosts;
using Microsoft.Extensions.Time.Testing;

namespace CommandCenter.Tests.Doors;

public class ListsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task Pages_are_whole_without_gap_or_double_while_tickets_are_added(DatabaseProvider provider)
    {
        var clock = new FakeTimeProvider(CitySeed.Thursday);
        await using var server = await TestServer.Start(provider, new ServerOptions { Clock = clock });
        await CitySeed.Into(server.Services, Cancel);
        using var client = await server.Client(Scope.RequestsWrite, Scope.TicketsRead);
        string[] categories = [CitySeed.Leak, CitySeed.Noise, CitySeed.Other]; // three due instants, one of them none
        var before = new List<string>();
        for (var i = 0; i < 20; i++)
        {
            before.Add(await client.Open(new { title = $"{i}", category = categories[i % 3] }));
            clock.Advance(TimeSpan.FromMinutes(i % 2)); // pairs share an instant: only the sequence tells them apart
        }
        foreach (var order in new[] { "late", "newest", "oldest" })
        {
            var (seen, cursor) = (new List<string>(), (string?)null);
            do
            {
                var page = await client.Ask($"tickets?order={order}&limit=3{(cursor is null ? "" : $"&cursor={cursor}")}");
                Assert.Equal(HttpStatusCode.OK, page.Status);
                seen.AddRange(Numbers(page));
                cursor = page.Text("next");
                await client.Open(new { title = "meanwhile", category = categories[seen.Count % 3] });
            }
            while (cursor is not null && seen.Count < 200);
            Assert.Equal(seen.Count, seen.Distinct().Count());
            Assert.Empty(before.Except(seen));
        }
    }

    [Fact]
    public async Task Each_order_sorts_as_it_says()
    {
        var clock = new FakeTimeProvider(CitySeed.Thursday);
        await using var server = await TestServer.Start(options: new ServerOptions { Clock = clock });
        await CitySeed.Into(server.Services, Cancel);
        using var client = await server.Client(Scope.RequestsWrite, Scope.TicketsRead);
        var noise = await client.Open(new { title = "三天", category = CitySeed.Noise });
        var never = await client.Open(new { title = "无时限", category = CitySeed.Other });
        var leak = await client.Open(new { title = "八小时", category = CitySeed.Leak });
        Assert.Equal([leak, noise, never], Numbers(await client.Ask("tickets?order=late")));
        Assert.Equal([leak, noise, never], Numbers(await client.Ask("tickets")));
        Assert.Equal([leak, never, noise], Numbers(await client.Ask("tickets?order=newest")));
        Assert.Equal([noise, never, leak], Numbers(await client.Ask("tickets?order=Oldest")));
    }

    [Theory, AllDatabases]
    public async Task Every_filter_gives_what_it_names_and_nothing_else(DatabaseProvider provider)
    {
        var clock = new FakeTimeProvider(CitySeed.Thursday);
        await using var server = await TestServer.Start(provider, new ServerOptions { Clock = clock });
        var city = await CitySeed.Into(server.Services, Cancel);
        using var client = await server.Client(Scope.RequestsWrite, Scope.TicketsWrite, Scope.TicketsRead);
        var worker = await server.SignIn(Role.GridWorker, city.Works.Id);
        var pothole = await client.Open(new { title = "Pothole 沿江大道", category = CitySeed.Pothole, latitude = 30.55, longitude = 114.25, requesterPhone = "138-0013 8000" });
        await client.Do(pothole, "accept");
        await client.Do(pothole, "dispatch", new { department = "CG" });
        await client.Do(pothole, "sign");
        await client.Do(pothole, "assign", new { assignee = worker.Name });
        clock.Advance(TimeSpan.FromDays(1));
        var leak = await client.Open(new { title = "漏水", category = CitySeed.Leak, latitude = 30.55, longitude = 114.35, address = "Dong Lu 7", priority = "Urgent" });
        await client.Do(leak, "reject", new { reason = "重复" });
        var noise = await client.Open(new { title = "50%_噪声", area = "东湖区", category = CitySeed.Noise });
        clock.Advance(TimeSpan.FromDays(4));
        await server.Pump();

        await Gives("state=Signed", pothole);
        await Gives("state=rejected,new", leak, noise);
        await Gives("open=true", pothole, noise);
        await Gives("clock=Breached", pothole, noise);
        await Gives("clock=running");
        await Gives("outcome=Breached", pothole, noise);
        await Gives("outcome=SignedInTime", pothole);
        await Gives("department=CG", pothole);
        await Gives($"department={city.Works.Id}", pothole);
        await Gives("department=none", leak, noise);
        await Gives("category=城市管理", pothole);
        await Gives("category=漏水", leak);
        await Gives("category=none");
        await Gives("area=东湖区", leak, noise);
        await Gives("area=none");
        await Gives("priority=urgent", leak);
        await Gives($"assignee={worker.Id}", pothole);
        await Gives("openedFrom=2026-06-19", leak, noise);
        await Gives("openedTo=2026-06-19", pothole);
        await Gives("openedFrom=2026-06-18T09:00:00%2B08:00&openedTo=2026-06-18T09:00:01%2B08:00", pothole);
        await Gives("completedFrom=2026-06-01");
        await Gives("q=pothole", pothole);
        await Gives("q=dong%20LU", leak);
        await Gives($"q={pothole[^8..]}", pothole);
        await Gives("q=13800138000", pothole);
        await Gives("q=%25_", noise);
        await Gives("q=%25");
        await Gives("state=Signed&department=CG&priority=Urgent");

        async Task Gives(string query, params string[] numbers)
        {
            var answer = await client.Ask($"tickets?{query}");
            Assert.True(answer.Status == HttpStatusCode.OK, $"{query}: {answer.Json}");
            // A percent sign is searched for as a sign: only the noise has one.
            var expected = query == "q=%25" ? [noise] : numbers;
            Assert.True(Numbers(answer).ToHashSet().SetEquals(expected), $"{query} gave {string.Join(", ", Numbers(answer))} instead of {string.Join(", ", expected)}");
        }
    }

    [Theory]
    [InlineData("tickets?limit=0", "limit")]
    [InlineData("tickets?limit=501", "limit")]
    [InlineData("tickets?limit=-1", "limit")]
    [InlineData("tickets?limit=many", "limit")]
    [InlineData("tickets?cursor=abc", "cursor")]
    [InlineData("tickets?cursor=WyJ4IiwieSJd", "cursor")]
    [InlineData("tickets?cursor=WyItIl0", "cursor")]
    [InlineData("tickets?order=random", "order")]
    [InlineData("tickets?order=0", "order")]
    [InlineData("tickets?state=Lost", "state")]
    [InlineData("tickets?clock=Late", "clock")]
    [InlineData("tickets?priority=7", "priority")]
    [InlineData("tickets?department=no-such", "department")]
    [InlineData("tickets?category=no-such", "category")]
    [InlineData("tickets?area=no-such", "area")]
    [InlineData("tickets?openedFrom=yesterday", "openedFrom")]
    [InlineData("tickets?openedFrom=2026-06-19&openedTo=2026-06-18", "openedFrom")]
    [InlineData("tickets?open=perhaps", "open")]
    [InlineData("tickets?assignee=somebody", "assignee")]
    [InlineData("tickets?q=%00", "q")]
    [InlineData("departments?limit=0", "limit")]
    [InlineData("departments?cursor=abc", "cursor")]
    [InlineData("areas?level=Planet", "level")]
    [InlineData("areas?parent=no-such", "parent")]
    public async Task Wrong_parameter_is_named(string path, string field)
    {
        await using var server = await TestServer.Start();
        using var client = await server.Client(Scope.TicketsRead);
        var answer = await client.Ask(path);
        Assert.True((int)answer.Status is 400 or 422, $"{(int)answer.Status}: {answer.Json}");
        Assert.Contains(field, answer.Problem(answer.Status), StringComparison.Ordinal);
        Assert.Equal(field, answer.Text("field"));
    }

    [Fact]
    public async Task Areas_departments_and_categories_are_listed()
    {
        await using var server = await TestServer.Start();
        var city = await CitySeed.Into(server.Services, Cancel);
        using var client = await server.Client(Scope.TicketsRead);
        Assert.Equal(["CG", "SW"], Items(await client.Ask("departments")).Select(d => d.GetProperty("code").GetString()));
        Assert.Equal([city.Works.Id], Items(await client.Ask("departments?q=城管")).Select(d => d.GetProperty("id").GetGuid()));
        Assert.Equal(2, Items(await client.Ask("areas?level=district&include=geometry")).Count(a => a.GetProperty("geometry").GetProperty("type").GetString() == "Polygon"));
        var categories = await client.Ask("categories");
        Assert.Contains(CitySeed.Pothole, categories.Json.EnumerateArray().Select(c => c.GetProperty("path").GetString()));
    }

    private static List<string> Numbers(Answer page) => [.. Items(page).Select(t => t.GetProperty("number").GetString()!)];

    private static JsonElement.ArrayEnumerator Items(Answer page) => page.Json.GetProperty("items").EnumerateArray();
}
