using System.Collections.Immutable;
using CommandCenter.Access;
using CommandCenter.Callbacks.Panels;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Kit;
using CommandCenter.Platform.Live;
using CommandCenter.Tickets.Panels;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace CommandCenter.Callbacks;

/// <summary>
/// <c>/callbacks</c>: whom to call next, what is overdue first. It follows the live set; its address is what it shows. <c>N</c> takes the next call, so that two call
/// takers never ring up the same person.
/// </summary>
public sealed partial class QueuePage
{
    private const int Most = 200;
    private readonly Dictionary<Guid, QueueRow?> _rows = [];
    private IReadOnlyList<PickItem> _departments = [];
    private IReadOnlyList<QueueGroup> _groups = [];
    private QueueFigures _figures = new(0, null, 0, 0, 0, 0, 0, 0, 0);
    private CallbackQueue? _queue;
    private Caller? _caller;
    private long _minute;
    private Guid? _at;
    private string? _said;
    private bool _busy;

    [CascadingParameter] private Task<AuthenticationState> SignedIn { get; set; } = null!;

    [CascadingParameter] private Tick? Tick { get; set; }

    [SupplyParameterFromQuery] private string? View { get; set; }

    [SupplyParameterFromQuery] private string? Department { get; set; }

    [SupplyParameterFromQuery] private string? Q { get; set; }

    private DateTimeOffset Now => Tick?.Now ?? Clock.GetUtcNow();

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        _caller ??= Caller.From((await SignedIn).User);
        var query = QueueQuery.Read(View, Department, Q);
        var minute = Now.UtcTicks / TimeSpan.TicksPerMinute; // groups depend on nothing finer
        if (_queue?.Query == query)
        {
            if (minute != _minute)
                Count();
            return;
        }
        (_departments, _said) = (Choices.Departments(null), null);
        _queue = new CallbackQueue(_caller, query);
        _queue.Show(Live.Set.Items.Values);
        Count();
    }

    /// <inheritdoc/>
    protected override Task Show(ImmutableDictionary<Guid, CallbackView> all)
    {
        _queue?.Show(all.Values);
        Count();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override Task<bool> Hear(IReadOnlyList<LiveChange<Guid, CallbackView>> changes)
    {
        _queue?.Hear(changes);
        Count();
        return Task.FromResult(true);
    }

    private void Count()
    {
        if (_queue is null)
            return;
        var now = Now;
        _minute = now.UtcTicks / TimeSpan.TicksPerMinute;
        (_groups, _figures) = (_queue.Groups(now), _queue.Figures(now, City.StartOf(City.DayOf(now).AddDays(1))));
    }

    private void Go(QueueQuery query) => Navigation.NavigateTo(query.Address);

    private void Search(ChangeEventArgs e) => Go(_queue!.Query with { Words = e.Value as string is { Length: > 0 } words ? words : null });

    private void ChooseDepartment(string? id) => Go(_queue!.Query with { Department = Guid.TryParse(id, out var department) ? department : null });

    private Task Press(string key) => key switch
    {
        "J" => Move(1),
        "K" => Move(-1),
        "N" => Next(),
        _ => All(),
    };

    private Task All()
    {
        Go(new QueueQuery());
        return Task.CompletedTask;
    }

    private async Task Move(int by)
    {
        var ids = _groups.SelectMany(g => g.Callbacks.Take(Most)).Select(c => c.Id).ToList();
        if (ids.Count == 0)
            return;
        var here = _at is { } at ? ids.IndexOf(at) : -1;
        _at = ids[here < 0 ? (by > 0 ? 0 : ids.Count - 1) : Math.Clamp(here + by, 0, ids.Count - 1)];
        if (_rows.GetValueOrDefault(_at.Value) is { } row)
            await row.Focus();
    }

    // The first call in order that nobody has; who is beaten to it gets the one after.
    private async Task Next()
    {
        if (_busy || _queue is null)
            return;
        (_busy, _said) = (true, null);
        var free = new CallbackQueue(_caller!, _queue.Query with { Part = QueuePart.Open });
        free.Show(Live.Set.Items.Values);
        foreach (var callback in free.Groups(Now).SelectMany(g => g.Callbacks).Where(c => !c.IsClaimedAt(Now) && !c.WaitsAt(Now)))
        {
            try
            {
                await Desk.Claim(_caller!, callback.Id, CancellationToken.None);
                Navigation.NavigateTo(QueueQuery.Of(callback.Id));
                return;
            }
            catch (Refusal refusal)
            {
                _said = Lines.Of(refusal);
            }
        }
        (_busy, _said) = (false, _said ?? Lines["NoFreeCall"]);
    }

    private static ClockFace? FaceOf(QueueUrgency urgency) => urgency switch
    {
        QueueUrgency.Overdue => ClockFace.Breached,
        QueueUrgency.Soon or QueueUrgency.Agreed => ClockFace.Risk,
        _ => null,
    };
}
