using System.Text;

namespace CommandCenter.Areas;

/// <summary>
/// Tells whether two spellings mean the same place or department. Sources write "Ward 5", "WARD 05" and "ward_5", or "14.0" for 14;
/// normalized they are equal. Parts stay apart, so that "1-23" never becomes "12-3".
/// </summary>
public static class Spelling
{
    /// <summary>
    /// Lower case, full-width forms made narrow, every run of other signs one space, no leading zeros, and no ".0" that a spreadsheet put behind a whole number.
    /// Empty for a text without a letter or digit.
    /// </summary>
    public static string Normalize(string? text)
    {
        var source = WithoutDecimalZeros((text ?? "").Normalize(NormalizationForm.FormKC).Trim());
        var result = new StringBuilder(source.Length);
        for (var i = 0; i < source.Length; i++)
        {
            var sign = source[i];
            if (!char.IsLetterOrDigit(sign) && !char.IsSurrogate(sign))
                Separate(result);
            else if (!IsLeadingZero(source, i, result))
                result.Append(char.ToLowerInvariant(sign));
        }
        return result.ToString().TrimEnd();
    }

    private static void Separate(StringBuilder result)
    {
        if (result.Length > 0 && result[^1] != ' ')
            result.Append(' ');
    }

    private static bool IsLeadingZero(string source, int i, StringBuilder result) =>
        source[i] == '0'
        && (result.Length == 0 || !char.IsAsciiDigit(result[^1]))
        && i + 1 < source.Length && char.IsAsciiDigit(source[i + 1]);

    private static string WithoutDecimalZeros(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        return point > 0 && point < text.Length - 1 && text.AsSpan(0, point).IndexOfAnyExceptInRange('0', '9') < 0 && text.AsSpan(point + 1).IndexOfAnyExcept('0') < 0
            ? text[..point]
            : text;
    }
}
