using System.Text;
using CommandCenter.Access;
using CommandCenter.Platform.Data;
using CommandCenter.Tests.Databases;
using CommandCenter.Tests.Hosts;
using CommandCenter.Tickets;

namespace CommandCenter.Tests.Doors;

public class PersonalDataTests
{
    private const string Name = "欧阳晓芸";
    private const string Phone = "13971234567";
    private const string Secret = "举报邻居私自改建";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task Logs_hold_no_requester_whatever_goes_right_or_wrong(DatabaseProvider provider)
    {
        await using var server = await TestServer.Start(provider);
        await CitySeed.Into(server.Services, Cancel);
        using var client = await server.Client(Scope.RequestsWrite, Scope.TicketsWrite, Scope.TicketsRead);
        var request = new { title = Secret, requesterName = Name, requesterPhone = Phone, sourceNumber = "A-1", category = CitySeed.Pothole };
        var number = await client.Open(request);
        await client.Tell("requests", request);
        await client.Tell("requests", new { request.title, request.requesterName, request.requesterPhone, latitude = 100, longitude = 0 });
        await client.Tell("requests", $$"""{ "title": "{{Secret}}", "requesterName": "{{Name}}", "requesterPhone": {{Phone}} }""");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => client.Tell("requests", new { request.title, request.requesterName, request.requesterPhone, sourceNumber = "A-2" }, "same-key")));
        await client.Ask($"tickets?q={Phone}");
        await client.Do(number, "accept");
        await server.Settle();

        Assert.NotEmpty(server.Log.Lines);
        foreach (var personal in new[] { Name, Phone, Secret })
            Assert.DoesNotContain(server.Log.Lines, line => line.Contains(personal, StringComparison.Ordinal) || line.Contains(Uri.EscapeDataString(personal), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Answers_and_exports_mask_requesters_and_confidential_words_for_who_need_not_know()
    {
        await using var server = await TestServer.Start();
        using var center = await server.Client(Scope.RequestsWrite, Scope.TicketsWrite, Scope.TicketsRead);
        using var reader = await server.Client(Scope.TicketsRead);
        var number = await center.Open(new { title = Secret, description = Secret, address = Secret, requesterName = Name, requesterPhone = Phone, confidential = true });
        await center.Do(number, "comment", new { text = Secret });

        var shown = await reader.Ask($"tickets/{number}");
        Assert.Equal(("欧***", "*********67"), (shown.Text("requesterName"), shown.Text("requesterPhone")));
        string[] answers =
        [
            shown.Json.ToString(), (await reader.Ask("tickets")).Json.ToString(), (await reader.Ask($"tickets/{number}/timeline")).Json.ToString(),
            await Export(server, new Caller(new("key:reader", "reader"), null, [], null, null, [Scope.TicketsRead])),
        ];
        foreach (var personal in new[] { Name, Phone, Secret })
            Assert.All(answers, answer => Assert.DoesNotContain(personal, answer, StringComparison.Ordinal));
        Assert.Equal(0, (await reader.Ask($"tickets?q={Phone}")).Json.GetProperty("items").GetArrayLength());
        Assert.Equal(0, (await reader.Ask($"tickets?q={Uri.EscapeDataString(Secret)}")).Json.GetProperty("items").GetArrayLength());
        Assert.Equal((Name, Phone, Secret), ((await center.Ask($"tickets/{number}")) is var full ? (full.Text("requesterName"), full.Text("requesterPhone"), full.Text("title")) : default));
        Assert.Contains(Phone, await Export(server, Caller.System), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Live_picture_holds_no_requester_and_no_confidential_word()
    {
        await using var server = await TestServer.Start();
        using var client = await server.Client(Scope.RequestsWrite, Scope.TicketsWrite);
        await client.Open(new { title = Secret, address = Secret, requesterName = Name, requesterPhone = Phone, confidential = true });
        await client.Open(new { title = "路灯不亮", requesterName = Name, requesterPhone = Phone });
        await server.Settle();
        var picture = string.Join('\n', server.Get<TicketsLive>().Set.Items.Values);
        Assert.Contains("路灯不亮", picture, StringComparison.Ordinal);
        foreach (var personal in new[] { Name, Phone, Secret })
            Assert.DoesNotContain(personal, picture, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Formula_in_an_export_is_only_text()
    {
        await using var server = await TestServer.Start();
        using var client = await server.Client(Scope.RequestsWrite);
        foreach (var formula in new[] { "=HYPERLINK(\"http://x\")", "+1+1", "-2+3", "@SUM(A1)", "\t=1" })
            await client.Open(new { title = $"{formula} ", description = formula });
        var export = await Export(server, Caller.System);
        foreach (var cell in export.Split('\n').Skip(1).SelectMany(line => line.Split(',')).Select(cell => cell.Trim('"', '\r')))
            Assert.False(cell.Length > 1 && cell[0] is '=' or '+' or '@' or '\t', $"A spreadsheet would run {cell}");
        Assert.DoesNotContain(",-2+3", export, StringComparison.Ordinal);
    }

    private static async Task<string> Export(TestServer server, Caller caller)
    {
        using var output = new MemoryStream();
        await server.Get<TicketExport>().WriteCsv(output, caller, new TicketFilter(), server.Get<TimeProvider>().Now(), Cancel);
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
