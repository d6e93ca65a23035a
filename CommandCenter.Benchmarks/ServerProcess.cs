using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace CommandCenter.Benchmarks;

/// <summary>The product in a process of its own, on a folder and a free port of 127.0.0.1. Disposing ends it as a power cut would, and removes the folder.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process process;

    private ServerProcess(Process process, DirectoryInfo folder, Uri address)
    {
        this.process = process;
        (Folder, Address) = (folder, address);
        Http = new HttpClient { BaseAddress = address };
    }

    /// <summary>Its data folder.</summary>
    public DirectoryInfo Folder { get; }

    /// <summary>Where it answers.</summary>
    public Uri Address { get; }

    /// <summary>Asks it; without a key until <see cref="SignInAs"/>.</summary>
    public HttpClient Http { get; }

    /// <summary>Its process.</summary>
    public int Id => process.Id;

    /// <summary>Memory it holds, in bytes: what the operating system counts as resident.</summary>
    public long ResidentBytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>Starts it; <paramref name="furnish"/> may first put something into the folder. It is ready when this returns.</summary>
    public static async Task<ServerProcess> Start(Func<DirectoryInfo, Task> furnish, params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("commandcenter-benchmark-");
        await furnish(folder);
        var server = Run(folder, "dotnet", [Path.Combine(AppContext.BaseDirectory, "CommandCenter.dll")], settings);
        await server.Answers("/health/ready");
        return server;
    }

    /// <summary>Starts it with the demo city, living at a pace; its simulator's key is the caller's when this returns, and the city complete.</summary>
    public static async Task<ServerProcess> StartDemo(int pace)
    {
        var server = await Start(_ => Task.CompletedTask, "--Demo:Enabled=true", FormattableString.Invariant($"--Demo:Pace={pace}"));
        await server.CityIsComplete();
        return server;
    }

    /// <summary>Starts a program that serves the product on a folder; it need not answer yet when this returns.</summary>
    public static ServerProcess Run(DirectoryInfo folder, string program, IReadOnlyList<string> arguments, params string[] settings)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo(program, [.. arguments, "--urls", address.ToString().TrimEnd('/'), .. settings]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment["Data__Folder"] = folder.FullName;
        var process = Process.Start(start) ?? throw new InvalidOperationException("The server did not start.");
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => Console.Error.WriteLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new(process, folder, address);
    }

    /// <summary>Waits until an address answers with success.</summary>
    public async Task Answers(string address)
    {
        for (var attempt = 0; ; attempt++)
            try
            {
                using var answer = await Http.GetAsync(address);
                if (answer.IsSuccessStatusCode)
                    return;
                await Task.Delay(100);
            }
            catch (HttpRequestException) when (attempt < 1_200 && !process.HasExited)
            {
                await Task.Delay(100); // it is not listening yet
            }
    }

    /// <summary>Waits until the demo city is complete, and takes the simulator's key.</summary>
    public async Task CityIsComplete()
    {
        var key = Path.Combine(Folder.FullName, "demo.key"); // there when the city is complete
        while (!File.Exists(key) || new FileInfo(key).Length == 0)
            await Task.Delay(100);
        SignInAs(await File.ReadAllTextAsync(key));
    }

    /// <summary>Asks with an API key from now on.</summary>
    public void SignInAs(string key) => Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        Http.Dispose();
        Folder.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
