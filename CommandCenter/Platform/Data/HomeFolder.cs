namespace CommandCenter.Platform.Data;

/// <summary>
/// The folders the application lives in. From a checkout they are the repository's; from a published folder they are beside the program.
/// The caller's current folder never decides, so that the same command means the same wherever it is typed.
/// </summary>
public static class HomeFolder
{
    /// <summary>The repository's root, or the published folder.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>The site's static files.</summary>
    public static string WebRoot => Path.Combine(Root, "wwwroot");

    /// <summary>The settings files, copied beside the program by the build.</summary>
    public static string Settings => Path.Combine(AppContext.BaseDirectory, "appsettings");

    /// <summary>The data folder when <c>Data:Folder</c> is not set.</summary>
    public static string DefaultData => Path.Combine(Root, "data");

    private static string FindRoot(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "CommandCenter.sln")))
                return folder.FullName;
        return start;
    }
}
