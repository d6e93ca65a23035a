using System.Text.RegularExpressions;

namespace CommandCenter.Wall;

/// <summary>
/// A place as a wall may show it: to the building. Everybody in the room and every visitor reads a wall, so what comes after the building (flat, unit, floor, room),
/// and whoever is named or can be called there, is cut off.
/// </summary>
public static partial class WallPlace
{
    private static readonly char[] Loose = [' ', ',', '，', '、', ';', '；', '(', '（', '-', '·', '#', ':', '：'];

    /// <summary>The part of an address up to the building; null where nothing is left.</summary>
    public static string? ToBuilding(string? place)
    {
        if (string.IsNullOrWhiteSpace(place))
            return null;
        var cut = new[] { ChineseFlat(), EnglishFlat(), Person(), Reachable() }.Select(r => r.Match(place)).Where(m => m.Success).Select(m => m.Index).DefaultIfEmpty(place.Length).Min();
        var kept = Spaces().Replace(place[..cut], " ").Trim().TrimEnd(Loose);
        return kept.Length == 0 ? null : kept;
    }

    // 单元, 室, 户, 层, 房 and 楼 after a number; 号楼, 栋, 幢 and 座 are buildings and stay. "3楼" is a floor, "3号楼" is not.
    [GeneratedRegex(@"[0-9０-９A-Za-z一二三四五六七八九十百]+\s*(单元|號房|号房|室|户|层|楼(?!栋|群|宇)|房间|门牌?户)|(?<=[栋幢座楼])\s*[-－—]?\s*[0-9０-９]{2,5}(?![0-9０-９号栋幢])|[0-9]+[-－][0-9]+[-－][0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex ChineseFlat();

    [GeneratedRegex(@"\b(apt|apartment|unit|flat|suite|ste|room|rm|floor|fl|\d+(st|nd|rd|th)\s+floor)\b\.?|#\s*\w", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex EnglishFlat();

    [GeneratedRegex(@"[\u4e00-\u9fff]{1,3}(先生|女士|小姐|阿姨|大爷|大妈|师傅|老师)|(联系人|业主|住户|租户|找)\s*[:：]?|\b(Mr|Mrs|Ms|Miss|c/o|attn|ATTN)\b\.?", RegexOptions.CultureInvariant)]
    private static partial Regex Person();

    [GeneratedRegex(@"\+?\d(?:[\s\-().]?\d){6,}|\S+@\S+", RegexOptions.CultureInvariant)]
    private static partial Regex Reachable();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();
}
