namespace CommandCenter.Platform.Files;

/// <summary>One row of a source, by column. Blank values count as absent.</summary>
/// <param name="Line">The line (CSV) or element (JSON) it starts at, from 1.</param>
/// <param name="Values">The values.</param>
public sealed record SourceRow(long Line, IReadOnlyDictionary<string, string?> Values)
{
    /// <summary>A value, trimmed; null when absent or blank.</summary>
    public string? this[string column] => Values.TryGetValue(column, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
}
