using CommandCenter.Access;
using CommandCenter.Escalations;
using CommandCenter.Escalations.Administration;
using CommandCenter.Escalations.Chains;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Sla;
using CommandCenter.Tickets;
using Microsoft.Extensions.Configuration;

namespace CommandCenter.Tests.Escalations;

/// <summary>What an administrator may write, and what is refused before anything is stored.</summary>
public class ChainDeskTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Wrong_step_is_refused_with_its_number_and_what_is_wrong()
    {
        await using var city = await EscalationCity.Open();
        var person = await city.Person("王强");
        var right = EscalationCity.To(person);
        (EscalationStep Step, string Code)[] wrong =
        [
            (new EscalationStep { Audience = StepAudience.OnDuty }, "step-role"),
            (new EscalationStep { Audience = StepAudience.OnDuty, Role = Role.Wall }, "step-role"),
            (EscalationCity.To(Guid.NewGuid()), "step-person"),
            (new EscalationStep { Audience = StepAudience.Webhook, WebhookId = Guid.NewGuid() }, "step-target"),
            (right with { Inbox = false }, "step-channel"),
            (right with { Repeats = 21, RepeatEvery = right.Wait }, "step-repeats"),
            (right with { Repeats = 1 }, "step-every"),
            (right with { Repeats = 1, RepeatEvery = Limit.Elapsed(TimeSpan.Zero) }, "step-every"),
        ];
        foreach (var (step, code) in wrong)
        {
            var refusal = await Assert.ThrowsAsync<Refusal>(() => city.Chain([right, step]));
            Assert.Equal((code, "steps[1]", 2), (refusal.Code, refusal.Field, refusal.Facts["step"]));
        }
        Assert.Equal("steps", (await Assert.ThrowsAsync<Refusal>(() => city.Chain([]))).Field);
        Assert.Equal("steps", (await Assert.ThrowsAsync<Refusal>(() => city.Chain([.. Enumerable.Repeat(right, 21)]))).Field);
        Assert.Equal("progress", (await Assert.ThrowsAsync<Refusal>(() => city.Chain([right], form => form with { Plan = form.Plan with { Progress = [TicketVerb.Comment] } }))).Field);
        Assert.Equal("name", (await Assert.ThrowsAsync<Refusal>(() => city.Chain([right], form => form with { Name = " " }))).Field);
        Assert.Empty(await city.Get<ChainDesk>().List(Cancel));
    }

    [Fact]
    public async Task Name_is_used_once_an_old_version_is_refused_and_only_an_administrator_may()
    {
        await using var city = await EscalationCity.Open();
        EscalationStep[] steps = [EscalationCity.To(await city.Person("王强"))];
        var chain = await city.Chain(steps);
        Assert.Equal("name-taken", (await Assert.ThrowsAsync<Refusal>(() => city.Chain(steps))).Code);
        var form = ChainDraft.Of(chain).Form();
        await city.Get<ChainDesk>().Save(Caller.System, chain.Id, chain.Version, form with { Active = false }, Cancel);
        Assert.Equal("changed-meanwhile", (await Assert.ThrowsAsync<Refusal>(() => city.Get<ChainDesk>().Save(Caller.System, chain.Id, chain.Version, form, Cancel))).Code);
        var supervisor = await city.CallerOf(await city.Person("督办"));
        Assert.Equal("not-administrator", (await Assert.ThrowsAsync<Refusal>(() => city.Get<ChainDesk>().Remove(supervisor, chain.Id, 1, Cancel))).Code);
    }

    [Fact]
    public async Task Draft_gives_back_what_was_stored_and_names_the_step_that_cannot_be_read()
    {
        await using var city = await EscalationCity.Open();
        var person = await city.Person("王强");
        var chain = await city.Chain([EscalationCity.To(person, 90, repeats: 2), new EscalationStep { Role = Role.DepartmentLead, InLeadDepartment = true, Wait = Limit.WorkingDays(1) }],
            form => form with { Clock = TicketClock.Sign, Priority = TicketPriority.High, Plan = form.Plan with { Progress = [TicketVerb.Sign, TicketVerb.Assign] } });
        var draft = ChainDraft.Of(chain);
        var again = draft.Form();
        Assert.Equal(chain.Plan, again.Plan.Write());
        Assert.Equal((chain.Clock, chain.Priority, chain.Name), (again.Clock, again.Priority, again.Name));
        draft.Steps[1].Wait.Amount = "soon";
        Assert.Equal(("step-wait", 2), (Assert.Throws<Refusal>(draft.Form).Code, Assert.Throws<Refusal>(draft.Form).Facts["step"]));
        draft.Move(draft.Steps[1], -1);
        Assert.Equal(1, Assert.Throws<Refusal>(draft.Form).Facts["step"]);
    }

    [Fact]
    public void Usual_chain_begins_with_the_department_and_ends_with_the_officer_in_charge()
    {
        var steps = ChainDraft.Usual().Form().Plan.Steps;
        Assert.Equal([Role.DepartmentLead, Role.Supervisor, Role.DutyOfficer], steps.Select(s => s.Role!.Value));
        Assert.True(steps[0].InLeadDepartment && steps[2].InChargeOnly);
    }

    [Theory]
    [InlineData("Escalations:PublicAddress", "nothing")]
    [InlineData("Escalations:Smtp:Port", "0")]
    [InlineData("Escalations:Smtp:Tls", "3")]
    [InlineData("Escalations:Smtp:From", "nobody")]
    [InlineData("Escalations:Smtp:TimeoutSeconds", "61")]
    [InlineData("Escalations:WebhookTimeoutSeconds", "x")]
    public void Wrong_setting_stops_the_start_and_names_its_key(string key, string value)
    {
        var settings = Right();
        settings[key] = value;
        Assert.Contains(key, Assert.Throws<CannotStart>(() => Read(settings)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Password_never_travels_in_the_open_and_mail_needs_an_address_for_its_links()
    {
        var settings = Right();
        settings["Escalations:Smtp:User"] = "cc";
        Assert.Equal(SmtpTls.Auto, Read(settings).Smtp!.Tls);
        settings["Escalations:Smtp:Tls"] = "None";
        Assert.Contains("Escalations:Smtp:Tls", Assert.Throws<CannotStart>(() => Read(settings)).Message, StringComparison.Ordinal);
        settings["Escalations:Smtp:Host"] = "127.0.0.1";
        Assert.Equal("cc", Read(settings).Smtp!.User);
        settings.Remove("Escalations:PublicAddress");
        Assert.Contains("Escalations:PublicAddress", Assert.Throws<CannotStart>(() => Read(settings)).Message, StringComparison.Ordinal);
        Assert.Null(Read([]).Smtp);
        Assert.Equal("https://cc.example.org/city/tickets/JC-1", Read(new() { ["Escalations:PublicAddress"] = "https://cc.example.org/city" }).Link("/tickets/JC-1"));
    }

    private static Dictionary<string, string?> Right() => new()
    {
        ["Escalations:PublicAddress"] = "https://cc.example.org",
        ["Escalations:Smtp:Host"] = "mail.example.org",
        ["Escalations:Smtp:From"] = "cc@example.org",
    };

    private static EscalationsOptions Read(Dictionary<string, string?> settings) => EscalationsOptions.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
}
