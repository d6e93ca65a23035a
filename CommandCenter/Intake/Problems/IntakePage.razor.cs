using CommandCenter.Access;
using CommandCenter.Intake.Mqtt;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Time;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;

namespace CommandCenter.Intake.Problems;

/// <summary>接入问题: how the intake stands, and what senders send that cannot be taken, live.</summary>
public sealed partial class IntakePage : ComponentBase, IDisposable
{
    // What a sender was told is English, as all answers of the API are; whoever reads Chinese unfolds it.
    private static bool InChinese => System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh";

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);
    private readonly CancellationTokenSource ending = new();
    private Task _watching = Task.CompletedTask;
    private IntakeFigures? _figures;
    private ExternalBroker? _external;
    private ProblemList? _list;
    private string? _sender;
    private string? _code;
    private string? _refused;

    [Inject] private IStringLocalizer<IntakeText> Text { get; set; } = null!;

    [Inject] private IntakeProblemDesk Desk { get; set; } = null!;

    [Inject] private IntakeMeters Meters { get; set; } = null!;

    [Inject] private IntakeOptions Options { get; set; } = null!;

    [Inject] private IServiceProvider Services { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    [Inject] private City City { get; set; } = null!;

    [CascadingParameter] private Task<AuthenticationState> SignedIn { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _external = Services.GetService<ExternalBroker>(); // only where one is set
        await Load();
    }

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
            _watching = Watch();
    }

    /// <summary>Where an administrator mends it: the devices, where one is added or gets an alias; null where only the sender can.</summary>
    internal static string? Mend(IntakeProblem problem) => problem.Code == "unknown-device" && problem.Named is { } named
        ? $"/admin/devices?new={Uri.EscapeDataString(named)}" : null;

    private async Task Load()
    {
        _figures = Meters.Read();
        _list = await Desk.List(new ProblemFilter(Blank(_sender), Blank(_code)), ending.Token);
    }

    private async Task Watch()
    {
        using var timer = new PeriodicTimer(Every, Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(ending.Token))
            {
                await Load();
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

    private async Task Filter(string? sender, string? code)
    {
        (_sender, _code) = (sender, code);
        await Load();
    }

    private async Task Dismiss(IntakeProblem problem)
    {
        _refused = null;
        try
        {
            await Desk.Dismiss(problem.Key, Caller.From((await SignedIn).User), CancellationToken.None);
        }
        catch (Refusal refusal)
        {
            _refused = Text[$"Refused.{refusal.Code}"] is { ResourceNotFound: false } words ? words.Value : refusal.Message;
        }
        await Load();
    }

    private string Words(string code) => Text[$"Code.{code}"] is { ResourceNotFound: false } words ? words.Value : code;

    private static string? Blank(string? text) => string.IsNullOrEmpty(text) ? null : text;

    /// <summary>Stops looking.</summary>
    public void Dispose()
    {
        ending.Cancel();
        ending.Dispose();
    }
}
