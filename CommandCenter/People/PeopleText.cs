using System.Text.RegularExpressions;
using CommandCenter.Platform.Http;
using Microsoft.Extensions.Localization;

namespace CommandCenter.People;

/// <summary>Names the room's texts; how a room keeps its own is written at <see cref="Platform.Kit.KitText"/>.</summary>
public sealed class PeopleText;

/// <summary>Words for what this room says in codes.</summary>
internal static partial class PeopleWords
{
    /// <summary>The refusal in the reader's language; as it was written where this room has no words for it. Places in a list (<c>shifts.0.name</c>) make no difference.</summary>
    public static string Of(this IStringLocalizer<PeopleText> text, Refusal refusal)
    {
        var key = refusal is { Code: "invalid", Field: { } field } ? $"Refusal.invalid.{Place().Replace(field, "")}" : $"Refusal.{refusal.Code}";
        var words = refusal.Facts.GetValueOrDefault("person") is { } person ? text[key, person] : text[key];
        return words.ResourceNotFound ? refusal.Message : words;
    }

    [GeneratedRegex(@"\.\d+")]
    private static partial Regex Place();
}
