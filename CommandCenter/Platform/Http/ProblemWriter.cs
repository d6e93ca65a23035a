using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace CommandCenter.Platform.Http;

/// <summary>Answers programs with a problem document: a refusal in its own words, anything else without the inside of the product.</summary>
public sealed partial class ProblemWriter(IProblemDetailsService problems, ILogger<ProblemWriter> logger) : IExceptionHandler
{
    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!HttpFeature.IsForPrograms(httpContext.Request))
            return false;
        var problem = exception switch
        {
            Refusal refusal => refusal.ToProblem(httpContext.Request.Path),
            BadHttpRequestException bad => HttpFeature.Explain(bad).ToProblem(httpContext.Request.Path),
            OperationCanceledException when httpContext.RequestAborted.IsCancellationRequested => null,
            _ => Unexpected(httpContext, exception),
        };
        if (problem is null)
            return true;
        httpContext.Response.StatusCode = problem.Status ?? StatusCodes.Status500InternalServerError;
        return await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = problem });
    }

    private ProblemDetails Unexpected(HttpContext http, Exception exception)
    {
        LogUnexpected(exception, http.Request.Method, http.Request.Path, http.TraceIdentifier);
        return new Refusal(StatusCodes.Status500InternalServerError, "unexpected",
            $"The request was not carried out; nothing was stored. Try again; if it stays, give the administrator the number {http.TraceIdentifier}.").ToProblem(http.Request.Path);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed ({TraceId})")]
    private partial void LogUnexpected(Exception exception, string method, string path, string traceId);
}
