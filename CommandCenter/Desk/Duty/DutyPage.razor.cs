using System.Globalization;
using CommandCenter.Access;
using CommandCenter.Alarms;
using CommandCenter.Alarms.Panels;
using CommandCenter.Areas;
using CommandCenter.Devices;
using CommandCenter.People;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Kit;
using CommandCenter.Platform.Live;
using CommandCenter.Platform.Maps;
using CommandCenter.Tickets;
using CommandCenter.Tickets.Panels;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace CommandCenter.Desk.Duty;

/// <summary>
/// <c>/desk</c>: the duty officer's one screen: what next, where is it, what do I do, and with which key. The chosen alarm and the filter stand in the address.
/// </summary>
public sealed partial class DutyPage
{
    private static readonly string[] Keys = ["J", "K", "Enter", "A", "D", "F", "G", "L", "M", "N", "S", "T", "U", "?", "Escape", .. Enumerable.Range(1, 9).Select(i => i.ToString(CultureInfo.InvariantCulture))];
    private static readonly (string, string)[] FootKeys = [("J K", "J K"), ("A", "A"), ("D", "D"), ("T", "T"), ("L", "L"), ("M", "M"), ("U", "U"), ("?", "question")];
    private static readonly (string, string)[] HelpKeys =
    [
        ("J K", "J K"), ("Enter", "Enter"), ("A", "A"), ("D", "D"), ("1 9", "1-9"), ("T", "T"), ("L", "L"), ("S", "S"), ("F", "F"), ("N", "N"), ("M", "M"), ("G", "G"), ("U", "U"),
        ("/", "slash"), ("Esc", "Escape"), ("?", "question"),
    ];

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private readonly AlarmQueue _queue = new();
    private readonly HashSet<DutyLayer> _layers = [DutyLayer.Alarms, DutyLayer.Tickets, DutyLayer.People];
    private LiveWatch? _watch;
    private Caller _caller = null!;
    private AlarmVerbs? _verbs;
    private IReadOnlyList<MapMark> _marks = [];
    private IReadOnlyList<MapArea> _areas = [];
    private StaffSearch? _staff;
    private MapBounds? _view;
    private string? _looked;
    private string? _search;
    private string? _said;
    private bool _refused;
    private bool _busy;
    private bool _help;

    /// <summary>The chosen alarm's number.</summary>
    [SupplyParameterFromQuery] public string? Alarm { get; set; }

    /// <summary>The filter, a <see cref="QueueFilter"/>.</summary>
    [SupplyParameterFromQuery] public string? Show { get; set; }

    [CascadingParameter] private Task<AuthenticationState> SignedIn { get; set; } = null!;

    [Inject] private AlarmsLive Alarms { get; set; } = null!;

    [Inject] private TicketsLive Tickets { get; set; } = null!;

    [Inject] private DevicesLive Devices { get; set; } = null!;

    [Inject] private PositionsLive People { get; set; } = null!;

    [Inject] private NearestStaff Nearest { get; set; } = null!;

    [Inject] private DeviceIndex Kinds { get; set; } = null!;

    [Inject] private AreaGround Areas { get; set; } = null!;

    [Inject] private AlarmTickets Opening { get; set; } = null!;

    [Inject] private FieldDispatch Field { get; set; } = null!;

