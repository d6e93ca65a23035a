using CommandCenter.Access;
using CommandCenter.Reports.Figures;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace CommandCenter.Reports.Screens;

/// <summary>The SLA report. Its address is what it shows; it follows every change by itself.</summary>
public sealed partial class SlaReportPage
{
    private readonly CancellationTokenSource _leaving = new();
    private SlaScreen? _screen;
    private Caller? _caller;
    private Task _following = Task.CompletedTask;

    [CascadingParameter] private Task<AuthenticationState> SignedIn { get; set; } = null!;

    [SupplyParameterFromQuery] private string? Period { get; set; }

    [SupplyParameterFromQuery] private string? Day { get; set; }

    [SupplyParameterFromQuery] private string? From { get; set; }

    [SupplyParameterFromQuery] private string? To { get; set; }

    [SupplyParameterFromQuery] private string? By { get; set; }

    [SupplyParameterFromQuery] private string? Department { get; set; }

    [SupplyParameterFromQuery] private string? Category { get; set; }

    [SupplyParameterFromQuery] private string? Area { get; set; }

    [SupplyParameterFromQuery] private string? CategoryLevel { get; set; }

    [SupplyParameterFromQuery] private string? AreaLevel { get; set; }

    private Guid? OnlyDepartment => _caller is { OnlyOwnDepartment: true } ? _caller.DepartmentId ?? Guid.Empty : null;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        // A prerendered page would wait for the whole reading; its frame comes at once and the figures on the circuit.
        if (!RendererInfo.IsInteractive)
            return;
        _caller ??= Caller.From((await SignedIn).User);
        _screen ??= new SlaScreen(Requests, Reports, Clock);
        var query = new SlaQuery
        {
            Period = Period, Day = Day, From = From, To = To, By = By, Department = Department, Category = Category, Area = Area, CategoryLevel = CategoryLevel, AreaLevel = AreaLevel,
        };
        if (_screen.Report is null && _screen.Wrong is null || query != _screen.Query)
            await Unless(_screen.Show(_caller, query, _leaving.Token));
    }

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
            _following = Follow();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        await _following;
        _leaving.Dispose();
    }

    private void Go(SlaQuery query) => Navigation.NavigateTo("/reports/sla" + query.ToQueryString());

    private void GoToArea(Guid area) => Go(_screen!.Query with { Area = area.ToString() });

    private async Task Follow()
    {
        try
        {
            using var timer = new PeriodicTimer(SlaScreen.Pace, Clock);
            while (await timer.WaitForNextTickAsync(_leaving.Token))
                await InvokeAsync(Refresh);
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            // The page was left.
        }
        catch (ObjectDisposedException) when (_leaving.IsCancellationRequested)
        {
            // The circuit ended between the tick and the render.
        }
        catch (Exception problem)
        {
            await DispatchExceptionAsync(problem);
        }
    }

    // The age moves also when the figures stay.
    private async Task Refresh()
    {
        if (_screen is null)
            return;
        await _screen.Refresh(_leaving.Token);
        StateHasChanged();
    }

    private async Task Unless(Task work)
    {
        try
        {
            await work;
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            // The page was left while it was reading.
        }
    }
}
