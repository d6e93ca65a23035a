using System.Net;
using System.Net.Sockets;
using CommandCenter.Tests.Hosts;
using CommandCenter.Tests.Platform.Settings;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Tests.Endurance;

/// <summary>What an administrator meets who starts the program wrong, and verbs beside a running server.</summary>
public sealed class StartTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("commandcenter-start-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Port_in_use_is_one_line_that_says_what_to_do()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var line = await Refused(folder.FullName, "--urls", $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}");
        Assert.Contains("--urls", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://192.0.2.1:5080", "--urls")] // an address of no machine
    [InlineData("https://127.0.0.1:0", "certificate")]
    public async Task Address_that_cannot_be_served_is_one_line(string address, string says) =>
        Assert.Contains(says, await Refused(folder.FullName, "--urls", address), StringComparison.Ordinal);

    [Fact]
    public async Task Folder_that_cannot_be_written_is_named_with_its_setting()
    {
        var file = Path.Combine(folder.FullName, "a-file");
        await File.WriteAllTextAsync(file, "", Cancel);
        Assert.Contains("Data:Folder", await Refused(Path.Combine(file, "data"), "--urls", "http://127.0.0.1:0"), StringComparison.Ordinal);
        Assert.Contains(file, await Refused(file, "journal", "verify"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Database_of_a_newer_version_is_refused_by_server_and_verbs()
    {
        Assert.Equal(0, (await CityProcess.Run(folder.FullName, "journal", "verify")).Code);
        await using (var db = ServerProcess.Db(folder.FullName))
            await db.Database.ExecuteSqlRawAsync("INSERT INTO \"__EFMigrationsHistory\" VALUES ('99990101000000_FromTheFuture', '99.0.0')", Cancel);
        Assert.Contains("newer version", await Refused(folder.FullName, "--urls", "http://127.0.0.1:0"), StringComparison.Ordinal);
        Assert.Contains("newer version", await Refused(folder.FullName, "journal", "verify"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Database_whose_making_was_killed_is_made_at_the_next_start()
    {
        await using (var db = ServerProcess.Db(folder.FullName))
            await db.Database.ExecuteSqlRawAsync("""
                CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-06-18 08:00:00');
                """, Cancel);
        await using var verb = CityProcess.Start(folder.FullName, ["journal", "verify"]);
        Assert.Equal(0, await verb.Exit(60));
    }

    [Fact]
    public async Task Two_programs_that_make_the_database_at_once_both_find_it_made()
    {
        var verbs = Enumerable.Range(0, 3).Select(_ => CityProcess.Run(folder.FullName, "journal", "verify"));
        Assert.All(await Task.WhenAll(verbs), verb => Assert.True(verb.Code == 0, verb.Error));
        Assert.Equal("wal", await JournalMode());
    }

    [Fact]
    public async Task Write_that_a_killed_program_left_half_done_is_rolled_back_at_the_next_start()
    {
        Assert.Equal(0, (await CityProcess.Run(folder.FullName, "journal", "verify")).Code);
        var (file, half) = (Path.Combine(folder.FullName, "commandcenter.db"), Directory.CreateDirectory(Path.Combine(folder.FullName, "half")).FullName);
        // A database without a write-ahead log, copied with its rollback journal in the middle of a write that has reached the file: what a SIGKILL leaves.
        await using (var db = ServerProcess.Db(folder.FullName))
        {
            await db.Database.OpenConnectionAsync(Cancel);
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=DELETE; PRAGMA cache_size=2;", Cancel);
            await using var writing = await db.Database.BeginTransactionAsync(Cancel);
            await db.Database.ExecuteSqlRawAsync("CREATE TABLE Half (A TEXT); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) INSERT INTO Half SELECT hex(randomblob(400)) FROM n;", Cancel);
            foreach (var part in Directory.GetFiles(folder.FullName, "commandcenter.db*"))
                File.Copy(part, Path.Combine(half, Path.GetFileName(part)));
        }
        Assert.True(File.Exists(Path.Combine(half, "commandcenter.db-journal")));

        var (code, _, error) = await CityProcess.Run(half, "journal", "verify");

        Assert.True(code == 0, error);
        Assert.Equal("wal", await JournalMode(half));
    }

    [Fact]
    public async Task File_that_is_no_database_is_refused()
    {
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "commandcenter.db"), new string('x', 10_000), Cancel);
        Assert.Contains("database", await Refused(folder.FullName, "--urls", "http://127.0.0.1:0"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Database:Provider", "Oracle")]
    [InlineData("Database:Provider", "PostgreSql")]
    [InlineData("Database:MigrateAtStart", "perhaps")]
    [InlineData("City:TimeZone", "Mars/Olympus")]
    [InlineData("City:Code", "far too long")]
    [InlineData("City:Language", "fr")]
    [InlineData("Access:LockoutTries", "many")]
    public async Task Wrong_setting_is_named(string key, string value) =>
        Assert.Contains(key == "Database:Provider" && value == "PostgreSql" ? "Database:ConnectionString" : key,
            await Refused(folder.FullName, "--urls", "http://127.0.0.1:0", $"--{key}={value}"), StringComparison.Ordinal);

    [Fact]
    public async Task All_wrong_settings_of_all_sections_are_named_at_once_by_server_and_verbs()
    {
        var line = await Refused(folder.FullName, [.. SettingsTests.Wrong.Select(s => $"--{s.Key}={s.Value}")]);
        Assert.All(SettingsTests.Wrong.Keys, key => Assert.Contains(key, line, StringComparison.Ordinal));

        var environment = SettingsTests.Wrong.ToDictionary(s => s.Key.Replace(":", "__", StringComparison.Ordinal), s => s.Value!);
        await using var verb = CityProcess.Start(folder.FullName, ["journal", "verify"], environment);
        Assert.Equal(3, await verb.Exit(120));
        Assert.All(SettingsTests.Wrong.Keys, key => Assert.Contains(key, verb.Error, StringComparison.Ordinal));
        Assert.Empty(folder.GetFileSystemInfos());
    }

    [Fact]
    public async Task Database_server_that_does_not_answer_is_one_line() =>
        Assert.Contains("PostgreSql", await Refused(folder.FullName, "--urls", "http://127.0.0.1:0", "--Database:Provider=PostgreSql",
            $"--Database:ConnectionString=Host=127.0.0.1;Port={Ports.Free()};Username=x;Timeout=5"), StringComparison.Ordinal);

    [Theory]
    [InlineData("--help", 0)]
    [InlineData("import --help", 0)]
    [InlineData("import tickets --help", 0)]
    [InlineData("export tickets --help", 0)]
    [InlineData("journal verify --help", 0)]
    [InlineData("fly", 2)]
    [InlineData("import", 2)]
    [InlineData("import tickets", 2)]
    [InlineData("import tickets no-such-file.csv --profile no-such-profile", 1)]
    [InlineData("import tickets no-such-file.csv --profile boston311", 1)]
    [InlineData("export tickets --format xml", 2)]
    [InlineData("export tickets --as-of yesterday", 2)]
    [InlineData("import areas no-such-file.geojson", 1)]
    [InlineData("import calendar no-such-file.json", 1)]
    [InlineData("import sla-policies no-such-file.csv", 1)]
    public async Task Usage_has_its_exit_code_and_no_stack_trace(string command, int code)
    {
        var (said, output, error) = await CityProcess.Run(folder.FullName, command.Split(' '));
        Assert.True(said == code, $"{command} ended with {said}:\n{output}\n{error}");
        Assert.DoesNotContain("   at ", output + error, StringComparison.Ordinal);
        Assert.NotEmpty(code == 0 ? output : error);
    }

    [Fact]
    public async Task Verbs_work_beside_a_running_server_whose_api_follows_and_a_second_server_is_refused()
    {
        await using var server = new ServerProcess(folder.FullName);
        await server.Start(Cancel);
        Assert.Contains("Data:Folder", await Refused(folder.FullName, "--urls", $"http://127.0.0.1:{Ports.Free()}"), StringComparison.Ordinal);

        var file = Path.Combine(folder.FullName, "calendar.json");
        await File.WriteAllTextAsync(file, CitySeed.Calendar, Cancel);
        Assert.Equal(0, (await CityProcess.Run(folder.FullName, "import", "calendar", file)).Code);
        var policies = Path.Combine(folder.FullName, "policies.csv");
        await File.WriteAllTextAsync(policies, "type,unit,amount\n漏水,calendar_days,3\n", Cancel);
        Assert.Equal(0, (await CityProcess.Run(folder.FullName, "import", "sla-policies", policies)).Code);

        await Eventually(async () => (await server.Http.Ask("categories")).Json.ToString().Contains("漏水", StringComparison.Ordinal));
        await Eventually(async () => (await server.Http.Tell("requests", new { title = "一处", category = "漏水" })).At("resolutionDueAt") is not null);
        var (code, output, _) = await CityProcess.Run(folder.FullName, "export", "tickets", "--format", "csv");
        Assert.Equal(0, code);
        Assert.StartsWith("number,source_number,", output, StringComparison.Ordinal);
        Assert.Contains("漏水", output, StringComparison.Ordinal);
        var backup = Path.Combine(folder.FullName, "copy.db");
        Assert.Equal(0, (await CityProcess.Run(folder.FullName, "backup", backup)).Code);
        Assert.True(File.Exists(backup));
        Assert.Equal(1, (await CityProcess.Run(folder.FullName, "backup", backup)).Code);
    }

    private async Task<string> JournalMode(string? data = null)
    {
        await using var db = ServerProcess.Db(data ?? folder.FullName);
        return (await db.Database.SqlQueryRaw<string>("SELECT journal_mode AS Value FROM pragma_journal_mode").ToListAsync(Cancel)).Single();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ServerProcess.Forget(folder.FullName);
        folder.Delete(recursive: true);
    }

    private static async Task Eventually(Func<Task<bool>> isSo)
    {
        for (var attempt = 0; !await isSo(); attempt++)
        {
            Assert.True(attempt < 150, "The running server did not follow within 15 s.");
            await Task.Delay(100, Cancel);
        }
    }

    // One line on standard error, exit code 3, no stack trace.
    private static async Task<string> Refused(string dataFolder, params string[] arguments)
    {
        await using var process = CityProcess.Start(dataFolder, arguments);
        var code = await process.Exit(120);
        Assert.True(code == 3, $"Exit code {code}:\n{process.Output}\n{process.Error}");
        return Assert.Single(process.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }
}
