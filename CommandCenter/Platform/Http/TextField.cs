namespace CommandCenter.Platform.Http;

/// <summary>A text that a caller sent: what every door asks of it before it is kept.</summary>
public static class TextField
{
    /// <summary>
    /// What is wrong with it: too long, or a character that not every database can keep (a control character, half a surrogate pair). Null when it can be kept as it is.
    /// </summary>
    /// <param name="name">The field in the caller's spelling.</param>
    /// <param name="value">The text; null and empty are fine here.</param>
    /// <param name="limit">The most characters.</param>
    public static Refusal? Check(string name, string? value, int limit) => value is null ? null
        : value.Length > limit ? Refusal.Invalid(name, $"is longer than {limit} characters.")
        : Unkeepable(value) is { } code ? Refusal.Invalid(name, $"holds the character U+{code:X4}, which cannot be kept.")
        : null;

    private static int? Unkeepable(string text)
    {
        for (var i = 0; i < text.Length; i++)
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(text[i]) || (char.IsControl(text[i]) && text[i] is not ('\t' or '\n' or '\r')))
                return text[i];
        return null;
    }
}
