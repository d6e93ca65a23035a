namespace CommandCenter.Reports.Figures;

/// <summary>The figures that have a written definition: for each a text with this key, and one with <c>Define.</c> before it.</summary>
public static class Definitions
{
    /// <summary>In the order of the screen.</summary>
    public static IReadOnlyList<string> Keys { get; } =
        ["ResponseRate", "ResolutionRate", "SatisfactionRate", "Received", "Rejected", "SignedInTime", "CompletedInTime", "Breached", "OpenAtRisk", "HandlingTime", "NewlyBreached", "ComparedWith"];
}
