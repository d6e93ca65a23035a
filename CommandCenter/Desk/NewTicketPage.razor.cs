using System.Globalization;
using CommandCenter.Access;
using CommandCenter.Areas;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Maps;
using CommandCenter.Tickets.Panels;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace CommandCenter.Desk;

/// <summary><c>/tickets/new</c>: a call becomes a ticket. What was typed outlives a lost connection; one form opens one ticket, however often it is sent.</summary>
public sealed partial class NewTicketPage
{
    private const int MostOutlines = 400;

    private IReadOnlyList<PickItem> _categories = [];
    private IReadOnlyCollection<MapArea> _areas = [];
    private string? _area;
    private string? _said;
    private string? _field;
    private bool _sending;

    /// <summary>What was typed. Kept when the circuit is moved to another or paused.</summary>
    [PersistentState] public RequestDraft? Draft { get; set; }

    [CascadingParameter] private Task<AuthenticationState> SignedIn { get; set; } = null!;

    private string? PointWords => Draft?.Point is { } at ? string.Create(CultureInfo.InvariantCulture, $"{at.Latitude:0.00000}, {at.Longitude:0.00000}") : null;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Draft ??= RequestDraft.New(Clock.GetUtcNow());
        _categories = Choices.Categories();
        var drawn = Areas.All.Where(a => a is { Active: true, Outline: not null }).Take(MostOutlines);
        _areas = [.. drawn.Select(a => new MapArea(a.Id.ToString(), a.NameFor(CultureInfo.CurrentUICulture), MapShape.From(a.Shape()!),
            Boundary: a.Level <= AreaLevel.District ? MapBoundary.Strong : MapBoundary.Fine))];
        ShowArea();
    }

    private void Pick(Position? at)
    {
        Draft!.Pick(at);
        ShowArea();
    }

    private void ShowArea() => _area = Draft!.Point is not { } at ? null
        : Areas.SmallestAt(at.Latitude, at.Longitude) is { } area ? Words.AreaPath(area.Id) : Words["OutsideAreas"];

    private void Reset()
    {
        Draft = RequestDraft.New(Clock.GetUtcNow());
        (_said, _field, _area) = (null, null, null);
    }

    private async Task Send()
    {
        if (_sending)
            return;
        (_sending, _said, _field) = (true, null, null);
        StateHasChanged();
        try
        {
            var caller = Caller.From((await SignedIn).User);
            var ticket = await Opening.Open(caller, Draft!.ToRequest(), Draft.Key, CancellationToken.None);
            Draft = RequestDraft.New(Clock.Now());
            Navigation.NavigateTo($"{TicketAddress.Of(ticket.Number)}?opened=true");
        }
        catch (Refusal refusal)
        {
            (_said, _field) = (Words.Of(refusal), refusal.Field);
            if (refusal.Code == "idempotency-key-reused") // the first sending arrived after all; what is sent next is another request
                Draft!.Key = RequestDraft.New(Clock.GetUtcNow()).Key;
        }
        finally
        {
            _sending = false;
        }
    }

    private string Bad(string field) => _field == field ? "bad" : "";

    private RenderFragment Fault(string field, string? help = null) => builder =>
    {
        if (_field == field)
        {
            builder.OpenElement(0, "span");
            builder.AddAttribute(1, "class", "e");
            builder.AddContent(2, _said);
            builder.CloseElement();
        }
        else if (help is not null)
        {
            builder.OpenElement(3, "span");
            builder.AddAttribute(4, "class", "hlp");
            builder.AddContent(5, Words[help]);
            builder.CloseElement();
        }
    };
}
