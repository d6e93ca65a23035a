namespace CommandCenter.Tests.Architecture;

/// <summary>Fails with the whole list, where xUnit's own assertion would show its first five.</summary>
public static class Offenders
{
    /// <summary>Fails unless there are none.</summary>
    public static void None(IEnumerable<string?> offenders)
    {
        var found = offenders.Distinct().Order().ToList();
        if (found.Count > 0)
            Assert.Fail($"{found.Count} against the rule:\n{string.Join('\n', found)}");
    }
}
