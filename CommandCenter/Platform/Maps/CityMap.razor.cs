using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Microsoft.JSInterop;

namespace CommandCenter.Platform.Maps;

/// <summary>Where a map hangs; decides the size of everything on it.</summary>
public enum MapSurface
{
    /// <summary>At arm's length: sizes in pixels.</summary>
    Desk,

    /// <summary>Five metres away: sizes in hundredths of the screen's height.</summary>
    Wall,
}

/// <summary>Several marks that stand too close together to be told apart even at the closest zoom.</summary>
/// <param name="Count">How many.</param>
/// <param name="Ids">The most urgent of them, at most 50: a browser's message must stay small.</param>
public sealed record MapCluster(int Count, IReadOnlyList<string> Ids);

/// <summary>
/// The map of the product. Give it what there is now; it tells its script only what has changed since, one message at
/// a time, and never touches zoom and pan: a view moves only when <see cref="View"/> becomes another one.
/// </summary>
public sealed partial class CityMap : ComponentBase, IAsyncDisposable
{
    private const int LongestBatch = 1_000;
    private const int WidestBatch = 250_000; // characters of outlines

    private readonly MapDifference difference = new();
    private readonly CancellationTokenSource leaving = new();
    private ElementReference ground;
    private IJSObjectReference? script;
    private DotNetObjectReference<CityMap>? self;
    private Task sending = Task.CompletedTask;
    private int? map;
    private bool stale;

    /// <summary>The points to show; only their values matter, the collection may be another one each time.</summary>
    [Parameter] public IReadOnlyCollection<MapMark> Marks { get; set; } = [];

    /// <summary>The polygons to show.</summary>
    [Parameter] public IReadOnlyCollection<MapArea> Areas { get; set; } = [];

    /// <summary>The circles to show; few.</summary>
    [Parameter] public IReadOnlyCollection<MapRing> Rings { get; set; } = [];

    /// <summary>Where it hangs.</summary>
    [Parameter] public MapSurface Surface { get; set; }

    /// <summary>Whether a person may zoom, pan and press marks. Fixed at first render.</summary>
    [Parameter] public bool Interactive { get; set; }

    /// <summary>Whether a click, or Enter for the centre, sets the pin. Fixed at first render; makes the map interactive.</summary>
    [Parameter] public bool Pickable { get; set; }

    /// <summary>Whether the configured tiles and base layers lie beneath; off for maps that show figures. Fixed at first render.</summary>
    [Parameter] public bool BaseMap { get; set; } = true;

    /// <summary>Where the pin stands.</summary>
    [Parameter] public Position? Picked { get; set; }

    /// <summary>The pin was set.</summary>
    [Parameter] public EventCallback<Position?> PickedChanged { get; set; }

    /// <summary>The mark with this id was pressed.</summary>
    [Parameter] public EventCallback<string> MarkClicked { get; set; }

    /// <summary>A cluster was pressed that zooming cannot take apart; any other one zooms.</summary>
    [Parameter] public EventCallback<MapCluster> ClusterClicked { get; set; }

    /// <summary>The area with this id was pressed, beside any mark.</summary>
    [Parameter] public EventCallback<string> AreaClicked { get; set; }

    /// <summary>
    /// Where to look. Null shows all areas, or all marks where there are no areas, as soon as there are any. Another
    /// value than the one before moves the map; the same value or null does not.
    /// </summary>
    [Parameter] public MapBounds? View { get; set; }

    /// <summary>What the map shows, for who cannot see it.</summary>
    [Parameter, EditorRequired] public string Label { get; set; } = "";

    /// <summary>Lies in the map's lower left corner; labels and the first view keep clear of it.</summary>
    [Parameter] public RenderFragment? Legend { get; set; }

    [Inject] private IJSRuntime Browser { get; set; } = default!;

    [Inject] private IOptions<MapsOptions> Options { get; set; } = default!;

    [Inject] private BaseLayers Layers { get; set; } = default!;

