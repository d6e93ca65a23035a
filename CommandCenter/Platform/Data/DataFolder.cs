namespace CommandCenter.Platform.Data;

/// <summary>The folder of this installation: the embedded database, imported files waiting to be read, reports that were made.</summary>
public sealed record DataFolder(string Path)
{
    private const string LockFile = "server.lock";

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
}
