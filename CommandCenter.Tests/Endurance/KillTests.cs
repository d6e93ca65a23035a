using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using CommandCenter.Platform.Journal;
using CommandCenter.Tests.Hosts;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Tests.Endurance;

/// <summary>
/// SIGKILL at random moments of a burst of requests and of an import. Nothing acknowledged is missing, nothing is doubled, the Journal's chain is whole.
/// <c>COMMANDCENTER_KILLS</c> says how often, half of them each; the script <c>kill20</c> beside this file does it twenty times.
/// </summary>
[Collection(nameof(KillTests))]
[CollectionDefinition(nameof(KillTests))]
public sealed class KillTests : IDisposable
{
    private static readonly int Kills = int.TryParse(Environment.GetEnvironmentVariable("COMMANDCENTER_KILLS"), CultureInfo.InvariantCulture, out var kills) ? kills : 3;
    private static readonly int Rows = 4_000 * (Kills / 2 + 2); // a kill costs a batch or two of two thousand, and some must be left for the last run
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("commandcenter-kill-");
    private readonly Random random = new(Seed);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // Written into the output, so that a failure can be repeated as far as timing allows.
    private static int Seed { get; } = Random.Shared.Next();

    [Fact]
    public async Task Burst_of_requests_killed_again_and_again_loses_and_doubles_nothing()
    {
        Say($"seed {Seed}");
        await using var server = new ServerProcess(folder.FullName);
        var (acknowledged, sent, killedUnder) = (new ConcurrentDictionary<string, string>(), 0, 0);
        for (var round = 0; round < (Kills + 1) / 2; round++)
        {
            await server.Start(Cancel);
            await SendUnacknowledged(server.Http, acknowledged, sent);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
            var senders = Enumerable.Range(0, 6).Select(_ => Task.Run(() => Burst(server.Http, acknowledged, () => Interlocked.Increment(ref sent), stop.Token), Cancel)).ToList();
            await Task.Delay(random.Next(300, 2_500), Cancel);
            await server.Kill();
            await stop.CancelAsync();
            await Task.WhenAll(senders);
            killedUnder += sent - acknowledged.Count;
        }
        await server.Start(Cancel);
        await SendUnacknowledged(server.Http, acknowledged, sent);

        Assert.True(sent > 20, $"Only {sent} requests were sent; there was no burst.");
        await using (var db = ServerProcess.Db(folder.FullName))
        {
            var tickets = await db.Set<Ticket>().AsNoTracking().Select(t => new { t.Number, t.Title }).ToListAsync(Cancel);
            Assert.Equal(sent, tickets.Count);
            Assert.Equal(tickets.Count, tickets.DistinctBy(t => t.Number).Count());
            Assert.Equal(acknowledged.Select(a => (a.Key, a.Value)).Order(), tickets.Select(t => (t.Title, t.Number)).Order());
            Assert.Equal(sent, await db.Set<JournalEntry>().CountAsync(e => e.Event == nameof(TicketOpened), Cancel));
            Say($"{(Kills + 1) / 2} kills in bursts: {sent} requests sent, {killedUnder} of them unanswered when the server was killed and sent again, {tickets.Count} tickets, none missing, none doubled");
        }
        await server.Kill();
        await AssertJournalWhole();
    }

