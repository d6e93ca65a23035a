using CommandCenter.Platform.Data;

namespace CommandCenter.Tests.Architecture;

public class SourceTests
{
    private static readonly string[] Projects = ["CommandCenter", "CommandCenter.Tests", "CommandCenter.Benchmarks", "Migrations"];
    private static readonly string[] Made = ["bin", "obj", "node_modules", "lib"];
    private static readonly string[] EmptyWords = ["Services", "Dtos", "Interfaces", "Helpers", "Utils", "Common", "Models", "Managers"];

    /// <summary>All source files, with full paths, without what a build makes.</summary>
    internal static readonly List<string> Files =
        [.. Projects.Append("wwwroot").Select(p => Path.Combine(HomeFolder.Root, p)).Where(Directory.Exists).SelectMany(Walk)];

    [Fact]
    public void The_search_sees_the_sources()
    {
        Assert.True(Files.Count(f => f.EndsWith(".cs", StringComparison.Ordinal)) > 40, $"Only {Files.Count} files were found.");
        Assert.Contains(Files, f => f.EndsWith("CityDb.cs", StringComparison.Ordinal));
    }

    [Fact]
    public void Program_is_a_table_of_contents()
    {
        var lines = File.ReadLines(Path.Combine(HomeFolder.Root, "CommandCenter", "Program.cs")).Count();
        Assert.True(lines < 100, $"Program.cs has {lines} lines; what a room needs belongs into its Feature.cs.");
    }

    [Fact]
    public void No_file_is_longer_than_400_lines()
    {
        var tooLong = Sources().Where(f => !Relative(f).StartsWith("Migrations", StringComparison.Ordinal))
            .Select(f => (File: Relative(f), Lines: File.ReadLines(f).Count())).Where(f => f.Lines > 400);
        Offenders.None(tooLong.Select(f => $"{f.File}: {f.Lines} lines"));
    }

    [Fact]
    public void No_folder_is_named_after_a_technique()
    {
        var folders = Files.Select(f => Path.GetDirectoryName(Relative(f))!).Distinct();
        Offenders.None(folders.Where(f => f.Split(Path.DirectorySeparatorChar).Intersect(EmptyWords).Any()));
    }

    [Fact]
    public void Only_Platform_Maps_names_Leaflet()
    {
        string[] maps = [Path.Combine("CommandCenter", "Platform", "Maps"), Path.Combine("wwwroot", "js", "map"), Path.Combine("wwwroot", "css", "map")];
        var naming = Files.Where(f => Path.GetExtension(f) is ".cs" or ".razor" or ".js" or ".css" or ".html")
            .Where(f => !Relative(f).StartsWith("CommandCenter.Tests", StringComparison.Ordinal) && !Relative(f).StartsWith("CommandCenter.Benchmarks", StringComparison.Ordinal))
            .Where(f => File.ReadAllText(f).Contains("leaflet", StringComparison.OrdinalIgnoreCase));
        Offenders.None(naming.Select(Relative).Where(f => !maps.Any(m => f.StartsWith(m, StringComparison.Ordinal))));
    }

    private static IEnumerable<string> Sources() => Files.Where(f => Path.GetExtension(f) is ".cs" or ".razor");

    private static string Relative(string file) => Path.GetRelativePath(HomeFolder.Root, file);

    private static IEnumerable<string> Walk(string folder) => Directory.GetFiles(folder)
        .Concat(Directory.GetDirectories(folder).Where(d => !Made.Contains(Path.GetFileName(d))).SelectMany(Walk));
}
