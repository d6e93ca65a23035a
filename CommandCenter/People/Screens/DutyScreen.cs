using System.Globalization;
using CommandCenter.Access;
using CommandCenter.People.Rosters;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Kit;
using CommandCenter.Platform.Time;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;

namespace CommandCenter.People.Screens;

/// <summary>What pages and panels about duty share: who acts, what was refused, reading anew when rosters change, and ending with the page.</summary>
public abstract class DutyScreen : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource ending = new();

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

    /// <summary>Who is signed in on this circuit.</summary>
    [CascadingParameter] protected Task<AuthenticationState> SignedIn { get; private set; } = null!;

    /// <summary>Who acts.</summary>
    protected Caller By { get; private set; } = null!;

    /// <summary>Why the last thing was refused; null when it was done.</summary>
    protected Refusal? Refused { get; set; }

    /// <summary>Whether something is being done.</summary>
    protected bool Busy { get; private set; }

    /// <summary>Ends with the page.</summary>
    protected CancellationToken Ending => ending.Token;

    /// <summary>Today in the city.</summary>
    protected DateOnly Today => City.DayOf(Clock.GetUtcNow());

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        By = Caller.From((await SignedIn).User);
        Book.Changed += Refresh;
    }

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync() => Load();

    /// <summary>Reads what is shown.</summary>
    protected abstract Task Load();

    /// <summary>Does something and shows anew; false where it was refused, and <see cref="Refused"/> says why. What was begun is finished even if the page is left.</summary>
    protected async Task<bool> Act(Func<Task> act)
    {
        if (Busy)
            return false;
        (Busy, Refused) = (true, null);
        try
        {
            await act();
            await Load();
            return true;
        }
        catch (Refusal refusal)
        {
            Refused = refusal;
            return false;
        }
        finally
        {
            Busy = false;
        }
    }

    /// <summary>The class of a field: marked when it was refused.</summary>
    protected string Bad(string field) => string.Equals(Refused?.Field, field, StringComparison.Ordinal) ? "bad" : "";

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

    // From the Journal's thread; a failure to read is the circuit's to show.
    private void Refresh() => _ = InvokeAsync(async () =>
    {
        if (ending.IsCancellationRequested)
            return;
        try
        {
            await Load();
            StateHasChanged();
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The page was left.
        }
        catch (Exception problem)
        {
            await DispatchExceptionAsync(problem);
        }
    });

    /// <summary>Stops listening and what the page waits for.</summary>
    public void Dispose()
    {
        Book.Changed -= Refresh;
        ending.Cancel();
        ending.Dispose();
        GC.SuppressFinalize(this);
    }
}
