using CommandCenter.Platform.Kit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Diagnostics;

namespace CommandCenter.Shell;

/// <summary>
/// What a person sees instead of a page: not found, no permission, refused, failed. It is reached by re-execution, so the address stays the one
/// that was asked for. Without a code it stands for an address that no page answers to.
/// </summary>
public sealed partial class StatusPage
{
    private const int RetrySeconds = 15;
    private string _address = "/";
    private string _number = "";

    /// <summary>The HTTP status; 404 when it is left out.</summary>
    [Parameter] public int Code { get; set; }

    [CascadingParameter] private HttpContext? Http { get; set; }

    private string IconName => Code switch { 404 => "search", 429 => "clock", 503 => "refresh", _ => "warn" };

    private string Title => Text[Code switch
    {
        404 => "NotFoundTitle",
        429 => "TooManyTitle",
        503 => "UnavailableTitle",
        >= 500 => "FailedTitle",
        _ => "RefusedTitle",
    }];

    private string Words => Code switch
    {
        404 => Text["NotFoundText", _address],
        503 => Text["UnavailableText", RetrySeconds],
        >= 500 => Text["FailedText", RetrySeconds],
        _ => Text["RefusedText"],
    };

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        if (Code == 0) Code = StatusCodes.Status404NotFound;
        var failure = Http?.Features.Get<IExceptionHandlerPathFeature>();
        var missing = Http?.Features.Get<IStatusCodeReExecuteFeature>();
        _address = failure?.Path ?? missing?.OriginalPath ?? "/" + Navigation.ToBaseRelativePath(Navigation.Uri);
        _number = failure is null ? $"{Code}" : FailureCode.New();
        if (failure is not null) ShellLog.RequestFailed(Log, failure.Error, failure.Path, _number);
    }
}
