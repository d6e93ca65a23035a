namespace CommandCenter.Tests;

/// <summary>
/// On a developer's machine a missing server or browser skips its tests and says why. Where <c>CI=true</c> everything is installed,
/// so a missing program is a fault of the machine and fails them: a run that is green because nothing ran is worth nothing.
/// </summary>
public static class Continuous
{
    /// <summary>Whether this run is the one that decides.</summary>
    public static bool Integration { get; } = Environment.GetEnvironmentVariable("CI") is "true" or "1";

    /// <summary>Ends the running test: as skipped with <paramref name="reason"/>, or as failed where everything must be there.</summary>
    public static void SkipOrFail(string reason)
    {
        if (Integration)
            Assert.Fail($"{reason} (CI=true: this must be there.)");
        Assert.Skip(reason);
    }
}
