using System.Globalization;
using System.Security.Claims;
using Bunit;
using CommandCenter.Access;
using CommandCenter.Tests.Hosts;
using CommandCenter.Tickets;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CommandCenter.Tests.Tickets.Panels;

/// <summary>
/// Components on the whole application with its own database: the services are the server's, the screen is bUnit's. Chinese, unless a test says otherwise.
/// The server's clock is the test's, so nothing comes before it is advanced.
/// </summary>
internal sealed class CityScreen : BunitContext, IAsyncDisposable
{
    private CityScreen(TestServer server, FakeTimeProvider clock)
    {
        (Server, Time) = (server, clock);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo("zh-CN");
        JSInterop.Mode = JSRuntimeMode.Loose;
        MudBlazor.Services.ServiceCollectionExtensions.AddMudServices(Services);
        Services.AddFallbackServiceProvider(server.Services);
    }

    public TestServer Server { get; }

    public FakeTimeProvider Time { get; }

    public CitySeed Seed { get; private set; } = null!;

    public TicketsLive Live => Server.Get<TicketsLive>();

    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    public static async Task<CityScreen> Open()
    {
        var clock = new FakeTimeProvider(CitySeed.Thursday);
        var server = await TestServer.Start(options: new ServerOptions { Clock = clock });
        return new CityScreen(server, clock) { Seed = await CitySeed.Into(server.Services, Cancel) };
    }

    /// <summary>Opens a ticket and moves it as far as asked; the live set has it.</summary>
    public async Task<Ticket> Ticket(TicketState state = TicketState.New, string title = "路面破损", Action<TicketRequestChoice>? with = null)
    {
        var choice = new TicketRequestChoice();
        with?.Invoke(choice);
        var request = new TicketRequest { Title = title, Category = CitySeed.Pothole, Latitude = 30.55, Longitude = 114.25, Address = choice.Address, Confidential = choice.Confidential, RequesterName = "张三", RequesterPhone = "13800001234" };
        var ticket = await Server.Get<TicketOpening>().Open(Caller.System, request, null, Cancel);
        (TicketVerb Verb, VerbInput Input, TicketState To)[] way =
        [
            (TicketVerb.Accept, new(), TicketState.Accepted), (TicketVerb.Dispatch, new() { Department = "CG" }, TicketState.Dispatched), (TicketVerb.Sign, new(), TicketState.Signed),
            (TicketVerb.Complete, new() { Reply = "已修补" }, TicketState.Completed),
        ];
        foreach (var step in way.TakeWhile(_ => ticket.State != state))
            ticket = await Do(ticket.Number, step.Verb, step.Input);
        Assert.Equal(state, ticket.State);
        await Server.Settle();
        return ticket;
    }

    public Task<Ticket> Do(string number, TicketVerb verb, VerbInput? input = null, Caller? caller = null) =>
        Server.Get<TicketDesk>().Do(caller ?? Caller.System, number, verb, input ?? new VerbInput(), Cancel);

    /// <summary>A page as <paramref name="caller"/> sees it.</summary>
    public IRenderedComponent<T> Page<T>(Caller caller, string address, Action<ComponentParameterCollectionBuilder<T>>? parameters = null) where T : IComponent
    {
        var navigation = this.Services.GetRequiredService<NavigationManager>();
        navigation.NavigateTo(address);
        var signedIn = Task.FromResult(new AuthenticationState(new ClaimsPrincipal(Identity(caller))));
        Render<MudBlazor.MudPopoverProvider>();
        return Render<T>(p =>
        {
            p.AddCascadingValue(signedIn);
            parameters?.Invoke(p);
        });
    }

    /// <summary>The dialogs of the page, which stand outside it.</summary>
    public IRenderedComponent<MudBlazor.MudDialogProvider> Dialogs() => Render<MudBlazor.MudDialogProvider>();

    private static ClaimsIdentity Identity(Caller caller)
    {
        var claims = new List<Claim> { new(ClaimTypes.NameIdentifier, caller.UserId.ToString()!), new(ClaimTypes.Name, caller.Actor.Name), new(Caller.DisplayNameClaim, caller.Actor.Name) };
        claims.AddRange(caller.Roles.Select(r => new Claim(ClaimTypes.Role, r.ToString())));
        if (caller.DepartmentId is { } department)
            claims.Add(new Claim(Caller.DepartmentClaim, department.ToString()));
        if (caller.AreaId is { } area)
            claims.Add(new Claim(Caller.AreaClaim, area.ToString()));
        return new ClaimsIdentity(claims, "test");
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await base.DisposeAsync();
        await Server.DisposeAsync();
    }
}

/// <summary>What a test wants of a request.</summary>
internal sealed class TicketRequestChoice
{
    public string? Address { get; set; } = "花园路 44 号";

    public bool Confidential { get; set; }
}
