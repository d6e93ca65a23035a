using System.Collections.Immutable;
using CommandCenter.Access;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Kit;
using CommandCenter.Platform.Live;
using CommandCenter.Tickets;
using CommandCenter.Tickets.Panels;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace CommandCenter.Desk;

/// <summary>
/// <c>/tickets</c>: what is late, as a board or a list, under a filter that stands in the address. What people work on follows by itself; history and searches are
/// read a page at a time.
/// </summary>
public sealed partial class TicketsPage
{
    private static readonly TimeSpan RateIsOld = TimeSpan.FromMinutes(1);

    private SummaryFigures _figures = null!;
    private OnTimeRate? _rate;
    private DateTimeOffset _ratedAt;
    private (FilterChip Chip, int Count)? _inTheWay;
    private Refusal? _refusal;
    private VerbForm? _form;
    private IReadOnlyList<string> _said = [];
    private bool _asked;
    private bool _busy;

    [CascadingParameter] private Task<AuthenticationState> SignedIn { get; set; } = null!;

    /// <summary><c>list</c>; the board is the default.</summary>
    [SupplyParameterFromQuery] public string? View { get; set; }

    /// <inheritdoc cref="TicketQuery.State"/>
    [SupplyParameterFromQuery] public string? State { get; set; }

    /// <inheritdoc cref="TicketQuery.Open"/>
    [SupplyParameterFromQuery] public bool? Open { get; set; }

    /// <inheritdoc cref="TicketQuery.Clock"/>
    [SupplyParameterFromQuery(Name = "clock")] public string? ClockIs { get; set; }

    /// <inheritdoc cref="TicketQuery.Outcome"/>
    [SupplyParameterFromQuery] public string? Outcome { get; set; }

    /// <inheritdoc cref="TicketQuery.Department"/>
    [SupplyParameterFromQuery] public string? Department { get; set; }

    /// <inheritdoc cref="TicketQuery.Category"/>
    [SupplyParameterFromQuery] public string? Category { get; set; }

    /// <inheritdoc cref="TicketQuery.Area"/>
    [SupplyParameterFromQuery] public string? Area { get; set; }

    /// <inheritdoc cref="TicketQuery.Priority"/>
    [SupplyParameterFromQuery] public string? Priority { get; set; }

    /// <inheritdoc cref="TicketQuery.Assignee"/>
    [SupplyParameterFromQuery] public Guid? Assignee { get; set; }

    /// <inheritdoc cref="TicketQuery.OpenedFrom"/>
    [SupplyParameterFromQuery] public string? OpenedFrom { get; set; }

    /// <inheritdoc cref="TicketQuery.OpenedTo"/>
    [SupplyParameterFromQuery] public string? OpenedTo { get; set; }

    /// <inheritdoc cref="TicketQuery.CompletedFrom"/>
    [SupplyParameterFromQuery] public string? CompletedFrom { get; set; }

    /// <inheritdoc cref="TicketQuery.CompletedTo"/>
    [SupplyParameterFromQuery] public string? CompletedTo { get; set; }

    /// <inheritdoc cref="TicketQuery.Q"/>
    [SupplyParameterFromQuery] public string? Q { get; set; }

    /// <inheritdoc cref="TicketQuery.Order"/>
    [SupplyParameterFromQuery] public string? Order { get; set; }

    // A board shows what is in work; what was closed stands in a list.
    private bool IsList => View == TicketAddress.ListView || (_asked && !Screen.IsLive);

    private string Title => Screen.Caller is { OnlyOwnDepartment: true } lead && Words.Department(lead.DepartmentId) is { } department
        ? Words["TicketsOf", department] : Words["Tickets"];

    private string NothingWords => Screen.Chips.Count == 0 ? Words["NoTicketsText"]
        : Words["NoMatchText", string.Join(Words["And"], Screen.Chips.Select(c => c.Words))]
            + (_inTheWay is var (chip, count) ? Words["NoMatchWithout", chip.Words, Formats.Number(count)] : "");

    private TicketQuery Asked => new()
    {
        State = State, Open = Open, Clock = ClockIs, Outcome = Outcome, Department = Department, Category = Category, Area = Area, Priority = Priority,
        Assignee = Assignee, OpenedFrom = OpenedFrom, OpenedTo = OpenedTo, CompletedFrom = CompletedFrom, CompletedTo = CompletedTo, Q = Q, Order = Order,
    };

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        var caller = Caller.From((await SignedIn).User);
        if (_asked && Screen.Query == Asked && Screen.Caller == caller)
            return; // only the view changed
        (_refusal, _inTheWay, _form, _said) = (null, null, null, []);
        try
        {
            await Screen.Ask(caller, Asked, Queries.Filter(Asked), Live.Set.Items.Values, Leaving);
            Count();
            _asked = true;
            if (Screen.Rows.Count == 0)
                _inTheWay = await Screen.WhatIsInTheWay(Queries, Live.Set.Items.Values, Leaving);
            await CountRate();
        }
        catch (Refusal refusal)
        {
            (_refusal, _asked) = (refusal, false);
        }
        catch (OperationCanceledException) when (Leaving.IsCancellationRequested)
        {
            // The page was left while it was read.
        }
    }

    /// <inheritdoc/>
    protected override Task Show(ImmutableDictionary<Guid, TicketView> all)
    {
        if (!_asked)
            return Task.CompletedTask;
        Screen.Show(all.Values);
        Count();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task<bool> Hear(IReadOnlyList<LiveChange<Guid, TicketView>> changes)
    {
        if (!_asked || !Screen.Hear(changes))
            return false;
        Count();
        if (Clock.Now() - _ratedAt >= RateIsOld)
            await CountRate();
        return true;
    }

    private void Count()
    {
        var now = Clock.Now();
        _figures = Screen.Picture.Figures(now, City.StartOf(City.DayOf(now).AddDays(1)));
    }

    private async Task CountRate()
    {
        _ratedAt = Clock.Now();
        _rate = await Screen.Rate(_ratedAt, Leaving);
    }

    private void Go(TicketQuery query) => Navigation.NavigateTo(TicketAddress.Of(query, View == TicketAddress.ListView));

    private void Search(ChangeEventArgs e) => Go(Asked with { Q = e.Value as string is { Length: > 0 } words ? words.Trim() : null });

    private async Task More()
    {
        _busy = true;
        await Screen.More(Leaving);
        _busy = false;
    }

    private void Select(Guid id, bool chosen)
    {
        _said = [];
        Screen.Select(id, chosen);
    }

    private void SelectAll(bool chosen)
    {
        _said = [];
        Screen.SelectAll(chosen);
    }

    private void Escape(string key) => SelectAll(false);

    private Task Choose(TicketVerb verb)
    {
        if (TicketTransitions.Of(verb).Needs is not { } field)
            return Do(verb, new VerbInput());
        _form = new VerbForm(verb, field, Moves: null);
        return Task.CompletedTask;
    }

    private async Task Do(TicketVerb verb, VerbInput input)
    {
        if (_busy)
            return;
        (_busy, _form) = (true, null);
        StateHasChanged();
        _said = await Bulk.Do(Screen.Caller, Screen.Selected, verb, input, Leaving);
        Screen.SelectAll(false);
        _busy = false;
    }

    private Guid? Same(Func<TicketView, Guid?> of) => Screen.Selected.Select(of).Distinct().Take(2).ToList() is [var one] ? one : null;
}
