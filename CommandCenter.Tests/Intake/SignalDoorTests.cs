using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using CommandCenter.Access;
using CommandCenter.Intake;
using CommandCenter.Intake.Problems;
using CommandCenter.Platform.Data;
using CommandCenter.Tests.Databases;
using CommandCenter.Tests.Hosts;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Tests.Intake;

/// <summary>The HTTP doors in front of a reader in the test's hand.</summary>
public sealed class SignalDoorTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answer_comes_after_the_commit_and_never_before()
    {
        await using var server = await TestServer.Start();
        await using var reader = new HandReader(server.Get<IntakeQueue>(), holding: true);
        using var client = await server.Client(Scope.MeasurementsWrite);
        var sending = client.Tell("measurements", """{"device":"GD-1","value":1}""");
        await Eventually(() => reader.Taken.Count == 1);
        Assert.False(sending.IsCompleted);
        reader.Answer();
        Assert.Equal(HttpStatusCode.OK, (await sending).Status);
    }

    [Theory, AllDatabases]
    public async Task Each_item_is_answered_and_what_was_rejected_stands_among_the_problems(DatabaseProvider provider)
    {
        await using var server = await TestServer.Start(provider);
        await using var reader = new HandReader(server.Get<IntakeQueue>(), s => ((MeasurementSignal)s).Device switch
        {
            "GD-1" => SignalReceipt.Stored,
            "GD-2" => SignalReceipt.Duplicate,
            _ => SignalReceipt.Rejected("unknown-device", "device", "It is not a device here."),
        });
        using var client = await server.Client(Scope.MeasurementsWrite);

        var answer = await client.Tell("measurements", """
            [{"device":"GD-1","value":1},{"device":"GD-1","value":"x"},{"device":"GD-9","value":1},{"device":"GD-2","value":1},{"device":"GD-1","value":1,"at":"2099-01-01T00:00:00Z"}]
            """);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal((2, 1), (answer.Json.GetProperty("accepted").GetInt32(), answer.Json.GetProperty("duplicates").GetInt32()));
        Assert.Equal([(1, "wrong-kind", "value"), (2, "unknown-device", "device")], Remarks(answer, "rejected"));
        Assert.Equal([(4, "in-the-future", "at")], Remarks(answer, "doubtful"));

        await client.Tell("measurements", """{"device":"GD-9","value":2}""");
        await server.Get<IntakeProblems>().Sweep(Cancel);
        await client.Tell("measurements", """{"device":"GD-9","value":3}""");
        await server.Get<IntakeProblems>().Sweep(Cancel);
        await using var db = server.Db();
        var problems = await db.Set<IntakeProblem>().OrderBy(p => p.Code).ToListAsync(Cancel);
        Assert.Equal([("in-the-future", 1, true, "GD-1"), ("unknown-device", 3, false, "GD-9"), ("wrong-kind", 1, false, null)], problems.Select(p => (p.Code, (int)p.Count, p.Kept, p.Named)));
        Assert.Equal("""{"device":"GD-9","value":3}""", problems[1].Head);
        Assert.All(problems, p => Assert.Equal(("http", Scope.MeasurementsWrite), (p.Door, p.Sender)));
        var figures = server.Get<IntakeMeters>().Read();
        Assert.Equal((2, 1, 4, 1, 0), (figures.Stored, figures.Duplicates, figures.Rejected, figures.Doubtful, figures.Depth));
    }

    [Fact]
    public async Task One_object_that_cannot_be_taken_is_a_problem_document_with_its_reason()
    {
        await using var server = await TestServer.Start();
        await using var reader = new HandReader(server.Get<IntakeQueue>());
        using var client = await server.Client(Scope.MeasurementsWrite);
        var answer = await client.Tell("measurements", """{"device":"GD-1","value":"high"}""");
        Assert.Contains("value: is the text 'high', not a number", answer.Problem(HttpStatusCode.UnprocessableEntity), StringComparison.Ordinal);
        Assert.Equal(("wrong-kind", "value"), (answer.Text("title"), answer.Text("field")));
        Assert.Equal([(0, "wrong-kind", "value")], Remarks(answer, "rejected"));
        Assert.Empty(reader.Taken);
    }

    [Fact]
    public async Task Lines_and_gzip_are_taken()
    {
        await using var server = await TestServer.Start();
        await using var reader = new HandReader(server.Get<IntakeQueue>());
        using var client = await server.Client(Scope.MeasurementsWrite);
        var answer = await Post(client, "measurements", Zip("{\"device\":\"a\",\"value\":1}\n{broken\n{\"device\":\"b\",\"value\":2}\n"), "application/x-ndjson", gzip: true);
        Assert.Equal(2, answer.Json.GetProperty("accepted").GetInt32());
        Assert.Equal([(1, "bad-json", null)], Remarks(answer, "rejected"));
        Assert.Equal(["a", "b"], reader.Taken.Cast<MeasurementSignal>().Select(s => s.Device));
    }

    [Fact]
    public async Task Body_that_is_wrong_as_a_whole_is_one_clear_refusal()
    {
        await using var server = await TestServer.Start(options: new() { Settings = new Dictionary<string, string?> { ["Intake:MaxBodyBytes"] = "2000", ["Intake:MaxItems"] = "20" } });
        await using var reader = new HandReader(server.Get<IntakeQueue>());
        using var client = await server.Client(Scope.MeasurementsWrite);
        Assert.Contains("line 2, byte 3", (await client.Tell("measurements", "[{},\n {oops")).Problem(HttpStatusCode.BadRequest), StringComparison.Ordinal);
        Assert.Contains("2000 bytes", (await client.Tell("measurements", new string(' ', 3_000))).Problem(HttpStatusCode.RequestEntityTooLarge), StringComparison.Ordinal);
        var bomb = Zip(new string(' ', 5_000_000));
        Assert.Contains("unpacked", (await Post(client, "measurements", bomb, "application/json", gzip: true)).Problem(HttpStatusCode.RequestEntityTooLarge), StringComparison.Ordinal);
        Assert.Contains("20 items", (await client.Tell("measurements", $"[{string.Join(',', Enumerable.Repeat("{}", 21))}]")).Problem(HttpStatusCode.RequestEntityTooLarge), StringComparison.Ordinal);
        Assert.Contains("not gzip", (await Post(client, "measurements", "{}"u8.ToArray(), "application/json", gzip: true)).Problem(HttpStatusCode.BadRequest), StringComparison.Ordinal);
        (await Post(client, "measurements", "a=1"u8.ToArray(), "application/x-www-form-urlencoded", gzip: false)).Problem(HttpStatusCode.UnsupportedMediaType);
        Assert.Equal("datum", (await client.Tell("measurements?datum=mars", """{"device":"a","value":1}""")).Text("field"));
        Assert.Equal("Idempotency-Key", (await client.Tell("measurements", """{"device":"a","value":1}""", idempotencyKey: new string('k', 300))).Text("field"));
        Assert.Empty(reader.Taken);
        await server.Get<IntakeProblems>().Sweep(Cancel);
        await using var db = server.Db();
        Assert.Equal(["bad-json", "too-many-items"], await db.Set<IntakeProblem>().OrderBy(p => p.Code).Select(p => p.Code).ToListAsync(Cancel));
    }

    [Fact]
    public async Task Full_queue_is_said_at_once_with_when_to_come_again_and_nothing_is_dropped()
    {
        await using var server = await TestServer.Start(options: new() { Settings = new Dictionary<string, string?> { ["Intake:Capacity"] = "100" } });
        using var client = await server.Client(Scope.MeasurementsWrite);
        var lines = string.Join(',', Enumerable.Repeat("""{"device":"a","value":1}""", 100));
        var first = client.Tell("measurements", $"[{lines}]");
        await Eventually(() => server.Get<IntakeQueue>().Depth == 100);
        using var refused = await client.PostAsync("/api/v1/measurements", new StringContent("""{"device":"late","value":1}""", Encoding.UTF8, "application/json"), Cancel);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 30);
        Assert.Equal("intake-full", JsonDocument.Parse(await refused.Content.ReadAsStringAsync(Cancel)).RootElement.GetProperty("title").GetString());
        Assert.Equal(1, server.Get<IntakeMeters>().Read().HeldBack);
        await using var reader = new HandReader(server.Get<IntakeQueue>());
        Assert.Equal(100, (await first).Json.GetProperty("accepted").GetInt32());
        Assert.Equal(1, (await client.Tell("measurements", """{"device":"late","value":1}""")).Json.GetProperty("accepted").GetInt32());
    }

    [Fact]
    public async Task Sending_that_could_not_be_stored_is_not_acknowledged_and_may_be_sent_again()
    {
        await using var server = await TestServer.Start();
        await using var reader = new HandReader(server.Get<IntakeQueue>(), _ => throw new InvalidOperationException("The disk is full."));
        using var client = await server.Client(Scope.MeasurementsWrite);
        var answer = await client.Tell("measurements", """{"device":"a","value":1}""");
        var said = answer.Problem(HttpStatusCode.ServiceUnavailable);
        Assert.Contains("Send it again", said, StringComparison.Ordinal);
        Assert.DoesNotContain("disk", said, StringComparison.Ordinal);
        Assert.Contains(server.Log.Errors, line => line.Contains("The disk is full.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Positions_and_alarms_have_their_doors_and_where_somebody_is_stays_out_of_log_and_problems()
    {
        await using var server = await TestServer.Start();
        await using var reader = new HandReader(server.Get<IntakeQueue>(), s => s is PositionSignal ? SignalReceipt.Rejected("unknown-person", "person", "Nobody.") : SignalReceipt.Stored);
        using var client = await server.Client(Scope.PositionsWrite, Scope.AlarmsWrite);
        (await client.Tell("positions?datum=gcj02", """{"person":"wang","latitude":30.123456,"longitude":114.5,"accuracyMeters":12}""")).Problem(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(HttpStatusCode.OK, (await client.Tell("alarms", """{"key":"fire-7","priority":"critical","title":"三楼烟感","latitude":30.5,"longitude":114.25,"placeText":"七栋"}""")).Status);
        var alarm = reader.Taken.OfType<AlarmSignal>().Single();
        Assert.Equal(("fire-7", AlarmSignalKind.Raise, "Critical", "三楼烟感", 30.5), (alarm.Key, alarm.Kind, alarm.Priority, alarm.Title, alarm.Latitude));
        await server.Get<IntakeProblems>().Sweep(Cancel);
        await using var db = server.Db();
        Assert.Null((await db.Set<IntakeProblem>().SingleAsync(Cancel)).Head);
        Assert.DoesNotContain(server.Log.Lines, line => line.Contains("30.123456", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_door_asks_for_its_own_scope()
    {
        await using var server = await TestServer.Start();
        await using var reader = new HandReader(server.Get<IntakeQueue>());
        using var gauges = await server.Client(Scope.MeasurementsWrite);
        Assert.Equal(HttpStatusCode.OK, (await gauges.Tell("measurements", "[]")).Status);
        Assert.Contains("positions:write", (await gauges.Tell("positions", "[]")).Problem(HttpStatusCode.Forbidden), StringComparison.Ordinal);
        Assert.Contains("alarms:write", (await gauges.Tell("alarms", "[]")).Problem(HttpStatusCode.Forbidden), StringComparison.Ordinal);
    }

    internal static async Task Eventually(Func<bool> happens)
    {
        for (var attempt = 0; !happens(); attempt++)
        {
            Assert.True(attempt < 1_500, "It did not happen within half a minute.");
            await Task.Delay(20, Cancel);
        }
    }

    private static IEnumerable<(int, string?, string?)> Remarks(Answer answer, string list) => answer.Json.GetProperty(list).EnumerateArray()
        .Select(r => (r.GetProperty("index").GetInt32(), r.GetProperty("code").GetString(), r.TryGetProperty("field", out var field) ? field.GetString() : null));

    private static byte[] Zip(string text)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Optimal))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return zipped.ToArray();
    }

    private static async Task<Answer> Post(HttpClient client, string door, byte[] body, string type, bool gzip)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        if (gzip)
            content.Headers.ContentEncoding.Add("gzip");
        using var response = await client.PostAsync($"/api/v1/{door}", content, Cancel);
        return new Answer(response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancel)).RootElement, response.Content.Headers.ContentType?.MediaType);
    }
}
