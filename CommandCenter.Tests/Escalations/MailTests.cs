using CommandCenter.Access;
using CommandCenter.Access.Accounts;
using CommandCenter.Escalations;
using CommandCenter.Escalations.Channels;
using CommandCenter.Escalations.Running;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using CommandCenter.Tests.Databases;
using CommandCenter.Tests.Hosts;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Tests.Escalations;

/// <summary>E-mail against a real server on the line: at least once, under one id, and nothing swallowed.</summary>
public class MailTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Step_by_mail_arrives_in_the_readers_language_with_a_link_and_without_a_word_of_the_requester()
    {
        await using var sink = new SmtpSink();
        await using var city = await EscalationCity.Open(options: new ServerOptions { Settings = sink.Settings });
        var (chinese, english) = (await city.Person("王强", email: "wang@example.org", language: "zh-CN"), await city.Person("Lee", email: "lee@example.org", language: "en"));
        await city.Chain([EscalationCity.To(chinese, email: true), EscalationCity.To(english, email: true, inbox: false)]);
        var ticket = await city.Late(TicketVerb.Accept, TicketVerb.Dispatch);
        await city.Pass(TimeSpan.FromSeconds(1));
        await city.Deliver();

        Assert.Equal(["wang@example.org", "lee@example.org"], sink.Taken.Select(t => t.To));
        var (zh, en) = (sink.Taken[0].Message, sink.Taken[1].Message);
        Assert.Equal($"{ticket.Number}：办结时限亮红灯", zh.Subject);
        Assert.Equal($"{ticket.Number}: resolution limit breached", en.Subject);
        Assert.Equal(("指挥中心", "cc@example.org"), (zh.From.Mailboxes.Single().Name, zh.From.Mailboxes.Single().Address));
        Assert.All([zh, en], message =>
        {
            Assert.Contains($"https://cc.example.org/tickets/{ticket.Number}", message.TextBody, StringComparison.Ordinal);
            Assert.Contains("水务局", message.TextBody, StringComparison.Ordinal);
            Assert.All(["王建国", "13900001111", "王先生"], word => Assert.DoesNotContain(word, message.Subject + message.TextBody, StringComparison.Ordinal));
        });
        Assert.Contains("第 1 步（共 2 步）", zh.TextBody, StringComparison.Ordinal);
        Assert.Contains("step 2 of 2", en.TextBody, StringComparison.Ordinal);
        Assert.Contains("17:00", en.TextBody, StringComparison.Ordinal); // due at eight hours after 09:00, in the city's time
        Assert.Equal(["王强 1.1"], await city.Told()); // the second step is by mail alone
        Assert.Equal(2, await Count(city, DeliveryState.Sent));
    }

    [Theory, AllDatabases]
    public async Task Process_killed_after_the_server_took_the_mail_sends_it_again_under_the_same_id(DatabaseProvider provider)
    {
        await using var sink = new SmtpSink();
        await using var database = await TestDatabases.Open(provider);
        await using var city = await EscalationCity.Open(database, new ServerOptions { Settings = sink.Settings });
        await city.Chain([EscalationCity.To(await city.Person("王强", email: "wang@example.org"), email: true)]);
        await city.Ticket();
        await city.Server.Pass(EscalationCity.UntilBreach);
        await city.Server.Pass(TimeSpan.FromSeconds(1));
        await city.Get<DeliveryPump>().Sweep(Cancel);
        var job = Assert.Single(city.Server.Jobs.Take());
        sink.HangsUpAfterData = true; // the mail is taken, and this node never learns of it
        await HandJobs.Run(job, city.Server.Services);
        await using (var db = city.Server.Db()) // as the row stands when the process is killed in that moment
            await db.Set<Delivery>().ExecuteUpdateAsync(set => set.SetProperty(d => d.State, DeliveryState.Sending).SetProperty(d => d.ClaimedUntil, city.Clock.GetUtcNow() + DeliveryPump.ClaimDuration), Cancel);
        sink.HangsUpAfterData = false;
        await city.Server.Settle();

        await using var other = await EscalationCity.Beside(database, city.Clock, sink.Settings);
        await other.Get<DeliveryPump>().Sweep(Cancel);
        Assert.Equal(0, await other.RunJobs()); // claimed, so left to the job that may still come
        city.Clock.Advance(DeliveryPump.ClaimDuration + TimeSpan.FromSeconds(20));
        await other.Get<DeliveryPump>().Sweep(Cancel);
        await other.RunJobs();

        Assert.Equal(2, sink.Taken.Count);
        Assert.Single(sink.Taken.Select(t => t.Message.MessageId).Distinct());
        Assert.Single(sink.Taken.Select(t => t.Message.Headers[Mailer.IdHeader]).Distinct());
        Assert.Equal(1, await Count(city, DeliveryState.Sent));
        Assert.Equal(["王强 1.1"], await city.Told());
    }

    [Theory, AllDatabases]
    public async Task Job_that_runs_twice_at_once_on_two_nodes_sends_once_and_a_slow_one_is_not_sent_beside_itself(DatabaseProvider provider)
    {
        await using var sink = new SmtpSink();
        await using var database = await TestDatabases.Open(provider);
        await using var city = await EscalationCity.Open(database, new ServerOptions { Settings = sink.Settings });
        await city.Server.Settle();
        await using var other = await EscalationCity.Beside(database, city.Clock, sink.Settings);
        await city.Chain([EscalationCity.To(await city.Person("王强", email: "wang@example.org"), email: true)]);
        await city.Ticket();
        await city.Server.Pass(EscalationCity.UntilBreach);
        await city.Server.Pass(TimeSpan.FromSeconds(1));
        var busy = new TaskCompletionSource();
        sink.Busy = busy.Task;
        await city.Get<DeliveryPump>().Sweep(Cancel);
        var job = Assert.Single(city.Server.Jobs.Take());
        var running = new[] { city.Server.Services, other.Services, city.Server.Services }.Select(node => Task.Run(() => HandJobs.Run(job, node), Cancel)).ToList();
        for (var second = 0; second < 20; second++) // the pump comes round twenty times while it is being sent
        {
            city.Clock.Advance(TimeSpan.FromSeconds(1));
            await city.Get<DeliveryPump>().Sweep(Cancel);
            await other.Get<DeliveryPump>().Sweep(Cancel);
        }
        Assert.Equal(0, city.Server.Jobs.Waiting + other.Jobs.Waiting);
        busy.SetResult();
        await Task.WhenAll(running);
        Assert.Single(sink.Taken);
        Assert.Equal(1, await Count(city, DeliveryState.Sent));
    }

    [Fact]
    public async Task Failing_mail_is_told_at_once_retried_with_growing_waits_given_up_and_sent_again_by_an_administrator()
    {
        await using var sink = new SmtpSink { Data = () => "451 try again later" };
        await using var city = await EscalationCity.Open(options: new ServerOptions { Settings = sink.Settings });
        await city.Chain([EscalationCity.To(await city.Person("王强", email: "wang@example.org"), email: true)]);
        var ticket = await city.Late();
        var failing = Assert.Single(city.Get<EscalationsLive>().Failing.Items.Values);
        Assert.Equal(("王强", 1, false), (failing.To, failing.Attempts, failing.GaveUp));
        Assert.Contains("451", failing.Error, StringComparison.Ordinal);

        foreach (var wait in Delivery.Waits)
        {
            await city.Pass(wait - TimeSpan.FromSeconds(1));
            var attempts = (await One(city)).Attempts;
            await city.Pass(TimeSpan.FromSeconds(1));
            Assert.Equal(attempts + 1, (await One(city)).Attempts);
        }
        Assert.Equal((DeliveryState.Dead, 8), ((await One(city)).State, (await One(city)).Attempts));
        Assert.True(Assert.Single(city.Get<EscalationsLive>().Failing.Items.Values).GaveUp);
        await city.Pass(TimeSpan.FromDays(1));
        Assert.Equal(8, (await One(city)).Attempts);
        Assert.Equal(2, (await city.Events(ticket.Id)).Count(e => e == nameof(DeliveryFailed))); // the first failure, and the last
        Assert.Single(TroublePicture.Of(city.Get<EscalationsLive>(), Caller.System).Failing);
        Assert.Equal(0, TroublePicture.Of(city.Get<EscalationsLive>(), await city.CallerOf(await city.Person("话务", Role.CallTaker))).Count);

        sink.Data = () => null;
        Assert.Equal(1, await city.Get<DeliveryDesk>().SendAllAgain(Caller.System, Cancel));
        await city.Deliver();
        Assert.Single(sink.Taken);
        Assert.Empty(city.Get<EscalationsLive>().Failing.Items);
        Assert.Contains(nameof(DeliveryArrived), await city.Events(ticket.Id));
        Assert.Equal("delivery-moved", (await Assert.ThrowsAsync<Refusal>(() => One(city).ContinueWith(d => city.Get<DeliveryDesk>().SendAgain(Caller.System, d.Result.Id, Cancel), Cancel).Unwrap())).Code);
    }

    [Fact]
    public async Task Refused_recipient_missing_address_and_missing_server_are_given_up_at_once_and_said()
    {
        await using var sink = new SmtpSink { Recipient = to => to.StartsWith("gone", StringComparison.Ordinal) ? "550 no such user here" : null };
        await using var city = await EscalationCity.Open(options: new ServerOptions { Settings = sink.Settings });
        await city.Chain([EscalationCity.To(await city.Person("走了", email: "gone@example.org"), email: true), EscalationCity.To(await city.Person("没有"), email: true)]);
        await city.Late();
        await city.Pass(TimeSpan.FromSeconds(1));
        await city.Deliver();
        await using (var db = city.Server.Db())
            Assert.Equal(["Dead 1 550 no such user here", "Dead 1 no-address"], (await db.Set<Delivery>().OrderBy(d => d.Step).ToListAsync(Cancel)).Select(d => $"{d.State} {d.Attempts} {d.LastError}"));

        await using var without = await EscalationCity.Open();
        await without.Chain([EscalationCity.To(await without.Person("王强", email: "wang@example.org"), email: true)]);
        await without.Late();
        Assert.Equal("no-mail-server", (await One(without)).LastError);
        Assert.Equal(["王强 1.1"], await without.Told()); // the inbox needs no server
    }

    [Fact]
    public async Task What_failed_until_the_ticket_was_done_is_not_sent_any_more()
    {
        await using var sink = new SmtpSink { Data = () => "451 try again later" };
        await using var city = await EscalationCity.Open(options: new ServerOptions { Settings = sink.Settings });
        await city.Chain([EscalationCity.To(await city.Person("王强", email: "wang@example.org"), email: true)]);
        var ticket = await city.Late(TicketVerb.Accept, TicketVerb.Dispatch, TicketVerb.Sign);
        sink.Data = () => null;
        await city.Do(ticket, TicketVerb.Complete);
        await city.Pass(TimeSpan.FromHours(1));
        Assert.Empty(sink.Taken);
        Assert.Equal(DeliveryState.SetAside, (await One(city)).State);
        Assert.Empty(city.Get<EscalationsLive>().Failing.Items);
    }

    [Fact]
    public async Task Test_mail_goes_to_the_callers_own_address()
    {
        await using var sink = new SmtpSink();
        await using var city = await EscalationCity.Open(options: new ServerOptions { Settings = sink.Settings });
        var (with, without) = (await city.Person("管理", Role.Administrator, email: "admin@example.org"), await city.Person("无箱", Role.Administrator));
        Assert.Null(await city.Get<ChannelDesk>().TestMail(await city.CallerOf(with), Cancel));
        Assert.Equal("admin@example.org", Assert.Single(sink.Taken).To);
        var nobody = await city.CallerOf(without);
        Assert.Equal("no-own-address", (await Assert.ThrowsAsync<Refusal>(() => city.Get<ChannelDesk>().TestMail(nobody, Cancel))).Code);
        var supervisor = await city.CallerOf(await city.Person("督办"));
        Assert.Equal("not-administrator", (await Assert.ThrowsAsync<Refusal>(() => city.Get<ChannelDesk>().TestMail(supervisor, Cancel))).Code);
    }

    [Fact]
    public async Task Address_of_an_account_is_checked_and_kept()
    {
        await using var city = await EscalationCity.Open();
        var id = await city.Person("王强", email: " wang@example.org ");
        Assert.Equal("wang@example.org", (await city.Get<UserDirectory>().Find(id, Cancel))!.Email);
        Assert.Equal("email-wrong", (await Assert.ThrowsAsync<Refusal>(() => city.Person("李", email: "nothing"))).Code);
        await city.Get<AccountDesk>().Change(id, new AccountFacts("王强", [Role.Supervisor]), Caller.System, Cancel);
        Assert.Null((await city.Get<UserDirectory>().Find(id, Cancel))!.Email);
        await using var db = city.Server.Db();
        Assert.DoesNotContain(await db.Set<JournalEntry>().Select(e => e.Payload).ToListAsync(Cancel), p => p.Contains("wang@example.org", StringComparison.Ordinal));
    }

    private static async Task<Delivery> One(EscalationCity city)
    {
        await using var db = city.Server.Db();
        return await db.Set<Delivery>().AsNoTracking().SingleAsync(Cancel);
    }

    private static async Task<int> Count(EscalationCity city, DeliveryState state)
    {
        await using var db = city.Server.Db();
        return await db.Set<Delivery>().CountAsync(d => d.State == state, Cancel);
    }
}