    [Inject] private IStringLocalizer<CityMap> Words { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnParametersSet() => stale = true;

    /// <inheritdoc/>
    protected override Task OnAfterRenderAsync(bool firstRender)
    {
        // While one message is under way the next ones become a single difference to what will then be there.
        if (sending.IsCompleted && !leaving.IsCancellationRequested)
            return sending = SendAsync();
        return Task.CompletedTask;
    }

    /// <summary>Called by the script.</summary>
    [JSInvokable]
    public Task OnMarkClicked(string id) => MarkClicked.InvokeAsync(id);

    /// <summary>Called by the script.</summary>
    [JSInvokable]
    public Task OnAreaClicked(string id) => AreaClicked.InvokeAsync(id);

    /// <summary>Called by the script.</summary>
    [JSInvokable]
    public Task OnClusterClicked(int count, string[] ids) => ClusterClicked.InvokeAsync(new(count, ids));

    /// <summary>Called by the script; what is no place is no pick.</summary>
    [JSInvokable]
    public Task OnPicked(double latitude, double longitude) =>
        Position.TryCreate(latitude, longitude, out var at, out _) ? PickedChanged.InvokeAsync(at) : Task.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await leaving.CancelAsync();
        try
        {
            await sending;
            if (script is not null && map is { } id)
                await script.InvokeVoidAsync("dispose", id);
            if (script is not null)
                await script.DisposeAsync();
        }
        catch (Exception e) when (IsGone(e))
        {
            // The page is closed or was never reached: the browser has freed the map with it.
        }
        finally
        {
            self?.Dispose();
            leaving.Dispose();
        }
    }

    // What interop throws when the other side is no longer there, or when we are leaving: then the script may find that its element is gone.
    private bool IsGone(Exception e) =>
        e is JSDisconnectedException or OperationCanceledException or ObjectDisposedException || (e is JSException && leaving.IsCancellationRequested);

    private async Task SendAsync()
    {
        try
        {
            if (map is null)
                await StartAsync();
            while (stale && !leaving.IsCancellationRequested)
            {
                stale = false;
                var changes = difference.Next(new(Marks, Areas, Picked, View) { Rings = Rings });
                foreach (var (batch, more) in Batches(changes))
                    await script!.InvokeVoidAsync("apply", leaving.Token, map, batch, more);
            }
        }
        catch (Exception e) when (IsGone(e))
        {
            stale = false;
        }
    }

    // Not cancelled by leaving: a map that the script is just making must become known, or nobody could take it down.
    private async Task StartAsync()
    {
        script = await Browser.InvokeAsync<IJSObjectReference>("import", "./js/map.js");
        self = DotNetObjectReference.Create(this);
        map = await script.InvokeAsync<int>("create", ground, new
        {
            Wall = Surface == MapSurface.Wall,
            Interactive = Interactive || Pickable,
            Pickable,
            MarksArePressed = MarkClicked.HasDelegate,
            AreasArePressed = AreaClicked.HasDelegate,
            TileUrl = BaseMap ? Options.Value.TileUrl : null,
            Attribution = BaseMap ? Options.Value.Attribution : null,
            BaseLayers = BaseMap ? Layers.Addresses : [],
            ZoomIn = Words["ZoomIn"].Value,
            ZoomOut = Words["ZoomOut"].Value,
        }, self);
    }

    // A first picture of a whole city in one message would hold up everything else on the circuit. "More" tells the
    // script that the picture goes on, so that it fits the view and paints once.
    private static IEnumerable<(IReadOnlyList<MapChange> Batch, bool More)> Batches(IReadOnlyList<MapChange> changes)
    {
        for (var from = 0; from < changes.Count;)
        {
            var width = 0;
            var to = from;
            while (to < changes.Count && to - from < LongestBatch && width < WidestBatch)
                width += changes[to++].Shape?.Length ?? 0;
            yield return (changes.Skip(from).Take(to - from).ToList(), to < changes.Count);
            from = to;
        }
    }
}
