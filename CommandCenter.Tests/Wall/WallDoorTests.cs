using System.Net;
using System.Text.Json;
using CommandCenter.Access;
using CommandCenter.Tests.Hosts;
using CommandCenter.Tickets;
using CommandCenter.Wall;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace CommandCenter.Tests.Wall;

/// <summary>The wall's page and the hub at the doors of the whole application.</summary>
public sealed class WallDoorTests
{
    private static readonly string[] Private = ["王小明", "13800138000", "502", "漏水严重", "隔壁张三", "举报", "某某公司", "8 栋"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_personal_is_on_the_wall_or_told_to_it()
    {
        await using var server = await City();
        var wall = await server.SignIn(Role.Wall);

        var html = WebUtility.HtmlDecode(await wall.Http.GetStringAsync("/wall/overview", Cancel));
        Assert.Contains("柳岸区", html, StringComparison.Ordinal);
        Assert.Contains("漏水", html, StringComparison.Ordinal); // the category
        Assert.Contains("保密工单", html, StringComparison.Ordinal);
        Assert.All(Private, word => Assert.DoesNotContain(word, html, StringComparison.Ordinal));

        await using var hub = Hub(server, wall);
        var told = JsonSerializer.Serialize(await Begin(hub), JsonSerializerOptions.Web);
        Assert.All(Private.Except(["502"]), word => Assert.DoesNotContain(JsonSerializer.Serialize(word).Trim('"'), told, StringComparison.Ordinal));
        Assert.DoesNotContain("502\\u5BA4", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_hub_tells_a_snapshot_figures_and_then_changes_in_order()
    {
        await using var server = await City(background: true);
        await using var hub = Hub(server, await server.SignIn(Role.DutyOfficer));
        await hub.StartAsync(Cancel);
        await using var stream = hub.StreamAsync<LiveMessage>("Subscribe", Cancel).GetAsyncEnumerator(Cancel);
        var (numbers, known) = (new List<long>(), new Dictionary<Guid, LiveTicket>());
        await Until(() => known.Count == 2);

        var opened = await server.Get<TicketOpening>().Open(Caller.System, new TicketRequest { Title = "路面破损", Category = CitySeed.Pothole }, null, Cancel);
        await Until(() => known.ContainsKey(opened.Id));
        await server.Get<TicketDesk>().Do(Caller.System, opened.Number, TicketVerb.Accept, new VerbInput(), Cancel);
        await Until(() => known[opened.Id].State == TicketState.Accepted);

        Assert.Equal("路面破损", known[opened.Id].Title);
        Assert.Equal(Enumerable.Range(1, numbers.Count).Select(n => (long)n), numbers);

        async Task Until(Func<bool> reached)
        {
            while (!reached())
            {
                Assert.True(await stream.MoveNextAsync());
                numbers.Add(stream.Current.Number);
                foreach (var ticket in stream.Current.Tickets ?? [])
                    known[ticket.Id] = ticket;
            }
        }
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData(Scope.TicketsRead, HttpStatusCode.Forbidden)]
    public async Task The_hub_is_closed_to_strangers_and_to_keys_without_its_scope(string? scope, HttpStatusCode answer)
    {
        await using var server = await TestServer.Start();
        using var client = await server.Client(scope is null ? [] : [scope]);
        using var response = await client.PostAsync("/hubs/live/negotiate?negotiateVersion=1", null, Cancel);
        Assert.Equal(answer, response.StatusCode);
    }

    [Fact]
    public async Task A_key_with_the_scope_may_subscribe()
    {
        await using var server = await City();
        using var client = await server.Client(Scope.LiveRead);
        await using var hub = Connection(server, http => http.Headers["Authorization"] = client.DefaultRequestHeaders.Authorization!.ToString());
        Assert.Equal(["snapshot", "figures"], (await Begin(hub)).Select(m => m.Kind));
    }

    private static async Task<TestServer> City(bool background = false)
    {
        var server = await TestServer.Start(options: new ServerOptions { Background = background });
        await CitySeed.Into(server.Services, Cancel);
        foreach (var request in new[]
        {
            new TicketRequest { Title = "隔壁张三家漏水严重", Description = "王小明 13800138000", Category = CitySeed.Leak, Latitude = 30.55, Longitude = 114.25, Address = "花园里 7 栋 3 单元 502 室", RequesterName = "王小明", RequesterPhone = "13800138000" },
            new TicketRequest { Title = "举报某某公司", Category = CitySeed.Noise, Latitude = 30.56, Longitude = 114.26, Address = "花园里 8 栋", RequesterName = "王小明", RequesterPhone = "13800138000", Confidential = true },
        })
            await server.Get<TicketOpening>().Open(Caller.System, request, null, Cancel);
        if (!background)
            await server.Settle();
        return server;
    }

    private static async Task<IReadOnlyList<LiveMessage>> Begin(HubConnection hub)
    {
        await hub.StartAsync(Cancel);
        var messages = new List<LiveMessage>();
        await foreach (var message in hub.StreamAsync<LiveMessage>("Subscribe", Cancel))
        {
            messages.Add(message);
            if (message.Kind == "figures")
                break;
        }
        return messages;
    }

    private static HubConnection Hub(TestServer server, Person person) => Connection(server, http => http.Headers["Cookie"] = $"{person.Cookie.Key}={person.Cookie.Value}");

    private static HubConnection Connection(TestServer server, Action<Microsoft.AspNetCore.Http.Connections.Client.HttpConnectionOptions> configure) => new HubConnectionBuilder()
        .WithUrl(new Uri(server.Address, "/hubs/live"), http =>
        {
            http.HttpMessageHandlerFactory = _ => server.Handler();
            http.Transports = Microsoft.AspNetCore.Http.Connections.HttpTransportType.LongPolling;
            configure(http);
        })
        .AddJsonProtocol(json => json.PayloadSerializerOptions.Converters.Add(new System.Text.Json.Serialization.JsonStringEnumConverter()))
        .Build();
}
