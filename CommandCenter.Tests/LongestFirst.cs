using CommandCenter.Tests.Browsers;
using CommandCenter.Tests.Endurance;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(CommandCenter.Tests.LongestFirst))]

namespace CommandCenter.Tests;

/// <summary>What runs for minutes, and waits for most of them, begins first; the thousand short tests fill what is left of the machine.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest = [BrowserScreens.Name, BrowserJourneys.Name, BrowserStories.Name, nameof(KillTests)];

    /// <inheritdoc/>
    public IReadOnlyCollection<T> OrderTestCollections<T>(IReadOnlyCollection<T> testCollections)
        where T : ITestCollection =>
        [.. testCollections.OrderBy(c => Array.IndexOf(Longest, c.TestCollectionDisplayName) is var at && at < 0 ? Longest.Length : at)];
}
