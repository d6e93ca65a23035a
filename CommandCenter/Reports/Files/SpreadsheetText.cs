namespace CommandCenter.Reports.Files;

/// <summary>Keeps words that somebody wrote from being run as a formula by a spreadsheet.</summary>
public static class SpreadsheetText
{
    private const string Dangerous = "=+-@\t\r\n＝＋－＠";

    /// <summary>
    /// The words with an apostrophe before them where a spreadsheet would take them for a formula (also with blanks in front, which some drop). Numbers are written
    /// as numbers and do not come here.
    /// </summary>
    public static string Neutral(string words) => words.Length > 0 && (Dangerous.Contains(words[0], StringComparison.Ordinal)
        || (words.TrimStart() is { Length: > 0 } text && Dangerous.Contains(text[0], StringComparison.Ordinal))) ? "'" + words : words;
}
