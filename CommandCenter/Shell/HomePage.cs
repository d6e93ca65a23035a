using CommandCenter.Platform.Kit;
using Microsoft.AspNetCore.Authorization;

namespace CommandCenter.Shell;

/// <summary>The start page is the first entry of the navigation that the person may open, so that each role begins at its own work.</summary>
public static class HomePage
{
    internal static async Task<IResult> Open(HttpContext http, IEnumerable<RailEntry> entries, IAuthorizationService access)
    {
        if (http.User.Identity?.IsAuthenticated != true && entries.All(entry => entry.Policy is not null)) return Results.Challenge();
        // The phone's bar repeats entries in an order of its own; who begins at a phone's page has it in the rail as well.
        foreach (var entry in entries.Where(entry => entry.Surface == Surface.Desk).OrderBy(entry => entry.Order))
            if (entry.Policy is null || (await access.AuthorizeAsync(http.User, entry.Policy)).Succeeded)
                return Results.LocalRedirect(entry.Href);
        return Results.Forbid();
    }
}
