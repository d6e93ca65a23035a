namespace CommandCenter.Alarms;

/// <summary>Why an alarm is suppressed behind a gateway that is not heard of: kept as a sentence, told to a reader in their language.</summary>
public static class LostGateway
{
    private const string Before = "gateway ", After = " is offline";

    /// <summary>The reason as it is kept and as programs read it.</summary>
    public static string Reason(string gateway) => Before + gateway + After;

    /// <summary>The gateway's code; null for any other reason.</summary>
    public static string? CodeOf(string? reason) =>
        reason is not null && reason.StartsWith(Before, StringComparison.Ordinal) && reason.EndsWith(After, StringComparison.Ordinal) ? reason[Before.Length..^After.Length] : null;
}
