using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace CommandCenter.Benchmarks;

/// <summary>A PostgreSQL of its own from the installed programs, with the settings it comes with: what it has acknowledged is on the disk. It ends with its standard input.</summary>
public sealed class PostgreSql : IAsyncDisposable
{
    private const string Script = """
        trap '' INT TERM HUP
        folder=$(mktemp -d /tmp/commandcenter-benchmark-postgres-XXXXXX) || exit 1
        trap 'rm -rf "$folder"' EXIT
        "$1/initdb" -D "$folder/data" -U commandcenter -A trust -E UTF8 --locale=C >"$folder/log" 2>&1 &&
        "$1/pg_ctl" -D "$folder/data" -l "$folder/log" -w -t 60 -o "-c listen_addresses=127.0.0.1 -c port=$2 -c unix_socket_directories=''" start >"$folder/start" 2>&1 || { cat "$folder"/log; exit 1; }
        echo ready
        cat >/dev/null
        "$1/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1
        """;

    private readonly Process shell;

    private PostgreSql(Process shell, int port) => (this.shell, ConnectionString) = (shell, $"Host=127.0.0.1;Port={port};Username=commandcenter;Database=postgres");

    /// <summary>Why there is none here; null when there is.</summary>
    public static string? Missing => Programs is null ? "No PostgreSQL: initdb and pg_ctl were not found in /usr/lib/postgresql/*/bin." : null;

    /// <summary>Its first database.</summary>
    public string ConnectionString { get; }

    private static string? Programs { get; } = Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(f => Path.Combine(f, "bin")).LastOrDefault(f => File.Exists(Path.Combine(f, "initdb")))
        : null;

    /// <summary>Starts one.</summary>
    public static async Task<PostgreSql> Start()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        string[] become = Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--"] : []; // initdb refuses root
        string[] command = [.. become, "sh", "-c", Script, "postgres-for-benchmarks", Programs!, $"{port}"];
        var shell = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = "/" })!;
        return await shell.StandardOutput.ReadLineAsync() == "ready" ? new PostgreSql(shell, port) : throw new InvalidOperationException($"PostgreSQL did not start: {await shell.StandardOutput.ReadToEndAsync()}");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        shell.StandardInput.Close();
        await shell.WaitForExitAsync();
        shell.Dispose();
    }
}
