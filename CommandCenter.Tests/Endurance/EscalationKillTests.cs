using System.Globalization;
using System.Net;
using CommandCenter.Access;
using CommandCenter.Escalations;
using CommandCenter.Escalations.Chains;
using CommandCenter.Escalations.Channels;
using CommandCenter.Escalations.Inbox;
using CommandCenter.Escalations.Running;
using CommandCenter.Platform.Journal;
using CommandCenter.Tests.Databases;
using CommandCenter.Tests.Escalations;
using CommandCenter.Tests.Hosts;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Tests.Endurance;

/// <summary>
/// SIGKILL at random moments while chains of unacknowledged alarms take their steps: every step is taken, none twice; each notice is in its inbox once; a webhook's receiver
/// may be called again, under the id it knows. <c>COMMANDCENTER_KILLS</c> says how often; see <c>kill20</c>.
/// </summary>
[Collection(nameof(KillTests))]
public sealed class EscalationKillTests
{
    private const int AlarmsARound = 12;
    private const int Steps = 5; // four of them tell a person, the last calls a system
    private readonly Random random = new(Seed);

    private static int Kills { get; } = int.TryParse(Environment.GetEnvironmentVariable("COMMANDCENTER_KILLS"), CultureInfo.InvariantCulture, out var kills) ? kills : 3;

    private static int Seed { get; } = Random.Shared.Next();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Chains_killed_again_and_again_take_each_step_once()
    {
        await using var receiver = await WebhookReceiver.Start();
        await using var database = await TestDatabases.Open();
        await Furnish(database, receiver.Url);
        await using var server = new ServerProcess(database.DataFolder);
        var (posted, left) = (0, 0);
        for (var round = 0; round < Kills; round++)
        {
            await server.Start(Cancel);
            await Post(server.Http, posted, AlarmsARound);
            posted += AlarmsARound;
            await Task.Delay(random.Next(100, 4_000), Cancel);
            await server.Kill();
            left += posted * Steps - await Taken(database);
        }
        await server.Start(Cancel);
        await Soon.Happens(async () => await Taken(database) == posted * Steps && Ids(receiver) == posted);
        await Soon.Happens(async () => await Waiting(database) == 0);
        await server.Kill();

        TestContext.Current.TestOutputHelper?.WriteLine($"seed {Seed}: {Kills} kills, {posted} chains, {left} steps were still to be taken when the server was killed, {receiver.Calls.Count} calls of {Ids(receiver)} deliveries");
        Assert.True(left > 0, "No step was under way when the server was killed.");
        await AssertOnce(database, posted);
        Assert.Equal(posted, Ids(receiver));
    }

    private static int Ids(WebhookReceiver receiver) => receiver.Calls.Select(c => c.Id).Distinct().Count();

    // Steps without waits: each comes due as soon as the one before is taken.
    private static async Task Furnish(TestDatabase database, string hook)
    {
        await using var server = await TestServer.Start(database);
        await CitySeed.Into(server.Services, Cancel);
        var (first, second) = (await server.SignIn(Role.Supervisor), await server.SignIn(Role.DutyOfficer));
        var (target, _) = await server.Get<ChannelDesk>().Add(Caller.System, "值班系统", hook, Cancel);
        List<EscalationStep> steps = [.. Enumerable.Range(0, Steps - 1).Select(i => EscalationCity.To(i % 2 == 0 ? first.Id : second.Id)), new EscalationStep { Audience = StepAudience.Webhook, WebhookId = target }];
        await server.Get<ChainDesk>().Save(Caller.System, null, 0, new ChainForm("告警未确认", ChainTrigger.Unacknowledged, null, null, null, null, null, new EscalationPlan(steps, [], null), Active: true), Cancel);
        await server.Settle();
    }

    private static async Task Post(HttpClient http, int from, int count)
    {
        var answer = await http.Tell("alarms", Enumerable.Range(from, count).Select(i => new { key = $"k-{i}", kind = "raise", priority = "High", title = $"第 {i} 号", latitude = 30.55, longitude = 114.25, messageId = $"m-{i}" }));
        Assert.True(answer.Status == HttpStatusCode.OK, $"{answer.Status} {answer.Json}");
    }

    private static async Task<int> Taken(TestDatabase database)
    {
        await using var db = ServerProcess.Db(database.DataFolder);
        return await db.Set<JournalEntry>().CountAsync(e => e.Event == nameof(EscalationStepTaken), Cancel);
    }

    private static async Task<int> Waiting(TestDatabase database)
    {
        await using var db = ServerProcess.Db(database.DataFolder);
        return await db.Set<Delivery>().CountAsync(d => d.State == DeliveryState.Waiting, Cancel);
    }

    private static async Task AssertOnce(TestDatabase database, int chains)
    {
        await using var db = ServerProcess.Db(database.DataFolder);
        Assert.Equal(chains, await db.Set<Escalation>().CountAsync(Cancel));
        var steps = await db.Set<JournalEntry>().Where(e => e.Event == nameof(EscalationStepTaken)).GroupBy(e => e.SubjectId).Select(g => g.Count()).ToListAsync(Cancel);
        Assert.Equal(chains, steps.Count);
        Assert.All(steps, taken => Assert.Equal(Steps, taken));
        var notices = await db.Set<Notice>().Select(n => new { n.EscalationId, n.Step, n.Attempt }).ToListAsync(Cancel);
        Assert.Equal(chains * (Steps - 1), notices.Count);
        Assert.Equal(notices.Count, notices.Distinct().Count());
        Assert.All(await db.Set<Delivery>().Select(d => d.State).ToListAsync(Cancel), state => Assert.Equal(DeliveryState.Sent, state));
        Assert.Null(await JournalChain.Verify(db, Cancel));
    }
}
