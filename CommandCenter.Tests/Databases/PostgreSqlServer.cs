using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using CommandCenter.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CommandCenter.Tests.Databases;

/// <summary>
/// One PostgreSQL server per test run, from the installed programs, on a free port of 127.0.0.1, with its files in a temporary folder.
/// A shell holds it: when its standard input closes (at the end, or because the test process died) the server stops and the folder goes.
/// </summary>
public sealed class PostgreSqlServer : IAsyncDisposable
{
    private const string Template = "commandcenter_template";

    // Nothing here outlives the run, so the server need not wait for the disk; several hundred tests may hold pooled connections.
    private const string Script = """
        trap '' INT TERM HUP
        folder=$(mktemp -d "$2/commandcenter-postgres-XXXXXX") || exit 1
        trap 'rm -rf "$folder"' EXIT
        "$1/initdb" -D "$folder/data" -U commandcenter -A trust -E UTF8 --locale=C --no-sync >"$folder/log" 2>&1 &&
        "$1/pg_ctl" -D "$folder/data" -l "$folder/log" -w -t 60 -o "-c listen_addresses=127.0.0.1 -c port=$3 -c unix_socket_directories='' -c fsync=off -c max_connections=400" start >"$folder/start" 2>&1 ||
            { cat "$folder"/log "$folder"/start 2>&1; exit 1; }
        echo ready
        cat >/dev/null
        "$1/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1
        """;

    private readonly Process shell;
    private readonly NpgsqlConnectionStringBuilder address;
    private int databases;

    private PostgreSqlServer(Process shell, int port)
    {
        this.shell = shell;
        address = new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = port, Username = "commandcenter", Timeout = 60 };
    }

    /// <summary>Why no server can be started here; null when one can.</summary>
    public static string? Missing { get; } = FindPrograms() is null
        ? "No PostgreSQL: initdb and pg_ctl were found neither in /usr/lib/postgresql/*/bin nor on the PATH."
        : null;

    /// <summary>Starts the server and migrates the template database.</summary>
    /// <exception cref="InvalidOperationException">The server did not start; the message holds its log.</exception>
    public static async Task<PostgreSqlServer> Start()
    {
        var port = FreePort();
        var shell = Process.Start(StartInfo(port))!;
        var said = await shell.StandardOutput.ReadLineAsync();
        if (said != "ready")
            throw new InvalidOperationException($"PostgreSQL did not start: {said}\n{await shell.StandardOutput.ReadToEndAsync()}{await shell.StandardError.ReadToEndAsync()}");
        var server = new PostgreSqlServer(shell, port);
        await server.MigrateTemplate();
        return server;
    }

    /// <summary>A new database, copied from the template. Returns its connection string.</summary>
    public async Task<string> CreateDatabase()
    {
        var name = $"test_{Interlocked.Increment(ref databases)}";
        await Execute($"CREATE DATABASE {name} TEMPLATE {Template}");
        return For(name);
    }

    /// <summary>Drops a database, whoever is still connected.</summary>
    public async Task DropDatabase(string connectionString)
    {
        await using (var connection = new NpgsqlConnection(connectionString))
            NpgsqlConnection.ClearPool(connection);
        await Execute($"DROP DATABASE {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        shell.StandardInput.Close();
        await shell.WaitForExitAsync();
        shell.Dispose();
    }

    private string For(string database) => new NpgsqlConnectionStringBuilder(address.ToString()) { Database = database }.ToString();

    private async Task MigrateTemplate()
    {
        await Execute($"CREATE DATABASE {Template}");
        var builder = new DbContextOptionsBuilder<CityDb>();
        DatabaseProviders.Use(builder, new DatabaseOptions { Provider = DatabaseProvider.PostgreSql, ConnectionString = For(Template) + ";Pooling=false" }, "");
        await using var db = new CityDb(builder.Options);
        await db.Database.MigrateAsync();
    }

    private async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection(For("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static ProcessStartInfo StartInfo(int port)
    {
        // initdb refuses root, and root's temporary folder may be closed to others.
        var root = Environment.IsPrivilegedProcess;
        string[] become = root ? ["runuser", "-u", "postgres", "--"] : [];
        string[] command = [.. become, "sh", "-c", Script, "postgres-for-tests", FindPrograms()!, root ? "/tmp" : Path.GetTempPath(), $"{port}"];
        return new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
    }

    private static string? FindPrograms()
    {
        const string debian = "/usr/lib/postgresql";
        var installed = Directory.Exists(debian)
            ? Directory.GetDirectories(debian).OrderByDescending(f => int.TryParse(Path.GetFileName(f), out var version) ? version : 0).Select(f => Path.Combine(f, "bin"))
            : [];
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return OperatingSystem.IsWindows()
            ? null
            : installed.Concat(path).FirstOrDefault(f => File.Exists(Path.Combine(f, "initdb")) && File.Exists(Path.Combine(f, "pg_ctl")));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
