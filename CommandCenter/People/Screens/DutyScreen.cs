using System.Globalization;
using CommandCenter.Access;
using CommandCenter.People.Rosters;
using CommandCenter.Platform.Kit;
using CommandCenter.Platform.Time;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace CommandCenter.People.Screens;

/// <summary>What pages and panels about duty share: who acts, what was refused, reading anew when rosters change, and ending with the page.</summary>
public abstract class DutyScreen : ActingScreen
{
    /// <summary>The room's texts.</summary>
    [Inject] protected IStringLocalizer<PeopleText> Text { get; private set; } = null!;

    /// <summary>The names of roles.</summary>
    [Inject] protected IStringLocalizer<AccessText> RoleText { get; private set; } = null!;

    /// <summary>Who is on duty.</summary>
    [Inject] protected DutyBook Book { get; private set; } = null!;

    /// <summary>The departments.</summary>
    [Inject] protected DepartmentIndex Departments { get; private set; } = null!;

    /// <summary>The city, whose local dates and times rosters are in.</summary>
    [Inject] protected City City { get; private set; } = null!;

    /// <summary>Time.</summary>
    [Inject] protected TimeProvider Clock { get; private set; } = null!;

    /// <summary>Today in the city.</summary>
    protected DateOnly Today => City.DayOf(Clock.GetUtcNow());

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        Book.Changed += Changed;
    }

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync() => Load();

    /// <summary>Reads what is shown.</summary>
    protected abstract Task Load();

    /// <summary>Does something and shows anew.</summary>
    protected override Task<bool> Act(Func<Task> act) => base.Act(async () =>
    {
        await act();
        await Load();
    });

    /// <summary>Whose a roster is: its department, or the center.</summary>
    protected string OwnerOf(Guid? departmentId) => departmentId is not { } id ? Text["Center"] : Departments.Find(id)?.NameFor(CultureInfo.CurrentUICulture) ?? Text["Department"];

    /// <summary>The name of a role.</summary>
    protected string Of(Role role) => RoleText[$"Role.{role}"];

    /// <summary>A local date with its weekday.</summary>
    protected string Date(DateOnly date) => date.ToString(Text["DatePattern"], CultureInfo.CurrentUICulture);

    /// <summary>The hours of a turn: <c>20:00 – 08:00</c>.</summary>
    protected string Hours(ShiftSpan span) => $"{Formats.TimeOfDay(span.StartsAt, City.Zone)} – {Formats.TimeOfDay(span.EndsAt, City.Zone)}";

    /// <summary>An instant with its day, unless it is today's.</summary>
    protected string When(DateTimeOffset at) => City.DayOf(at) == Today ? Formats.TimeOfDay(at, City.Zone) : $"{Date(City.DayOf(at))} {Formats.TimeOfDay(at, City.Zone)}";

    // From the Journal's thread.
    private void Changed() => Refresh(Load);

    /// <summary>Stops listening and what the page waits for.</summary>
    public override void Dispose()
    {
        Book.Changed -= Changed;
        base.Dispose();
        GC.SuppressFinalize(this);
    }
}
