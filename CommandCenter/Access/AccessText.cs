using CommandCenter.Platform.Http;
using Microsoft.Extensions.Localization;

namespace CommandCenter.Access;

/// <summary>The texts of this room: <c>IStringLocalizer&lt;AccessText&gt;</c>.</summary>
public sealed class AccessText;

/// <summary>Words for what this room says in codes.</summary>
internal static class AccessWords
{
    /// <summary>A refusal in the reader's language, by its code; its own words where there are none.</summary>
    public static string Of(this IStringLocalizer<AccessText> text, Refusal refusal) =>
        text[$"Refused.{refusal.Code}", [.. refusal.Facts.Values.Select(v => v ?? "")]] is { ResourceNotFound: false } words ? words : refusal.Message;

    /// <summary>A role's name.</summary>
    public static string Of(this IStringLocalizer<AccessText> text, Role role) => text[$"Role.{role}"];
}
