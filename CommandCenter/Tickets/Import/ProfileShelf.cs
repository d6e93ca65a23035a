namespace CommandCenter.Tickets.Import;

/// <summary>The profiles that come with the product, and any file of the caller's.</summary>
public static class ProfileShelf
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "profiles");

    /// <summary>The names of the profiles that come with the product.</summary>
    public static IReadOnlyList<string> Names => [.. Directory.EnumerateFiles(Folder, "*.json").Select(Path.GetFileNameWithoutExtension).OfType<string>().Order(StringComparer.Ordinal)];

    /// <summary>A profile by its name, or from a file.</summary>
    /// <exception cref="ProfileProblem">There is none, or it is wrong.</exception>
    public static ImportProfile Find(string nameOrFile)
    {
        if (Names.Contains(nameOrFile))
            return ImportProfile.Read(File.ReadAllText(Path.Combine(Folder, nameOrFile + ".json")));
        if (!File.Exists(nameOrFile))
            throw new ProfileProblem($"'{nameOrFile}' is neither a profile ({string.Join(", ", Names)}) nor a file.");
        try
        {
            return ImportProfile.Read(File.ReadAllText(nameOrFile));
        }
        catch (ProfileProblem problem)
        {
            throw new ProfileProblem($"{nameOrFile}: {problem.Message}");
        }
    }
}
