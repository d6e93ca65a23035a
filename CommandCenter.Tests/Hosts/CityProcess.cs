using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace CommandCenter.Tests.Hosts;

/// <summary>
/// The built application as a process of its own, as an administrator starts it: its output, its errors, its exit code, and SIGKILL.
/// </summary>
public sealed class CityProcess : IAsyncDisposable
{
    private readonly StringBuilder output = new();
    private readonly StringBuilder error = new();
    private readonly Process process;

    private CityProcess(IEnumerable<string> arguments, string dataFolder, IReadOnlyDictionary<string, string>? environment)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments])
        {
            RedirectStandardInput = true, // a child that shares the terminal of a background test run is stopped by it
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["Data__Folder"] = dataFolder;
        start.Environment["Demo__Enabled"] = "false"; // a test that wants the invented city says so
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Keep(output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(error, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The program beside this test's own: the same build.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "CommandCenter.dll");

    /// <summary>What it wrote to standard output so far.</summary>
    public string Output => Read(output);

    /// <summary>What it wrote to standard error so far.</summary>
    public string Error => Read(error);

    /// <summary>Whether it ended.</summary>
    public bool HasExited => process.HasExited;

    /// <summary>Starts it with these arguments.</summary>
    public static CityProcess Start(string dataFolder, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null) => new(arguments, dataFolder, environment);

    /// <summary>Runs a verb to its end.</summary>
    public static async Task<(int Code, string Output, string Error)> Run(string dataFolder, params string[] arguments)
    {
        await using var verb = Start(dataFolder, arguments);
        return (await verb.Exit(), verb.Output, verb.Error);
    }

    /// <summary>Waits for its end and returns the exit code.</summary>
    public async Task<int> Exit(int seconds = 900)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"The process did not end within {seconds} s. It said:\n{Output}\n{Error}");
        }
        return process.ExitCode;
    }

    /// <summary>Ends it as a power cut would: SIGKILL, no farewell.</summary>
    public async Task Kill()
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop, as Ctrl+C and a service manager do.</summary>
    public async Task Stop()
    {
        // SIGTERM and not SIGINT, which a test run in the background of a shell hands on as ignored.
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Kill();
        process.Dispose();
    }

    private static void Keep(StringBuilder text, string? line)
    {
        if (line is null)
            return;
        lock (text)
            text.AppendLine(line);
    }

    private static string Read(StringBuilder text)
    {
        lock (text)
            return text.ToString();
    }
}