    [Fact]
    public async Task Import_killed_again_and_again_ends_with_every_row_once()
    {
        Say($"seed {Seed}");
        var (file, profile) = await SourceFile();
        string[] import = ["import", "tickets", file, "--profile", profile];
        for (var kill = 0; kill < Kills / 4 + 1; kill++)
        {
            await using var first = CityProcess.Start(folder.FullName, ["journal", "verify"]);
            await Task.Delay(random.Next(300, 3_000), Cancel);
            await first.Kill();
        }
        await AssertJournalWhole(); // the database is made, although its making was killed before
        for (var kill = 0; kill < Kills / 2; kill++)
        {
            var before = await Imported();
            await using var verb = CityProcess.Start(folder.FullName, import);
            // At work, however long this machine takes to start a program; then anywhere between two commits or in one.
            for (var wait = 0; wait < 3_000 && !verb.HasExited && await Imported() == before; wait++)
                await Task.Delay(50, Cancel);
            await Task.Delay(random.Next(0, 1_000), Cancel);
            await verb.Kill();
            var after = await Imported();
            Say($"kill {kill + 1} of the import: {after} of {Rows} rows were committed");
            Assert.True(after > before && after < Rows, $"The kill after {after} rows, {before} of them earlier ones, met no import under way.");
        }
        var (code, output, error) = await CityProcess.Run(folder.FullName, import);
        Assert.True(code == 0, $"{output}\n{error}");

        await using (var db = ServerProcess.Db(folder.FullName))
        {
            var numbers = await db.Set<Ticket>().AsNoTracking().Select(t => new { t.Number, t.SourceNumber, t.Sequence }).ToListAsync(Cancel);
            Assert.Equal(Enumerable.Range(1, Rows).Select(i => $"R{i}").Order(StringComparer.Ordinal), numbers.Select(n => n.SourceNumber!).Order(StringComparer.Ordinal));
            Assert.Equal(Rows, numbers.DistinctBy(n => n.Number).Count());
            Assert.Equal(Rows, numbers.Max(n => n.Sequence));
            Assert.Equal(Rows, await db.Set<JournalEntry>().CountAsync(e => e.Event == nameof(TicketImported), Cancel));
            Assert.False(await db.Set<JournalEntry>().AnyAsync(e => e.Position == null, Cancel));
        }
        var again = await CityProcess.Run(folder.FullName, import);
        Assert.Contains($"0 tickets added, {Rows:N0} were there already", again.Output, StringComparison.Ordinal);
        await AssertJournalWhole();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ServerProcess.Forget(folder.FullName);
        folder.Delete(recursive: true);
    }

    private static async Task Burst(HttpClient http, ConcurrentDictionary<string, string> acknowledged, Func<int> next, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
            if (!await Send(http, $"request {next()}", acknowledged, stop))
                return;
    }

    private static async Task SendUnacknowledged(HttpClient http, ConcurrentDictionary<string, string> acknowledged, int sent)
    {
        foreach (var title in Enumerable.Range(1, sent).Select(i => $"request {i}").Where(title => !acknowledged.ContainsKey(title)))
            Assert.True(await Send(http, title, acknowledged, Cancel), $"'{title}' was not acknowledged although nobody killed the server.");
    }

    private static async Task<bool> Send(HttpClient http, string title, ConcurrentDictionary<string, string> acknowledged, CancellationToken cancel)
    {
        try
        {
            var answer = await http.Tell("requests", new { title }, idempotencyKey: title);
            if (answer.Status == HttpStatusCode.Created)
                acknowledged[title] = answer.Text("number")!;
            return answer.Status == HttpStatusCode.Created;
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException or OperationCanceledException && !Cancel.IsCancellationRequested)
        {
            return false; // the server was killed: what it did is not known, and the same key will ask again
        }
    }

    private async Task AssertJournalWhole()
    {
        var (code, output, error) = await CityProcess.Run(folder.FullName, "journal", "verify");
        Assert.True(code == 0, $"{output}\n{error}");
        Say(output.Trim());
    }

    private async Task<int> Imported()
    {
        await using var db = ServerProcess.Db(folder.FullName);
        return await db.Set<Ticket>().CountAsync(Cancel);
    }

    private static void Say(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);

    private async Task<(string File, string Profile)> SourceFile()
    {
        var rows = new StringBuilder("id,opened,due,closed,state,what,kind,unit\n");
        for (var i = 1; i <= Rows; i++)
            rows.Append(CultureInfo.InvariantCulture, $"R{i},2026-0{1 + (i % 5)}-{1 + (i % 28):00} 0{i % 10}:00,2026-06-{1 + (i % 28):00} 12:00,{(i % 3 == 0 ? "" : $"2026-06-{1 + (i % 28):00} 1{i % 10}:30")},{(i % 3 == 0 ? "open" : "done")},事项 {i},类别 {i % 40},部门 {i % 9}\n");
        var file = Path.Combine(folder.FullName, "source.csv");
        var profile = Path.Combine(folder.FullName, "source.json");
        await File.WriteAllTextAsync(file, rows.ToString(), Cancel);
        await File.WriteAllTextAsync(profile, """
            { "name": "source", "timeZone": "Asia/Shanghai", "dateFormats": ["yyyy-MM-dd HH:mm"],
              "fields": { "number": "id", "openedAt": "opened", "dueAt": "due", "closedAt": "closed", "state": "state", "title": "what", "category": "kind", "department": "unit" },
              "states": { "open": "Signed", "done": "Closed" } }
            """, Cancel);
        return (file, profile);
    }
}
