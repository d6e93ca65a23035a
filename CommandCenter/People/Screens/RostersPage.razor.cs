using System.Globalization;
using CommandCenter.Access;
using CommandCenter.People.Rosters;
using CommandCenter.Platform.Data;
using Microsoft.AspNetCore.Components;

namespace CommandCenter.People.Screens;

/// <summary>The rosters, and of the chosen one the schedule, leaves and swaps, and how it is set up. The address says what is shown.</summary>
public sealed partial class RostersPage : DutyScreen
{
    private static readonly string[] Views = ["week", "month", "changes", "setup"];

    private DutyPlan? _plan;
    private RosterForm? _form;
    private IReadOnlyList<DutyPerson> _candidates = [];
    private IReadOnlyList<DateOnly> _dates = [];
    private Dictionary<Guid, IReadOnlyList<DutyGap>> _gaps = [];
    private DateOnly _from;
    private (Guid Shift, DateOnly On)? _chosen;

    /// <summary>The chosen roster.</summary>
    [Parameter] public Guid? RosterId { get; set; }

    /// <summary>What is shown of it: <c>week</c> (the default), <c>month</c>, <c>changes</c>, <c>setup</c>.</summary>
    [SupplyParameterFromQuery] private string? View { get; set; }

    /// <summary>A date in the shown week or month: <c>2026-03-02</c>; today's if left out.</summary>
    [SupplyParameterFromQuery] private string? From { get; set; }

    private DateTimeOffset Now => Clock.Now();

    private bool IsNew => RosterId is null && Navigation.ToBaseRelativePath(Navigation.Uri).Split('?')[0].EndsWith("/new", StringComparison.Ordinal);

    private bool MayAdd => By is not null && (By.Leads(null) || (By.DepartmentId is { } own && By.Leads(own)));

    private string Shown => View is { } view && Views.Contains(view) ? view : "week";

    // Whoever comes without naming one sees the first of the list, not an empty half of a screen.
    private Guid? ChosenId => RosterId ?? (IsNew || _plan is null ? null : Sorted.FirstOrDefault()?.Id);

    private Roster? Roster => _plan?.Rosters.FirstOrDefault(r => r.Id == ChosenId);

    private IEnumerable<Roster> Sorted => _plan!.Rosters.OrderByDescending(r => r.Active).ThenBy(r => r.DepartmentId is not null)
        .ThenBy(r => OwnerOf(r.DepartmentId), StringComparer.CurrentCulture).ThenBy(r => r.Role).ThenBy(r => r.Name, StringComparer.CurrentCulture);

    /// <inheritdoc/>
    protected override async Task Load()
    {
        _from = DateOnly.TryParseExact(From, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var from) && Math.Abs(from.DayNumber - Today.DayNumber) < 3_700 ? from : Today;
        _dates = Shown == "month" ? DatesOfMonth(_from) : [.. Enumerable.Range(0, 7).Select(MondayOf(_from).AddDays)];
        var (first, last) = (_dates[0] < Today ? _dates[0] : Today, _dates[^1] > Today ? _dates[^1] : Today);
        _plan = await Book.Read(first.AddDays(-1), last.AddDays(GapList.Days + 1), Ending);
        _gaps = _plan.Rosters.ToDictionary(r => r.Id, r => _plan.Gaps(r, Now, Now.AddDays(GapList.Days)));
        if (_form?.Id != ChosenId)
            _chosen = null;
        // What is typed stays while its view is open; who comes back to it sees how the roster is now.
        if (_form is null || _form.Id != ChosenId || (ChosenId is not null && Shown != "setup"))
            _form = Roster is { } roster ? RosterForm.Of(roster) : IsNew ? NewForm() : null;
        if (Roster is { } chosen)
        {
            await using var db = await Databases.CreateDbContextAsync(Ending);
            _candidates = await DutyRows.Candidates(db, chosen.Role, chosen.DepartmentId, Ending);
        }
    }

    private RosterForm NewForm() => RosterForm.New(Today, Text["CrewNumber", 1], Text["DayShift"], Text["NightShift"]);

    private IReadOnlyList<DutyGap> GapsOf(Roster roster) => _gaps.GetValueOrDefault(roster.Id) ?? [];

    private string? NameOfGone(Guid id) => _plan?.NameOf(id);

    private void Choose((Guid Shift, DateOnly On)? chosen) => _chosen = chosen;

    private async Task Reread()
    {
        _chosen = null;
        await Load();
    }

    private async Task Stored(Roster roster)
    {
        var isNew = IsNew;
        (_form, _chosen) = (RosterForm.Of(roster), null);
        if (isNew)
            Navigation.NavigateTo(AddressOf(roster.Id, "week"));
        else
            await Load();
    }

    private DateOnly Step(int steps) => Shown == "month" ? new DateOnly(_from.Year, _from.Month, 1).AddMonths(steps) : _from.AddDays(7 * steps);

    private static string AddressOf(Guid id, string? view = null, DateOnly? from = null) =>
        string.Create(CultureInfo.InvariantCulture, $"/rosters/{id}{(view is null ? "" : $"?view={view}")}{(from is { } date ? $"&from={date:yyyy-MM-dd}" : "")}");

    private static DateOnly MondayOf(DateOnly date) => date.AddDays(-(((int)date.DayOfWeek + 6) % 7));

    private static IReadOnlyList<DateOnly> DatesOfMonth(DateOnly date)
    {
        var first = MondayOf(new DateOnly(date.Year, date.Month, 1));
        var last = MondayOf(new DateOnly(date.Year, date.Month, 1).AddMonths(1).AddDays(-1)).AddDays(6);
        return [.. Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(first.AddDays)];
    }
}
