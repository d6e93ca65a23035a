using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Scalar.AspNetCore;

namespace CommandCenter.Platform.Http;

/// <summary>What every HTTP door shares: JSON, ProblemDetails for every error, the OpenAPI document and a page to browse it.</summary>
public static class HttpFeature
{
    private const string Document = "/api/v1/openapi.json";

    /// <summary>Registers JSON, problems and the document.</summary>
    public static IServiceCollection AddHttpDoors(this IServiceCollection services)
    {
        services.Configure<JsonOptions>(json =>
        {
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(allowIntegerValues: false));
            json.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        });
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddProblemDetails();
        services.AddExceptionHandler<ProblemWriter>();
        services.AddOpenApi("v1", document => document.AddDocumentTransformer((api, _, _) =>
        {
            api.Info.Title = "CommandCenter";
            api.Info.Description = "Requests, tickets and their clocks. Authenticate with 'Authorization: Bearer (API key)'. Every error is a problem document (RFC 9457).";
            return Task.CompletedTask;
        }));
        return services;
    }

    /// <summary>
    /// Makes a problem document of every error a program gets, also of those nothing of ours wrote: an unknown path, a wrong method, a body of another kind.
    /// After the shell, whose handler changes the path to that of a page before anybody could see that a program asked.
    /// </summary>
    public static WebApplication UseHttpDoors(this WebApplication app)
    {
        app.UseWhen(http => IsForPrograms(http.Request), doors => doors.UseExceptionHandler().UseStatusCodePages(context => Bare(context.HttpContext)));
        return app;
    }

    private static Task Bare(HttpContext http)
    {
        var request = http.Request;
        var refusal = http.Response.StatusCode switch
        {
            StatusCodes.Status400BadRequest when Unparsed(http) is { } unparsed => unparsed,
            StatusCodes.Status404NotFound => new Refusal(404, "not-found", $"There is nothing at {request.Path}; {Document} lists what there is."),
            StatusCodes.Status405MethodNotAllowed => new Refusal(405, "wrong-method", $"{request.Method} is not possible at {request.Path}; possible is {http.Response.Headers.Allow}."),
            StatusCodes.Status415UnsupportedMediaType => new Refusal(415, "wrong-media-type", $"The body must be application/json, not {request.ContentType ?? "nothing"}."),
            var status => new Refusal(status, "refused", $"{request.Method} {request.Path} was refused."),
        };
        return http.Response.WriteAsJsonAsync(refusal.ToProblem(request.Path), options: null, contentType: "application/problem+json", cancellationToken: http.RequestAborted);
    }

    /// <summary>Maps the document and the page to browse it, which is returned. They hold no data, so anybody may read them.</summary>
    public static IEndpointConventionBuilder MapHttpDoors(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi(Document).AllowAnonymous();
        return routes.MapScalarApiReference("/api/docs", scalar => scalar.WithTitle("CommandCenter API").DisableDefaultFonts().DisableAgent().DisableMcp().DisableTelemetry().HideDeveloperTools().HideClientButton().WithOpenApiRoutePattern(Document)).AllowAnonymous();
    }

    // "Failed to bind parameter "Guid id" from "many"." names our types; the caller knows a parameter.
    private static Refusal? Unbound(string message)
    {
        var quoted = message.StartsWith("Failed to bind parameter", StringComparison.Ordinal) ? message.Split('"') : [];
        return quoted.Length < 4 || quoted[1].Split(' ') is not [.., { Length: > 0 } name] ? null : WrongKind(name, quoted[3]);
    }

    // Of an optional parameter that cannot be read, compiled endpoints say only that something was wrong: which one, the endpoint's own description of them tells.
    private static Refusal? Unparsed(HttpContext http) => http.GetEndpoint()?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>()
        .Where(p => p.HasTryParse && http.Request.Query[p.Name].ToString() is { Length: > 0 } given
            && !TypeDescriptor.GetConverter(Nullable.GetUnderlyingType(p.ParameterInfo.ParameterType) ?? p.ParameterInfo.ParameterType).IsValid(given))
        .Select(p => WrongKind(p.Name, http.Request.Query[p.Name].ToString())).FirstOrDefault();

    private static Refusal WrongKind(string parameter, string given)
    {
        var field = JsonNamingPolicy.CamelCase.ConvertName(parameter);
        return new Refusal(StatusCodes.Status400BadRequest, "wrong-kind", $"{field}: '{given}' is a value of the wrong kind.") { Field = field };
    }

    /// <summary>Whether a request comes from a program, which wants a problem document, not a page.</summary>
    public static bool IsForPrograms(HttpRequest request) => request.Path.StartsWithSegments("/api") || request.Path.StartsWithSegments("/hubs");

    /// <summary>What is wrong with a JSON body, in the caller's terms.</summary>
    internal static Refusal Explain(BadHttpRequestException problem)
    {
        if (problem.InnerException is not JsonException json)
            return Unbound(problem.Message) ?? new Refusal(problem.StatusCode, "bad-request", problem.Message);
        var field = json.Path is null or "$" ? null : json.Path.TrimStart('$', '.');
        var unknown = json.Message.StartsWith("The JSON property", StringComparison.Ordinal) ? json.Message.Split('\'')[1] : null;
        return unknown is not null
            ? new Refusal(StatusCodes.Status400BadRequest, "unknown-field", $"'{unknown}' is not a field of this request.") { Field = unknown }
            : new Refusal(StatusCodes.Status400BadRequest, "bad-json", field is null
                ? $"The body is not JSON of the right form (line {json.LineNumber + 1}, byte {json.BytePositionInLine})."
                : $"{field}: has a value of the wrong kind (line {json.LineNumber + 1}).") { Field = field };
    }
}
