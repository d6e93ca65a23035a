using CommandCenter.Access;
using CommandCenter.Alarms;
using CommandCenter.Devices;
using CommandCenter.People;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Live;
using CommandCenter.Tickets;
using CommandCenter.Wall.Takeover;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace CommandCenter.Wall;

/// <summary>A scene of a wall: it follows every live set, makes at most two pictures a second with one render each, and never waits for a click.</summary>
public abstract class WallPage : ComponentBase, IAsyncDisposable
{
    /// <summary>The shortest time between two pictures.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);

    // Wedges creep and days begin without any change.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private readonly TakeoverWatch takeover = new();
    private LiveWatch? watch;
    private Caller? caller;

    /// <summary>What is shown; null before it is known who looks.</summary>
    protected WallPicture? Picture { get; private set; }

    /// <summary>The Critical alarm that has the screen; null where the scene has it.</summary>
    protected AlarmView? TakenBy { get; private set; }

    /// <summary>Whether a new Critical alarm may take this screen over: the address of a screen says what it is for.</summary>
    [SupplyParameterFromQuery(Name = "takeover")] public bool? MayBeTaken { get; set; }

    [CascadingParameter] private Task<AuthenticationState> SignedIn { get; set; } = null!;

    [Inject] private WallReader Reader { get; set; } = null!;

    [Inject] private TicketsLive Tickets { get; set; } = null!;

    [Inject] private AlarmsLive Alarms { get; set; } = null!;

    [Inject] private DevicesLive Devices { get; set; } = null!;

    [Inject] private PositionsLive People { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    /// <summary>When the tickets were last known to be in step.</summary>
    protected DateTimeOffset? TicketsFreshAt() => Tickets.Set.FreshAt;

    /// <summary>When the alarms were last known to be in step.</summary>
    protected DateTimeOffset? AlarmsFreshAt() => Alarms.Set.FreshAt;

    /// <summary>When the devices were last known to be in step.</summary>
    protected DateTimeOffset? DevicesFreshAt() => Devices.Set.FreshAt;

    /// <summary>A scene makes its own picture of the one that was made.</summary>
    protected virtual void Pictured(WallPicture picture)
    {
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        caller = Caller.From((await SignedIn).User);
        Look();
    }

    // Not before the first render on a circuit: a prerendered page is only a picture and must leave no subscription behind.
    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender)
            return;
        watch = new LiveWatch(Clock).Of(Tickets.Set).Of(Alarms.Set).Of(Devices.Set).Of(People.Set);
        watch.Start(Pace, Longest, () => InvokeAsync(() => { Look(); StateHasChanged(); }), DispatchExceptionAsync);
    }

    /// <summary>Stops following.</summary>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (watch is not null)
            await watch.DisposeAsync();
    }

    private void Look()
    {
        Picture = Reader.Read(caller!);
        TakenBy = MayBeTaken == true ? takeover.Look(Picture.Alarms, Clock.Now()) : null;
        Pictured(Picture);
    }
}
