using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CommandCenter.Access;
using CommandCenter.Escalations.Chains;
using CommandCenter.Escalations.Channels;
using CommandCenter.Platform.Http;
using CommandCenter.Tests.Hosts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CommandCenter.Tests.Escalations;

/// <summary>Webhooks against a real receiver: signed, retried under one id, in limited time.</summary>
public class WebhookTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Call_is_signed_so_that_the_receiver_can_verify_it_by_the_documented_three_lines()
    {
        await using var receiver = await WebhookReceiver.Start();
        await using var city = await EscalationCity.Open();
        var (target, secret) = await city.Get<ChannelDesk>().Add(Caller.System, "值班系统", receiver.Url, Cancel);
        await city.Chain([ToTarget(target)]);
        var ticket = await city.Late();
        var call = Assert.Single(receiver.Calls);

        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        var expected = Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{call.Id}.{call.Timestamp}.{call.Body}")));
        Assert.Equal($"v1,{expected}", call.Signature);
        Assert.Equal(city.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture), call.Timestamp);
        var body = JsonDocument.Parse(call.Body).RootElement;
        Assert.Equal(("escalation.step", call.Id, 1), (body.GetProperty("type").GetString(), body.GetProperty("id").GetString(), body.GetProperty("step").GetInt32()));
        Assert.Equal((ticket.Number, "Resolution"), (body.GetProperty("subject").GetProperty("number").GetString(), body.GetProperty("subject").GetProperty("clock").GetString()));
        Assert.All(["王建国", "13900001111", "王先生"], word => Assert.DoesNotContain(word, call.Body, StringComparison.Ordinal));
        await using var db = city.Server.Db();
        Assert.DoesNotContain(secret, (await db.Set<WebhookTarget>().SingleAsync(Cancel)).ProtectedSecret, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failing_receiver_is_called_again_under_the_same_id_and_a_new_signature_until_it_takes_it()
    {
        await using var receiver = await WebhookReceiver.Start();
        await using var city = await EscalationCity.Open();
        var (target, _) = await city.Get<ChannelDesk>().Add(Caller.System, "值班系统", receiver.Url, Cancel);
        await city.Chain([ToTarget(target)]);
        receiver.Status = 503;
        await city.Late();
        await city.Pass(TimeSpan.FromSeconds(5));
        receiver.Status = 302; // a redirection is not followed: whoever answers so has not taken it
        await city.Pass(TimeSpan.FromSeconds(15));
        receiver.Status = 204;
        await city.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(4, receiver.Calls.Count);
        Assert.Single(receiver.Calls.Select(c => c.Id).Distinct());
        Assert.Single(receiver.Calls.Select(c => c.Body).Distinct());
        Assert.Equal(4, receiver.Calls.Select(c => c.Signature).Distinct().Count());
        await using var db = city.Server.Db();
        var delivery = await db.Set<Delivery>().SingleAsync(Cancel);
        Assert.Equal((DeliveryState.Sent, 4, null), (delivery.State, delivery.Attempts, delivery.LastError));
    }

    [Theory]
    [InlineData(410, "Dead", "HTTP 410 Gone")]
    [InlineData(500, "Waiting", "HTTP 500 Internal Server Error")]
    public async Task Gone_receiver_is_given_up_at_once_and_any_other_is_tried_again(int status, string state, string error)
    {
        await using var receiver = await WebhookReceiver.Start();
        receiver.Status = status;
        await using var city = await EscalationCity.Open();
        var (target, _) = await city.Get<ChannelDesk>().Add(Caller.System, "值班系统", receiver.Url, Cancel);
        await city.Chain([ToTarget(target)]);
        await city.Late();
        await using var db = city.Server.Db();
        var delivery = await db.Set<Delivery>().SingleAsync(Cancel);
        Assert.Equal((state, error), (delivery.State.ToString(), delivery.LastError));
    }

    [Fact]
    public async Task Receiver_that_does_not_answer_is_left_after_its_time_and_one_that_is_not_there_is_said()
    {
        await using var receiver = await WebhookReceiver.Start();
        await using var city = await EscalationCity.Open();
        var (silent, _) = await city.Get<ChannelDesk>().Add(Caller.System, "无应答", receiver.Url, Cancel);
        var (absent, _) = await city.Get<ChannelDesk>().Add(Caller.System, "不在", $"http://127.0.0.1:{Ports.Free()}/", Cancel);
        var answer = new TaskCompletionSource();
        receiver.Answer = answer.Task;
        var testing = city.Get<ChannelDesk>().TestWebhook(Caller.System, silent, Cancel);
        await receiver.Called;
        city.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(new DeliveryFailure("timeout", ForGood: false), await testing);
        answer.SetResult();
        Assert.Equal("test", JsonDocument.Parse(receiver.Calls.Single().Body).RootElement.GetProperty("type").GetString());
        Assert.NotNull(await city.Get<ChannelDesk>().TestWebhook(Caller.System, absent, Cancel));
    }

    [Fact]
    public async Task Target_is_refused_with_a_reason_and_cannot_go_while_a_chain_names_it()
    {
        await using var city = await EscalationCity.Open();
        var desk = city.Get<ChannelDesk>();
        foreach (var url in new[] { "ftp://example.org", "nothing", "https://user:secret@example.org/", "" })
            Assert.Equal("url", (await Assert.ThrowsAsync<Refusal>(() => desk.Add(Caller.System, "x", url, Cancel))).Field);
        var (target, first) = await desk.Add(Caller.System, "值班系统", "https://example.org/hook", Cancel);
        Assert.Equal("target-name-taken", (await Assert.ThrowsAsync<Refusal>(() => desk.Add(Caller.System, "值班系统", "https://example.org/", Cancel))).Code);
        Assert.NotEqual(first, await desk.NewSecret(Caller.System, target, 0, Cancel));
        Assert.Equal("changed-meanwhile", (await Assert.ThrowsAsync<Refusal>(() => desk.NewSecret(Caller.System, target, 0, Cancel))).Code);
        var chain = await city.Chain([ToTarget(target)]);
        Assert.Equal("target-in-use", (await Assert.ThrowsAsync<Refusal>(() => desk.Remove(Caller.System, target, 1, Cancel))).Code);
        await city.Get<ChainDesk>().Remove(Caller.System, chain.Id, chain.Version, Cancel);
        await desk.Remove(Caller.System, target, 1, Cancel);
        Assert.Empty(await desk.Targets(Cancel));
    }

    [Fact]
    public async Task Step_whose_target_is_gone_falls_to_the_last_resort()
    {
        await using var city = await EscalationCity.Open();
        var (target, _) = await city.Get<ChannelDesk>().Add(Caller.System, "值班系统", "https://example.org/hook", Cancel);
        await city.LastResort(await city.Person("兜底"));
        await city.Chain([ToTarget(target)]);
        await city.Get<ChannelDesk>().Change(Caller.System, target, 0, "值班系统", "https://example.org/hook", active: false, Cancel);
        await city.Late();
        Assert.Equal(["兜底 1.1"], await city.Told());
        Assert.True((await city.Escalation()).Unmanned);
    }

    private static EscalationStep ToTarget(Guid target) => new() { Audience = StepAudience.Webhook, WebhookId = target };
}
