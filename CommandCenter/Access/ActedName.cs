namespace CommandCenter.Access;

/// <summary>
/// The name under which a person acts through another system, as the Journal keeps it: <c>李敏 (via Demo city)</c>.
/// Screens take it apart again: a row has room for the person only, and the words between the two are the reader's.
/// </summary>
public static class ActedName
{
    private const string Mark = " (via ";

    /// <summary>The name that is kept.</summary>
    public static string Of(string person, string system) => $"{person}{Mark}{system})";

    /// <summary>The person, and the system they act through; null for whoever acts here.</summary>
    public static (string Person, string? System) Parts(string name) =>
        name.IndexOf(Mark, StringComparison.Ordinal) is > 0 and var at && name.EndsWith(')') ? (name[..at], name[(at + Mark.Length)..^1]) : (name, null);
}
