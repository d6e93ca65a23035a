using System.Net;
using CommandCenter.Access;
using CommandCenter.Tests.Databases;
using CommandCenter.Tests.Hosts;
using CommandCenter.Platform.Data;
using CommandCenter.Tickets;

namespace CommandCenter.Tests.Escalations;

public class EscalationDoorTests
{
    [Theory, AllDatabases]
    public async Task List_pages_filters_and_shows_a_department_only_its_own(DatabaseProvider provider)
    {
        await using var city = await EscalationCity.Open(provider);
        await city.Chain([EscalationCity.To(await city.Person("王强")), EscalationCity.To(await city.Person("李敏"), 30)]);
        var mine = await city.Ticket(verbs: [TicketVerb.Accept, TicketVerb.Dispatch]);
        var others = await city.Ticket();
        await city.Breach();
        using var program = await city.Server.Client(Scope.TicketsRead);
        var first = await program.Ask("escalations?limit=1");
        var newest = first.Json.GetProperty("items")[0];
        Assert.Equal((2, "Running"), (newest.GetProperty("step").GetInt32(), newest.GetProperty("state").GetString()));
        var second = await program.Ask($"escalations?limit=1&cursor={first.Text("next")}");
        Assert.Equal(new[] { mine.Number, others.Number }.Order(), new[] { Number(first), Number(second) }.Order());
        Assert.Null(second.Text("next"));
        Assert.Equal(mine.Number, Number(await program.Ask($"escalations?number={mine.Number}")));
        Assert.Equal(0, (await program.Ask("escalations?state=Stopped")).Json.GetProperty("items").GetArrayLength());
        Assert.Contains("Running", (await program.Ask("escalations?state=9")).Problem(HttpStatusCode.UnprocessableEntity), StringComparison.Ordinal);
        (await program.Ask("escalations?cursor=x")).Problem(HttpStatusCode.UnprocessableEntity);
        var lead = await city.Server.SignIn(Role.DepartmentLead, city.Seed.Water.Id);
        Assert.Equal(mine.Number, Number(await lead.Http.Ask("escalations")));
        Assert.Equal(1, (await lead.Http.Ask("escalations")).Json.GetProperty("items").GetArrayLength());
        using var stranger = await city.Server.Client();
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.Ask("escalations")).Status);
    }

    private static string Number(Answer answer) => answer.Json.GetProperty("items")[0].GetProperty("number").GetString()!;
}
