namespace CommandCenter.Platform.Data;

/// <summary>The folder of this installation: the embedded database, imported files waiting to be read, reports that were made.</summary>
public sealed record DataFolder(string Path)
{
    private const string LockFile = "server.lock";
    private const string MigrationFile = "migration.lock";
    private static readonly TimeSpan MigrationPatience = TimeSpan.FromMinutes(2);

    /// <summary>A folder inside it, created when it is missing.</summary>
    public string Folder(string name) => Directory.CreateDirectory(System.IO.Path.Combine(Path, name)).FullName;

    /// <summary>Makes sure that the folder is there and can be written.</summary>
    /// <exception cref="CannotStart">It cannot.</exception>
    public void Prepare()
    {
        try
        {
            Directory.CreateDirectory(Path);
            var probe = System.IO.Path.Combine(Path, $".write-test-{Environment.ProcessId}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CannotStart($"The data folder {Path} cannot be written: {problem.Message} Set Data:Folder (Data__Folder in the environment) to another folder.", problem);
        }
    }

    /// <summary>Takes the folder for one server. Command line verbs work beside it; a second server does not.</summary>
    /// <returns>The right to the folder; dispose it to give the folder back.</returns>
    /// <exception cref="CannotStart">Another server has it.</exception>
    public IDisposable TakeForServer()
    {
        try
        {
            return new FileStream(System.IO.Path.Combine(Path, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException problem)
        {
            throw new CannotStart($"Another CommandCenter server already uses the data folder {Path}. Stop it, or set Data:Folder to another folder.", problem);
        }
    }

    /// <summary>Waits until no other process brings the embedded database up to date, and keeps others away from it.</summary>
    /// <returns>The right to migrate; dispose it to give it back. It ends with the process as well.</returns>
    /// <exception cref="CannotStart">Another process has been at it for too long.</exception>
    public async Task<IDisposable> TakeForMigration(CancellationToken cancel)
    {
        var pause = TimeSpan.FromMilliseconds(100);
        for (var waited = TimeSpan.Zero; ; waited += pause)
            try
            {
                return new FileStream(System.IO.Path.Combine(Path, MigrationFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (waited < MigrationPatience)
            {
                await Task.Delay(pause, cancel);
            }
            catch (IOException problem)
            {
                throw new CannotStart($"Another process has been bringing the database in {Path} up to date for {MigrationPatience.TotalMinutes:0} minutes. Try again when it is done.", problem);
            }
    }
}
