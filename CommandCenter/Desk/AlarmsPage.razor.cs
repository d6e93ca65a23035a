using CommandCenter.Access;
using CommandCenter.Alarms;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace CommandCenter.Desk;

/// <summary><c>/alarms</c>: what stands, live, or history a page at a time, under a filter that stands in the address.</summary>
public sealed partial class AlarmsPage
{
    private const int PageSize = 100;

    private Caller _caller = null!;
    private AlarmFilter? _filter;
    private IReadOnlyList<AlarmView>? _rows;
    private Refusal? _refusal;
    private string? _next;
    private int _shown = PageSize;
    private bool _busy;

    [CascadingParameter] private Task<AuthenticationState> SignedIn { get; set; } = null!;

    /// <inheritdoc cref="AlarmQuery.Standing"/>
    [SupplyParameterFromQuery] public bool? Standing { get; set; }

    /// <inheritdoc cref="AlarmQuery.State"/>
    [SupplyParameterFromQuery] public string? State { get; set; }

    /// <inheritdoc cref="AlarmQuery.Priority"/>
    [SupplyParameterFromQuery] public string? Priority { get; set; }

    /// <inheritdoc cref="AlarmQuery.Hiding"/>
    [SupplyParameterFromQuery] public string? Hiding { get; set; }

    /// <inheritdoc cref="AlarmQuery.Kind"/>
    [SupplyParameterFromQuery] public string? Kind { get; set; }

    /// <inheritdoc cref="AlarmQuery.Device"/>
    [SupplyParameterFromQuery] public string? Device { get; set; }

    /// <inheritdoc cref="AlarmQuery.Area"/>
    [SupplyParameterFromQuery] public string? Area { get; set; }

    /// <inheritdoc cref="AlarmQuery.RaisedFrom"/>
    [SupplyParameterFromQuery] public string? RaisedFrom { get; set; }

    /// <inheritdoc cref="AlarmQuery.RaisedTo"/>
    [SupplyParameterFromQuery] public string? RaisedTo { get; set; }

    /// <inheritdoc cref="AlarmQuery.Q"/>
    [SupplyParameterFromQuery] public string? Q { get; set; }

    /// <inheritdoc cref="AlarmQuery.Order"/>
    [SupplyParameterFromQuery] public string? Order { get; set; }

    private bool IsLive => Standing != false;

    private bool HasFilter => new[] { State, Priority, Hiding, Kind, Device, Area, RaisedFrom, RaisedTo, Q }.Any(w => !string.IsNullOrEmpty(w));

    private AlarmQuery Asked => new()
    {
        Standing = IsLive, State = State, Priority = Priority, Hiding = Hiding, Kind = Kind, Device = Device, Area = Area, RaisedFrom = RaisedFrom, RaisedTo = RaisedTo, Q = Q,
        Order = Order, Limit = PageSize,
    };

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        _caller = Caller.From((await SignedIn).User);
        (_refusal, _rows, _next, _shown) = (null, null, null, PageSize);
        try
        {
            _filter = Queries.Filter(Asked);
            if (_filter.IsLive())
                Show();
            else
                await Read(cursor: null);
        }
        catch (Refusal refusal)
        {
            (_refusal, _filter) = (refusal, null);
        }
        catch (OperationCanceledException) when (Leaving.IsCancellationRequested)
        {
            // The page was left while it was read.
        }
    }

    /// <inheritdoc/>
    protected override Task<bool> Hear(IReadOnlyCollection<Guid> changed)
    {
        if (_filter?.IsLive() != true)
            return Task.FromResult(false);
        Show();
        return Task.FromResult(true);
    }

    private void Show() => _rows = _filter!.Of(Live.Set.Items.Values.Where(a => a.IsVisibleTo(_caller)), Areas);

    private async Task Read(string? cursor)
    {
        var page = await Reader.List(_caller, _filter! with { Cursor = cursor }, Leaving);
        _rows = [.. _rows ?? [], .. page.Items.Select(AlarmView.Of)];
        (_next, _shown) = (page.Next, _rows.Count);
    }

    private async Task More()
    {
        if (_next is null)
        {
            _shown += PageSize;
            return;
        }
        _busy = true;
        await Read(_next);
        _busy = false;
    }

    private int Count(AlarmHiding hiding) => Live.Set.Items.Values.Count(a => a.Hiding == hiding && a.State != AlarmState.Normal && a.IsVisibleTo(_caller));

    private string Address(string name, string? value) => Navigation.GetUriWithQueryParameter(name, string.IsNullOrEmpty(value) ? null : value);

    private void Go(string name, string? value) => Navigation.NavigateTo(Address(name, value));
}
