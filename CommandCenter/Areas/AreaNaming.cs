using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using CommandCenter.Platform.Http;

namespace CommandCenter.Areas;

/// <summary>Finds which property of a file of outlines is the name and which the code. Pure.</summary>
internal sealed partial record AreaNaming(string NameProperty, string? CodeProperty)
{
    private static readonly string[] CodeNames = ["code", "adcode", "areacode", "area_code", "gridcode", "grid_code"];

    private static readonly string[] EnglishNames = ["name_en", "name:en", "nameEn"];

    /// <summary>Whether the file looks like those of China's map services, which give every area its administrative code.</summary>
    public bool HasAdministrativeCode => string.Equals(CodeProperty, "adcode", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The property that was asked for; else <c>name</c> in any case; else one that ends in name; else the only one whose values differ from feature to feature and that is no object id and no measure.
    /// </summary>
    /// <exception cref="Refusal">There is none, or the choice is not clear.</exception>
    public static AreaNaming Find(IReadOnlyList<OutlineFeature> features, string? asked)
    {
        var keys = features.SelectMany(f => f.Properties.Keys).Distinct(StringComparer.Ordinal).ToList();
        var code = CodeNames.Select(c => keys.Find(k => k.Equals(c, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(k => k is not null && Differs(features, k));
        return new AreaNaming(asked is null ? Guess(features, keys) : Asked(keys, asked), code);
    }

    /// <summary>The feature's name; null when it has none.</summary>
    public string? NameOf(OutlineFeature feature) => TextOf(feature, NameProperty);

    /// <summary>The feature's code: its own, else its name, cut to what a code may have.</summary>
    public string? CodeOf(OutlineFeature feature) =>
        (CodeProperty is null ? null : TextOf(feature, CodeProperty)) ?? (NameOf(feature) is { } name ? name[..Math.Min(name.Length, Area.CodeLength)] : null);

    /// <summary>The feature's English name, where the file has one beside the name: <c>name_en</c>, <c>name:en</c> or <c>nameEn</c>.</summary>
    public string? EnglishOf(OutlineFeature feature) =>
        EnglishNames.Select(n => TextOf(feature, n)).FirstOrDefault(t => t is not null) is { Length: <= Area.NameLength } text && text != NameOf(feature) ? text : null;

    /// <summary>How sources write a bare number: with the kind in front, "Ward 5". Null for a name that is no number.</summary>
    public string? AliasOf(string name) => name.All(char.IsAsciiDigit) ? $"{NameProperty} {name}" : null;

    private static string Asked(List<string> keys, string asked) =>
        keys.Find(k => k.Equals(asked, StringComparison.Ordinal)) ?? keys.Find(k => k.Equals(asked, StringComparison.OrdinalIgnoreCase))
        ?? throw AreaFileRefusal.Of(AreaFileRefusal.NoName, $"No feature has a property '{asked}'. The file has: {string.Join(", ", keys)}.");

    private static string Guess(IReadOnlyList<OutlineFeature> features, List<string> keys)
    {
        if (keys.Find(k => k.Equals("name", StringComparison.Ordinal)) is { } exact)
            return exact;
        var named = keys.Where(k => !EnglishNames.Contains(k) && k.EndsWith("name", StringComparison.OrdinalIgnoreCase) && features.Any(f => TextOf(f, k) is not null)).OrderBy(k => k.Length == 4 ? 0 : 1).ToList();
        if (named.Find(k => Differs(features, k)) is { } telling)
            return telling;
        if (named.Count > 0)
            return named[0];
        var others = keys.Where(k => !ObjectId().IsMatch(k) && !IsMeasure(features, k) && Differs(features, k)).ToList();
        return others switch
        {
            [var only] => only,
            [] => throw AreaFileRefusal.Of(AreaFileRefusal.NoName, $"No property can be the name. Choose one with --name-property: {string.Join(", ", keys)}."),
            _ => throw AreaFileRefusal.Of(AreaFileRefusal.NoName, $"Several properties could be the name. Choose one with --name-property: {string.Join(", ", others)}."),
        };
    }

    private static bool Differs(IReadOnlyList<OutlineFeature> features, string key)
    {
        var seen = new HashSet<string>();
        return features.All(f => TextOf(f, key) is { } text && seen.Add(Spelling.Normalize(text)));
    }

    private static bool IsMeasure(IReadOnlyList<OutlineFeature> features, string key) =>
        features.Any(f => f.Properties.TryGetValue(key, out var value) && value.ValueKind == JsonValueKind.Number && (Measure().IsMatch(key) || !value.TryGetInt64(out _)));

    /// <summary>A property as text; null where it is missing or blank.</summary>
    internal static string? TextOf(OutlineFeature feature, string key)
    {
        if (!feature.Properties.TryGetValue(key, out var value))
            return null;
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!.Trim(),
            JsonValueKind.Number => value.TryGetInt64(out var whole) ? whole.ToString(CultureInfo.InvariantCulture) : value.GetDouble().ToString(CultureInfo.InvariantCulture),
            _ => "",
        };
        return text.Length == 0 ? null : text;
    }

    [GeneratedRegex(@"^(.*objectid|fid|gid|oid|id|.*globalid|uuid|guid|subfeatureindex)(_?\d+)?$", RegexOptions.IgnoreCase)]
    private static partial Regex ObjectId();

    [GeneratedRegex("(area|length|leng|len|perimeter|acres|sqmi|sqkm|hectares)$", RegexOptions.IgnoreCase)]
    private static partial Regex Measure();
}
