using System.Collections.Immutable;
using CommandCenter.Access;
using CommandCenter.Platform.Live;
using CommandCenter.Tickets;
using CommandCenter.Tickets.Panels;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace CommandCenter.Desk;

/// <summary>
/// <c>/tickets/{number}</c>: one ticket, what may be done with it and why not, and what happened. It follows the live set, so that nobody decides on an old picture;
/// a verb says how far the ticket had moved when its person looked, and is refused when somebody was faster.
/// </summary>
public sealed partial class TicketPage
{
    private static readonly string[] Keys = [.. TicketTransitions.Table.Select(t => t.Key.ToString()).Distinct()];

    private VerbBar? _bar;
    private VerbForm? _form;
    private IReadOnlyList<TicketView> _nearby = [];
    private bool _missing;
    private bool _busy;
    private bool _reading;
    private string? _shown;

    /// <summary>The ticket's number.</summary>
    [Parameter] public string Number { get; set; } = "";

    /// <summary>It was opened just now from the form: its number and due time are to be told.</summary>
    [SupplyParameterFromQuery] public bool Opened { get; set; }

    [CascadingParameter] private Task<AuthenticationState> SignedIn { get; set; } = null!;

    private bool IsLate => Sheet.View is { IsOpen: true, NextClock: ClockState.Breached };

    private IEnumerable<string> Facts
    {
        get
        {
            yield return Words["Fact.Department", Words.Department(Sheet.View.DepartmentId) ?? Words["NoDepartment"]];
            if (Words.CategoryPath(Sheet.View.CategoryId) is { } category)
                yield return category;
            yield return Words["Fact.Source", Words.Source(Sheet.View.Source)];
            yield return Words["Fact.Handler", Sheet.View.AssigneeName ?? Words["Unassigned"]];
            yield return Words["Fact.Opened", Words.Instant(Sheet.View.OpenedAt)];
            if (Sheet.View.Returns > 0)
                yield return Words["ReturnedTimes", Sheet.View.Returns];
        }
    }

    private string DueWords => Sheet.View switch
    {
        { IsOpen: true, NextDueAt: { } due } view => Words["DueAt", Words.Of(due == view.SignDueAt && view.State == TicketState.Dispatched ? TicketClock.Sign : TicketClock.Resolution), Words.Instant(due)],
        { IsOpen: true } => Words["NoLimit"],
        { CompletedAt: { } done } => Words["CompletedAt", Words.Instant(done)],
        _ => "",
    };

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_shown == Number)
            return;
        (_shown, _form) = (Number, null);
        try
        {
            _missing = !await Sheet.Open(Caller.From((await SignedIn).User), Number, Leaving);
            LookAround();
        }
        catch (OperationCanceledException) when (Leaving.IsCancellationRequested)
        {
            // The page was left while it was read.
        }
    }

    /// <inheritdoc/>
    protected override async Task Show(ImmutableDictionary<Guid, TicketView> all)
    {
        // It may have moved between the reading and the listening.
        if (Sheet.Ticket is { } ticket && all.TryGetValue(ticket.Id, out var now) && now != Sheet.View)
            await Sheet.Again(Leaving);
    }

    /// <inheritdoc/>
    protected override async Task<bool> Hear(IReadOnlyList<LiveChange<Guid, TicketView>> changes)
    {
        if (Sheet.Ticket is not { } ticket)
            return false;
        var mine = changes.Any(c => c.Key == ticket.Id);
        if (mine)
            _missing = !await Sheet.Again(Leaving);
        var around = _nearby;
        LookAround();
        return mine || !around.SequenceEqual(_nearby);
    }

    private void LookAround() => _nearby = Sheet.Ticket is null ? [] : Neighbours.Of(Sheet.View, Live.Set.Items.Values, Sheet.Caller);

    private Task Press(string key) => _form is null && _bar is not null ? _bar.Press(key) : Task.CompletedTask;

    private Task Choose(TicketVerb verb)
    {
        Sheet.Look();
        var seen = Sheet.Ticket!.Moves;
        if (TicketTransitions.Of(verb).Needs is not { } field)
            return Do(verb, new VerbInput { Moves = seen });
        _form = new VerbForm(verb, field, seen);
        return Task.CompletedTask;
    }

    private async Task Do(TicketVerb verb, VerbInput input)
    {
        if (_busy)
            return;
        _busy = true;
        StateHasChanged();
        if (await Sheet.Do(verb, input, Leaving))
            _form = null;
        else if (Sheet.Ticket is null)
            (_form, _missing) = (null, true);
        _busy = false;
    }

    private void CloseForm()
    {
        _form = null;
        Sheet.Look();
    }

    private async Task Older()
    {
        _reading = true;
        await Sheet.Older(Leaving);
        _reading = false;
    }
}
