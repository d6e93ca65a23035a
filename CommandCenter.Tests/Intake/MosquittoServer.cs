using System.Diagnostics;
using System.Net.Sockets;
using CommandCenter.Tests.Hosts;

namespace CommandCenter.Tests.Intake;

/// <summary>A Mosquitto of its own on a free port of 127.0.0.1, with the settings of <c>deploy/mosquitto.conf</c> that matter here; it can be killed and started again.</summary>
internal sealed class MosquittoServer : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("commandcenter-mosquitto-");
    private Process? process;

    /// <summary>Its port; the same after a restart.</summary>
    public int Port { get; } = Ports.Free();

    /// <summary>Starts one, or ends the test with the reason why there is none.</summary>
    public static async Task<MosquittoServer> Start()
    {
        if (Program is null)
            Continuous.SkipOrFail("No Mosquitto: it was found neither in /usr/sbin nor on the PATH.");
        var server = new MosquittoServer();
        await server.Run();
        return server;
    }

    /// <summary>Starts it, and returns when it listens.</summary>
    public async Task Run()
    {
        var configuration = Path.Combine(folder.FullName, "mosquitto.conf");
        // As root it would become another user, who may not read the folder.
        await File.WriteAllTextAsync(configuration, $"""
            listener {Port} 127.0.0.1
            allow_anonymous true
            persistence true
            persistence_location {folder.FullName}/
            autosave_interval 1
            max_queued_messages 1000000
            max_queued_bytes 0
            max_inflight_messages 200
            {(Environment.IsPrivilegedProcess ? "user root" : "")}
            """);
        process = Process.Start(new ProcessStartInfo(Program!, ["-c", configuration]) { RedirectStandardInput = true, RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        for (var attempt = 0; !await Listens(); attempt++)
        {
            Assert.True(attempt < 200 && !process.HasExited, "Mosquitto did not start.");
            await Task.Delay(50);
        }
    }

    /// <summary>SIGKILL.</summary>
    public async Task Kill()
    {
        if (process is { HasExited: false })
            process.Kill();
        if (process is not null)
            await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Kill();
        process?.Dispose();
        folder.Delete(recursive: true);
    }

    private static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Append("/usr/sbin").Select(f => Path.Combine(f, "mosquitto")).FirstOrDefault(File.Exists);

    private async Task<bool> Listens()
    {
        using var asking = new TcpClient();
        try
        {
            await asking.ConnectAsync("127.0.0.1", Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
