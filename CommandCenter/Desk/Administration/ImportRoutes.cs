using System.Security.Claims;
using CommandCenter.Access;
using CommandCenter.Platform.Http;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;

namespace CommandCenter.Desk.Administration;

/// <summary>The doors through which files of imports come and go. Large ones would choke a circuit, so they are streamed past it.</summary>
public static class ImportRoutes
{
    /// <summary>The largest file, in bytes.</summary>
    public const long LargestFile = 4L << 30;

    /// <summary>Where a page sends a file: the body is the file, the query its name.</summary>
    public const string UploadAddress = "/admin/imports/files";

    /// <summary>Maps upload and download.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(UploadAddress, Upload).RequireAuthorization(Permit.Administer).WithMetadata(new RequestSizeLimitAttribute(LargestFile)).ExcludeFromDescription();
        routes.MapGet("/admin/imports/{id:guid}/rejects", Rejects).RequireAuthorization(Permit.Administer).ExcludeFromDescription();
    }

    // Antiforgery comes in a header: looking for it in a form would read the file into memory.
    private static async Task<IResult> Upload(HttpContext http, string name, ClaimsPrincipal user, IAntiforgery forms, ImportDesk desk, CancellationToken cancel)
    {
        if (http.Request.HasFormContentType || !await forms.IsRequestValidAsync(http))
            return Results.Problem("The page is too old, or this did not come from one of ours. Load it again.", statusCode: StatusCodes.Status400BadRequest);
        try
        {
            var run = await desk.Upload(Caller.From(user).Actor, name, http.Request.Body, cancel);
            return Results.Json(new { id = run.Id });
        }
        catch (Refusal refusal)
        {
            return Results.Problem(refusal.ToProblem(http.Request.Path));
        }
        catch (IOException problem) when (!cancel.IsCancellationRequested)
        {
            return Results.Problem(problem.Message, statusCode: StatusCodes.Status507InsufficientStorage);
        }
    }

    private static async Task<IResult> Rejects(Guid id, ImportDesk desk, HttpContext http, CancellationToken cancel) => await desk.Find(id, cancel) switch
    {
        { } run when desk.RejectsOf(run) is { } path => Results.File(path, "text/csv; charset=utf-8", $"{Path.GetFileNameWithoutExtension(run.FileName)}.rejects.csv"),
        { RejectsFile: not null } run when !desk.IsOurs(run) => Results.Problem(ImportDesk.FileElsewhere(run).ToProblem(http.Request.Path)),
        _ => Results.NotFound(),
    };
}
