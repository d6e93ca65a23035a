namespace CommandCenter.Reports.Figures;

/// <summary>Writes query strings.</summary>
internal static class QueryWords
{
    /// <summary>The words that have a value, with a leading question mark; empty when none has.</summary>
    public static string Join(params ReadOnlySpan<(string Name, string? Value)> words)
    {
        var query = new System.Text.StringBuilder();
        foreach (var (name, value) in words)
            if (!string.IsNullOrEmpty(value))
                query.Append(query.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        return query.ToString();
    }
}
