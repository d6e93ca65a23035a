using System.Net;
using CommandCenter.Access;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using CommandCenter.Tests.Databases;
using CommandCenter.Tests.Hosts;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace CommandCenter.Tests.Doors;

public class RequestsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task Request_is_answered_with_number_and_due_times_after_the_commit(DatabaseProvider provider)
    {
        await using var server = await TestServer.Start(provider, new ServerOptions { Clock = new FakeTimeProvider(CitySeed.Thursday) });
        await CitySeed.Into(server.Services, Cancel);
        using var client = await server.Client(Scope.RequestsWrite, Scope.TicketsRead);

        var answer = await client.Tell("requests", new { title = "沿江大道路面塌陷", category = CitySeed.Pothole, latitude = 30.55, longitude = 114.25, requesterName = "王小明", requesterPhone = "13800138000" });

        Assert.Equal(HttpStatusCode.Created, answer.Status);
        Assert.Equal("CC-260618-0001", answer.Text("number"));
        Assert.Equal("New", answer.Text("state"));
        Assert.Equal("柳岸区", answer.Text("area"));
        // Friday is a holiday, Saturday and Sunday are free: two working days after Thursday's opening is Tuesday's.
        Assert.Equal(new DateTimeOffset(2026, 6, 23, 1, 0, 0, TimeSpan.Zero), answer.At("resolutionDueAt"));
        Assert.Null(answer.At("signDueAt"));
        await using var db = server.Database.CreateDbContext();
        Assert.Equal("CC-260618-0001", (await db.Set<Ticket>().SingleAsync(Cancel)).Number);
        Assert.Equal("沿江大道路面塌陷", (await client.Ask("tickets/CC-260618-0001")).Text("title"));
    }

    public static TheoryData<string, string> WrongFields => new()
    {
        { "{}", "title" },
        { """{ "title": "  " }""", "title" },
        { $$"""{ "title": "{{new string('长', 301)}}" }""", "title" },
        { $$"""{ "title": "t", "description": "{{new string('x', 20_001)}}" }""", "description" },
        { $$"""{ "title": "t", "address": "{{new string('x', 501)}}" }""", "address" },
        { $$"""{ "title": "t", "requesterPhone": "{{new string('1', 41)}}" }""", "requesterPhone" },
        { """{ "title": "t", "latitude": 91, "longitude": 114 }""", "latitude" },
        { """{ "title": "t", "latitude": 30.5, "longitude": -180.1 }""", "longitude" },
        { """{ "title": "t", "latitude": 30.5 }""", "longitude" },
        { """{ "title": "t", "longitude": 114.2 }""", "latitude" },
        { """{ "title": "t", "category": "no such category" }""", "category" },
        { """{ "title": "t", "priority": "Soonish" }""", "priority" },
        { """{ "title": "t", "priority": 2 }""", "priority" },
        { """{ "title": "t", "latitude": "thirty", "longitude": 114 }""", "latitude" },
        { """{ "title": 5 }""", "title" },
        { """{ "title": "t", "colour": "red" }""", "colour" },
        { """{ "title": "t", "anonymous": true, "requesterName": "王小明" }""", "anonymous" },
        { """{ "title": "a\u0000b" }""", "title" },
        { """{ "title": "t", "description": "a\u0000b" }""", "description" },
        { """{ "title": "t", "requesterName": "a\ud800b" }""", "requesterName" },
    };

    [Fact]
    public async Task Every_wrong_field_is_named_and_nothing_is_stored()
    {
        await using var server = await TestServer.Start();
        await CitySeed.Into(server.Services, Cancel);
        using var client = await server.Client(Scope.RequestsWrite);
        foreach (var row in WrongFields)
        {
            var (body, field) = row.Data;
            var answer = await client.Tell("requests", body);
            Assert.True((int)answer.Status is 400 or 422, $"{body} was answered {(int)answer.Status}: {answer.Json}");
            var detail = answer.Problem(answer.Status);
            Assert.True(answer.Text("field") == field, $"{body}: {answer.Json}");
            Assert.Contains(field, detail, StringComparison.Ordinal);
        }
        await using var db = server.Database.CreateDbContext();
        Assert.Equal(0, await db.Set<Ticket>().CountAsync(Cancel));
        Assert.Empty(server.Log.Errors);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{ "title": "t", }""")]
    [InlineData("title=t")]
    public async Task Body_that_is_no_request_is_a_problem_of_the_caller(string body)
    {
        await using var server = await TestServer.Start();
        using var client = await server.Client(Scope.RequestsWrite);
        (await client.Tell("requests", body)).Problem(HttpStatusCode.BadRequest);
        Assert.Empty(server.Log.Errors);
    }

    [Fact]
    public async Task Body_of_another_kind_is_refused_as_such()
    {
        await using var server = await TestServer.Start();
        using var client = await server.Client(Scope.RequestsWrite);
        using var form = new FormUrlEncodedContent([new("title", "t")]);
        using var response = await client.PostAsync("/api/v1/requests", form, Cancel);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Theory, AllDatabases]
    public async Task Retry_with_the_same_key_opens_one_ticket_and_another_request_with_it_is_refused(DatabaseProvider provider)
    {
        await using var server = await TestServer.Start(provider);
        using var client = await server.Client(Scope.RequestsWrite);
        using var stranger = await server.Client(Scope.RequestsWrite);

        var first = await client.Tell("requests", new { title = "一" }, "key-1");
        var again = await client.Tell("requests", new { title = "一" }, "key-1");
        var other = await client.Tell("requests", new { title = "二" }, "key-1");
        var strangers = await stranger.Tell("requests", new { title = "一" }, "key-1");

        Assert.Equal(HttpStatusCode.Created, first.Status);
        Assert.Equal((HttpStatusCode.Created, first.Text("number")), (again.Status, again.Text("number")));
        Assert.Contains("Idempotency-Key", other.Problem(HttpStatusCode.UnprocessableEntity), StringComparison.Ordinal);
        Assert.NotEqual(first.Text("number"), strangers.Text("number"));
        await using var db = server.Database.CreateDbContext();
        Assert.Equal(2, await db.Set<Ticket>().CountAsync(Cancel));
    }

    [Theory, AllDatabases]
    public async Task Many_sends_of_one_key_at_once_open_one_ticket(DatabaseProvider provider)
    {
        await using var server = await TestServer.Start(provider);
        using var client = await server.Client(Scope.RequestsWrite);

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => client.Tell("requests", new { title = $"水管爆裂 {i % 3}" }, $"key-{i % 3}")));

        Assert.All(answers, a => Assert.True(a.Status == HttpStatusCode.Created, a.Json.ToString()));
        Assert.Equal(3, answers.Select(a => a.Text("number")).Distinct().Count());
        await using var db = server.Database.CreateDbContext();
        Assert.Equal(3, await db.Set<Ticket>().CountAsync(Cancel));
        Assert.Equal(3, await db.Set<JournalEntry>().CountAsync(e => e.Event == nameof(TicketOpened), Cancel));
    }

    [Theory, AllDatabases]
    public async Task Requests_at_once_get_numbers_without_gap_or_double(DatabaseProvider provider)
    {
        await using var server = await TestServer.Start(provider, new ServerOptions { Clock = new FakeTimeProvider(CitySeed.Thursday) });
        using var client = await server.Client(Scope.RequestsWrite);

        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => client.Tell("requests", new { title = $"{i}" })));

        Assert.Equal(Enumerable.Range(1, 24).Select(n => $"CC-260618-{n:0000}"), answers.Select(a => a.Text("number")).Order(StringComparer.Ordinal));
        await using var db = server.Database.CreateDbContext();
        Assert.Equal(Enumerable.Range(1, 24).Select(n => (long)n), await db.Set<Ticket>().Select(t => t.Sequence).Order().ToListAsync(Cancel));
    }

    [Fact]
    public async Task Source_number_may_come_once()
    {
        await using var server = await TestServer.Start();
        using var client = await server.Client(Scope.RequestsWrite);
        var number = await client.Open(new { title = "一", sourceNumber = "A-7" });
        Assert.Contains(number, (await client.Tell("requests", new { title = "一", sourceNumber = "A-7" })).Problem(HttpStatusCode.Conflict), StringComparison.Ordinal);
        Assert.NotEqual(await client.Open(new { title = "一", sourceNumber = " " }), await client.Open(new { title = "一", sourceNumber = " " }));
    }

    [Fact]
    public async Task Key_that_is_too_long_is_refused()
    {
        await using var server = await TestServer.Start();
        using var client = await server.Client(Scope.RequestsWrite);
        var answer = await client.Tell("requests", new { title = "一" }, new string('k', 201));
        answer.Problem(HttpStatusCode.UnprocessableEntity);
        Assert.Equal("Idempotency-Key", answer.Text("field"));
    }
}
