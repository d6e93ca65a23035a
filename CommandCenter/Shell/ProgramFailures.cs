using CommandCenter.Platform.Kit;
using Microsoft.AspNetCore.Diagnostics;

namespace CommandCenter.Shell;

/// <summary>An unforeseen failure of a request that a program made: a problem document with the number under which the log has it.</summary>
internal sealed class ProgramFailures(IProblemDetailsService problems, ILogger<ProgramFailures> log) : IExceptionHandler
{
    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(HttpContext http, Exception exception, CancellationToken cancellationToken)
    {
        if (Audience.IsPerson(http)) return false;
        var code = FailureCode.New();
        ShellLog.RequestFailed(log, exception, http.Request.Path, code);
        http.Response.StatusCode = StatusCodes.Status500InternalServerError;
        return await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = http,
            ProblemDetails = { Status = 500, Title = "The request failed inside the server.", Detail = $"Give the administrator this number: {code}.", Extensions = { ["code"] = code } },
        });
    }
}
