namespace CommandCenter.Platform.Files;

/// <summary>The profiles of one sort that come with the product, and any file of the caller's.</summary>
/// <param name="sort">What they are for, the name of their folder: <c>tickets</c>, <c>devices</c>, <c>measurements</c>.</param>
/// <param name="read">Reads one.</param>
public sealed class ProfileShelf<T>(string sort, Func<string, T> read) where T : SourceProfile
{
    private string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "profiles", sort);

    /// <summary>The names of the profiles that come with the product.</summary>
    public IReadOnlyList<string> Names => [.. Directory.EnumerateFiles(Folder, "*.json").Select(Path.GetFileNameWithoutExtension).OfType<string>().Order(StringComparer.Ordinal)];

    /// <summary>What was chosen where nobody can name a file: a profile of the product, or one's own.</summary>
    /// <param name="name">The name of a profile that comes with the product.</param>
    /// <param name="json">A profile of one's own; it counts before <paramref name="name"/>.</param>
    /// <exception cref="ProfileProblem">There is none, or it is wrong.</exception>
    public T Chosen(string? name, string? json) => json switch
    {
        { Length: > 0 } => read(json),
        _ when name is not null && Names.Contains(name) => Find(name),
        _ => throw new ProfileProblem($"No profile was chosen; there are {string.Join(", ", Names)}, or bring your own."),
    };

    /// <summary>A profile by its name, or from a file.</summary>
    /// <exception cref="ProfileProblem">There is none, or it is wrong.</exception>
    public T Find(string nameOrFile)
    {
        if (Names.Contains(nameOrFile))
            return read(File.ReadAllText(Path.Combine(Folder, nameOrFile + ".json")));
        if (!File.Exists(nameOrFile))
            throw new ProfileProblem($"'{nameOrFile}' is neither a profile ({string.Join(", ", Names)}) nor a file.");
        try
        {
            return read(File.ReadAllText(nameOrFile));
        }
        catch (ProfileProblem problem)
        {
            throw new ProfileProblem($"{nameOrFile}: {problem.Message}");
        }
    }
}
