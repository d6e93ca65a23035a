using System.Net.Sockets;
using CommandCenter.Access.SignIn;
using CommandCenter.Platform.Data;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace CommandCenter.Shell;

/// <summary>Starts a server, says in a few lines where to go and how to sign in, and waits until it is told to stop.</summary>
public static partial class Serving
{
    /// <summary>How long a stopping server waits for what is under way.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    /// <summary>Serves until the process is told to stop, and gives the exit code.</summary>
    /// <exception cref="CannotStart">The address cannot be served, or something else keeps the server from starting.</exception>
    public static async Task<int> StartServing(this WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (Exception problem) when (problem is IOException or SocketException)
        {
            throw new CannotStart($"The address {string.Join(", ", app.Urls.DefaultIfEmpty(app.Configuration["Urls"]))} cannot be served: {OneLine(problem)} Stop the other program, or choose another with --urls http://localhost:5081.", problem);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            LogCannotStart(app.Logger, problem);
            throw new CannotStart($"The server cannot start: {OneLine(problem)} (Logging:LogLevel:CommandCenter=Debug says more.)", problem);
        }
        await Greet(app);
        try
        {
            await app.WaitForShutdownAsync();
        }
        catch (Exception problem) when (problem is OperationCanceledException or AggregateException)
        {
            LogCutOff(app.Logger, problem);
        }
        return 0;
    }

    /// <summary>
    /// A server stops within seconds, whatever its callers do. The web server waits for requests that are under way, and one caller who sends half a request would
    /// use up the time of everything that is stopped after it; so all stop at once, and after <see cref="Patience"/> what is left is cut off.
    /// </summary>
    public static IServiceCollection AddServing(this IServiceCollection services) => services.Configure<HostOptions>(host =>
    {
        host.ServicesStopConcurrently = true;
        host.ShutdownTimeout = Patience;
    });

    private static string OneLine(Exception problem) => problem.GetBaseException().Message.ReplaceLineEndings(" ").TrimEnd('.', ' ') + ".";

    /// <summary>In a built copy, the framework's and packages' files where the build found them; a published folder has its own.</summary>
    /// <exception cref="CannotStart">They are gone, or another user's.</exception>
    public static void UseBuiltFiles(this WebApplicationBuilder builder)
    {
        try
        {
            builder.WebHost.UseStaticWebAssets();
        }
        catch (DirectoryNotFoundException problem)
        {
            throw new CannotStart($"Files that this build needs are not to be had: {OneLine(problem)} Build it again as the user who runs it, or publish it.", problem);
        }
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

    [LoggerMessage(Level = LogLevel.Debug, Message = "The server cannot start")]
    private static partial void LogCannotStart(ILogger logger, Exception problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not everything ended in time and was cut off; the next start goes on from what is stored")]
    private static partial void LogCutOff(ILogger logger, Exception problem);
}
