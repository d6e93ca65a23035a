using CommandCenter.Access.SignIn;
using CommandCenter.Platform.Data;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace CommandCenter.Shell;

/// <summary>Starts a server, says in a few lines where to go and how to sign in, and waits until it is told to stop.</summary>
public static class Serving
{
    /// <summary>Serves until the process is told to stop, and gives the exit code.</summary>
    /// <exception cref="CannotStart">The address cannot be served.</exception>
    public static async Task<int> StartServing(this WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (IOException problem)
        {
            throw new CannotStart($"The address {string.Join(", ", app.Urls.DefaultIfEmpty(app.Configuration["Urls"]))} cannot be served: {problem.GetBaseException().Message} Stop the other program, or choose another with --urls http://localhost:5081.", problem);
        }
        await Greet(app);
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static async Task Greet(WebApplication app)
    {
        if (app.Services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is not { } address)
            return; // a test's server has no address
        Console.WriteLine($"CommandCenter serves {address}");
        Console.WriteLine($"  data: {app.Services.GetRequiredService<DataFolder>().Path}");
        var link = await app.Services.GetRequiredService<LinkDesk>().FirstAdministratorLink();
        Console.WriteLine(link is null
            ? "  sign in there; Ctrl+C stops"
            : $"  first administrator, once and within 24 hours: {address}{link}");
    }
}