    [Inject] private TicketWords TicketWords { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    private StaffSearch Staff => _staff ??= new(Nearest);

    private string WindowTitle => _queue.Count(QueueFilter.Unacknowledged) is var waiting and > 0 ? $"({waiting}) {Text["DutyDesk"]}" : Text["DutyDesk"];

    private string NothingWords => Alarms.Set.Items.Values.Max(a => a.ClearedAt) is { } cleared ? Text["NothingCleared", Words.Instant(cleared)] : Text["NothingYet"];

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        _caller = Caller.From((await SignedIn).User);
        _areas = Areas.Now(CultureInfo.CurrentUICulture);
        _queue.Look(Enum.TryParse<QueueFilter>(Show, ignoreCase: true, out var filter) ? filter : QueueFilter.All);
        Draw();
        var another = _looked != Alarm; // a key has chosen it in the queue already
        _looked = Alarm;
        if (another)
            _said = null;
        _queue.Choose(Alarm);
        Surround();
        if (another) // choosing is the officer's own hand; what merely changes never moves the map
            Centre();
    }

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender)
            return;
        _watch = new LiveWatch(Clock).Of(Alarms.Set).Of(Tickets.Set).Of(Devices.Set).Of(People.Set);
        _watch.Start(Pace, Longest, () => InvokeAsync(() => { Draw(); Surround(); StateHasChanged(); }), DispatchExceptionAsync);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_watch is not null)
            await _watch.DisposeAsync();
    }

    private void Draw()
    {
        var alarms = Alarms.Set.Items.Where(a => a.Value.IsVisibleTo(_caller)).ToDictionary();
        _queue.Show(alarms, Clock.GetUtcNow());
        _marks = DutyPicture.Marks(
            _layers, alarms.Values, Tickets.Set.Items.Values.Where(t => t.IsVisibleTo(_caller)), Devices.Set.Items.Values, People.Set.Items.Values,
            Words.What, device => Kinds.KindByCode(device.KindCode)?.Icon, Clock.GetUtcNow());
    }

    // The rings and the nearest follow the chosen alarm; where the officer looks on the map is the officer's own.
    private void Surround() => Staff.Around(_queue.Chosen);

    private void Turn(DutyLayer layer)
    {
        if (!_layers.Remove(layer))
            _layers.Add(layer);
        Draw();
    }

    private void Look(QueueFilter filter) => Navigation.NavigateTo(Address(_queue.Chosen?.Number, filter), replace: true);

    private void Choose(string number) => Navigation.NavigateTo(Address(number, _queue.Filter), replace: true);

    private static string Address(string? alarm, QueueFilter filter)
    {
        var query = new[] { alarm is null ? null : $"alarm={Uri.EscapeDataString(alarm)}", filter == QueueFilter.All ? null : $"show={filter}" }.OfType<string>().ToList();
        return query.Count == 0 ? "/desk" : "/desk?" + string.Join('&', query);
    }

    private Task Press(string key)
    {
        switch (key)
        {
            case "J" or "K" when _queue.Step(key == "J" ? 1 : -1) is { } alarm:
                Choose(alarm.Number);
                return Task.CompletedTask;
            case "Enter" when _queue.Chosen is { } alarm:
                Navigation.NavigateTo($"/alarms/{alarm.Number}");
                return Task.CompletedTask;
            case "M":
                Centre();
                return Task.CompletedTask;
            case "?":
                _help = true;
                return Task.CompletedTask;
            case "Escape":
                Back();
                return Task.CompletedTask;
            case "G" when _queue.Flood is { Groups.Count: > 0 }:
                Unfold(_queue.IsFolded);
                return Task.CompletedTask;
            case "L":
                AskForTicket();
                return Task.CompletedTask;
            case "U":
                return Undo();
            case "D":
                return SendNearest();
            case "T":
                return TicketOf();
            default:
                return int.TryParse(key, CultureInfo.InvariantCulture, out var place) ? SendPlace(place) : _verbs?.Press(key) ?? Task.CompletedTask;
        }
    }

    private void Centre()
    {
        if (_queue.Chosen is { } alarm && Position.TryCreate(alarm.Latitude, alarm.Longitude, out var at, out _))
            _view = MapBounds.Around(at, Math.Max(Staff.Meters, 500) * 1.15);
    }

    // One step back at a time: the form of a verb, what was said, then the choice.
    private void Back()
    {
        if (_verbs?.Close() == true)
            return;
        if (_said is not null || _search is not null)
            (_said, _search) = (null, null);
        else if (_queue.Chosen is not null)
            Navigation.NavigateTo(Address(null, _queue.Filter), replace: true);
    }

    private Task Pressed(string id)
    {
        if (DutyPicture.Pressed(id) is not var (layer, thing))
            return Task.CompletedTask;
        if (layer == DutyLayer.Alarms && Alarms.Set.Items.TryGetValue(thing, out var alarm))
            Choose(alarm.Number);
        else if (layer == DutyLayer.Tickets && Tickets.Set.Items.TryGetValue(thing, out var ticket))
            Navigation.NavigateTo($"/tickets/{ticket.Number}");
        else if (layer == DutyLayer.Devices && Devices.Set.Items.TryGetValue(thing, out var device))
            Navigation.NavigateTo($"/devices/{Uri.EscapeDataString(device.Code)}");
        return Task.CompletedTask;
    }

    private void Search(ChangeEventArgs e)
    {
        _search = (e.Value as string)?.Trim();
        if (string.IsNullOrEmpty(_search))
            return;
        if (Alarms.Set.Items.Values.FirstOrDefault(a => string.Equals(a.Number, _search, StringComparison.OrdinalIgnoreCase)) is { } alarm)
            Choose(alarm.Number);
        else if (Kinds.FindByText(_search) is { } device)
            Navigation.NavigateTo($"/devices/{Uri.EscapeDataString(device.Code)}");
        else
            Navigation.NavigateTo($"/tickets?view=list&q={Uri.EscapeDataString(_search)}");
    }

    private void Unfold(bool unfolded)
    {
        _queue.Unfold(unfolded);
        Draw();
    }
}
