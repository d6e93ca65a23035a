using CommandCenter.Platform.Http;
using Microsoft.Extensions.Localization;

namespace CommandCenter.Tickets.Administration;

/// <summary>Refusals in the reader's language.</summary>
public static class RefusalWords
{
    /// <summary>
    /// A refusal in a room's words: <c>Refusal.{code}</c>, for a wrong field <c>Refusal.invalid.{field}</c>; as it was written where the room has none.
    /// </summary>
    public static string Of(this IStringLocalizer text, Refusal refusal)
    {
        var words = text[refusal is { Code: "invalid", Field: { } field } ? $"Refusal.invalid.{field}" : $"Refusal.{refusal.Code}", [.. refusal.Facts.Values.Select(v => v ?? "")]];
        return words.ResourceNotFound ? refusal.Message : words;
    }
}
