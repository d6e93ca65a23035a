using Microsoft.AspNetCore.Mvc;

namespace CommandCenter.Platform.Http;

/// <summary>
/// One clear refusal in the caller's terms. Doors turn it into ProblemDetails (RFC 9457), a form message or a command line.
/// </summary>
/// <param name="status">The HTTP status that says whose fault it is: 400, 403, 404, 409, 422, 503.</param>
/// <param name="code">A short lasting name for programs, e.g. <c>wrong-state</c>.</param>
/// <param name="detail">What is wrong and what would be right.</param>
public sealed class Refusal(int status, string code, string detail) : Exception(detail)
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>The lasting name.</summary>
    public string Code { get; } = code;

    /// <summary>The field at fault, where one is; in the caller's spelling.</summary>
    public string? Field { get; init; }

    /// <summary>More for programs: the state, the verb, what changed.</summary>
    public IReadOnlyDictionary<string, object?> Facts { get; init; } = new Dictionary<string, object?>();

    /// <summary>A field with a wrong value.</summary>
    public static Refusal Invalid(string field, string reason) => new(StatusCodes.Status422UnprocessableEntity, "invalid", $"{field}: {reason}") { Field = field };

    /// <summary>There is no such thing.</summary>
    public static Refusal NotFound(string what) => new(StatusCodes.Status404NotFound, "not-found", $"{what} was not found.");

    /// <summary>As ProblemDetails.</summary>
    public ProblemDetails ToProblem(string? path)
    {
        var problem = new ProblemDetails { Status = Status, Title = Code, Detail = Message, Instance = path };
        if (Field is not null)
            problem.Extensions["field"] = Field;
        foreach (var (name, value) in Facts)
            problem.Extensions[name] = value;
        return problem;
    }
}
