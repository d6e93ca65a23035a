using CommandCenter.Platform.Http;
using Microsoft.Extensions.Localization;

namespace CommandCenter.Areas;

/// <summary>Names the room's texts; how a room keeps its own is written at <see cref="Platform.Kit.KitText"/>.</summary>
public sealed class AreasText;

/// <summary>Words for what this room says in codes.</summary>
internal static class AreasWords
{
    public static string Of(this IStringLocalizer<AreasText> text, AreaLevel level) => text[$"Level.{level}"];

    public static string Of(this IStringLocalizer<AreasText> text, FeatureFault fault) => text[$"Fault.{fault}"];

    public static string Of(this IStringLocalizer<AreasText> text, ImportHint hint) => text[$"Hint.{hint}"];

    /// <summary>The refusal in the reader's language; as it was written where this room has no words for it.</summary>
    public static string Of(this IStringLocalizer<AreasText> text, Refusal refusal)
    {
        var words = text[refusal is { Code: "invalid", Field: { } field } ? $"Refusal.invalid.{field}" : $"Refusal.{refusal.Code}"];
        return words.ResourceNotFound ? refusal.Message : words;
    }
}
