using System.Globalization;

namespace CommandCenter.Platform.Kit;

/// <summary>The number a person reads to the administrator, who finds it in the log.</summary>
public static class FailureCode
{
    /// <summary>A new number: <c>E-7F3A-0291</c>.</summary>
    public static string New()
    {
        var number = Random.Shared.Next();
        return string.Create(CultureInfo.InvariantCulture, $"E-{(number >> 16) & 0xFFFF:X4}-{number & 0xFFFF:X4}");
    }
}
