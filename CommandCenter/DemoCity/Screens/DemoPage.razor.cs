using System.Globalization;
using CommandCenter.DemoCity.Plan;
using CommandCenter.DemoCity.Simulation;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Kit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace CommandCenter.DemoCity.Screens;

/// <summary>演示: the stories of the demo city, started and stopped, at a chosen pace; live.</summary>
public sealed partial class DemoPage : ComponentBase, IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource ending = new();
    private Task _watching = Task.CompletedTask;
    private SimulatorStanding? _now;
    private string? _refused;

    [Inject] private IStringLocalizer<DemoText> Text { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    [Inject] private DemoState State { get; set; } = null!;

    [Inject] private SimulatorControl Control { get; set; } = null!;

    /// <inheritdoc/>
    protected override void OnInitialized() => _now = Control.Look();

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
            _watching = Watch(Control);
    }

    /// <summary>Stops looking.</summary>
    public void Dispose()
    {
        ending.Cancel();
        ending.Dispose();
    }

    private async Task Watch(SimulatorControl control)
    {
        using var timer = new PeriodicTimer(Every, Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(ending.Token))
            {
                _now = control.Look();
                await InvokeAsync(StateHasChanged);
            }
        }
        catch (OperationCanceledException)
        {
            return; // the page was left
        }
        catch (Exception problem)
        {
            await DispatchExceptionAsync(problem);
        }
    }

    private void Act(Action act)
    {
        _refused = null;
        try
        {
            act();
        }
        catch (Refusal refusal)
        {
            _refused = Text[$"Refused.{refusal.Code}"] is { ResourceNotFound: false } words ? words.Value : refusal.Message;
        }
        _now = Control.Look();
    }

    private static string In(PlanName name) => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" ? name.Chinese : name.English;

    // The city's own clock has no zone: it is read as it stands.
    private static string CityTime(DateTime local)
    {
        var at = new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Utc));
        return $"{Formats.Date(at, TimeZoneInfo.Utc)} {Formats.TimeOfDay(at, TimeZoneInfo.Utc)}";
    }
}
