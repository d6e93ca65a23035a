using System.CommandLine;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Platform.Data;

/// <summary><c>backup &lt;file&gt;</c>.</summary>
public static class DataCommands
{
    /// <summary>Copies the embedded database while the server runs. Exit codes: 0 copied, 1 refused.</summary>
    public static Command Backup(Func<Task<IServiceProvider>> open)
    {
        var file = new Argument<FileInfo>("file") { Description = "The copy; it must not exist yet" };
        var command = new Command("backup", "Copy the embedded database, also beside a running server. Restore by putting the copy in place of commandcenter.db.") { file };
        command.SetAction(async (arguments, cancel) =>
        {
            var services = await open();
            var (path, error) = (arguments.GetRequiredValue(file).FullName, arguments.InvocationConfiguration.Error);
            if (services.GetRequiredService<DatabaseOptions>().Provider is var provider and not DatabaseProvider.Sqlite)
            {
                await error.WriteLineAsync($"The database is {provider}: back it up with its own tools (pg_dump, BACKUP DATABASE).");
                return 1;
            }
            if (File.Exists(path))
            {
                await error.WriteLineAsync($"{path} exists; nothing was written.");
                return 1;
            }
            return await Copy(services, path, arguments.InvocationConfiguration.Output, error, cancel);
        });
        return command;
    }

    private static async Task<int> Copy(IServiceProvider services, string path, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        var unfinished = path + ".unfinished";
        await using var db = await services.GetRequiredService<IDbContextFactory<CityDb>>().CreateDbContextAsync(cancel);
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            await using (var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = unfinished, Pooling = false }.ToString()))
            {
                await target.OpenAsync(cancel);
                ((SqliteConnection)db.Database.GetDbConnection()).BackupDatabase(target);
            }
            File.Move(unfinished, path);
            await output.WriteLineAsync($"{path}: {new FileInfo(path).Length:N0} bytes.");
            return 0;
        }
        catch (Exception problem) when (problem is SqliteException or IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"{path} could not be written: {problem.Message}");
            return 1;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
