namespace CommandCenter.Tests;

/// <summary>
/// The folder of real input that is no part of the repository: <c>COMMANDCENTER_DATA</c>, or <c>../shared/data</c> beside the checkout. Tests that need it are
/// skipped where there is none.
/// </summary>
public static class RealData
{
    private const string Variable = "COMMANDCENTER_DATA";

    /// <summary>The folder, or null where there is none.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>The folder; skips the running test, with the reason, where there is none.</summary>
    public static string Require()
    {
        Assert.SkipUnless(Folder is not null, $"No real data: neither {Variable} nor ../shared/data beside the checkout is a folder.");
        return Folder!;
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named) return Directory.Exists(named) ? named : null;
        var checkout = new DirectoryInfo(AppContext.BaseDirectory);
        while (checkout is not null && !File.Exists(Path.Combine(checkout.FullName, "CommandCenter.sln"))) checkout = checkout.Parent;
        if (checkout?.Parent is null) return null;
        var beside = Path.Combine(checkout.Parent.FullName, "shared", "data");
        return Directory.Exists(beside) ? beside : null;
    }
}
