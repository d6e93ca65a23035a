using System.Globalization;
using System.Resources;

namespace CommandCenter.Platform.Kit;

/// <summary>
/// Names the kit's texts. Every room keeps its own the same way: <c>RoomText.resx</c> (English) and <c>RoomText.zh-Hans.resx</c> (Chinese)
/// beside an empty class <c>RoomText</c> in the room's namespace, and components ask for <c>IStringLocalizer&lt;RoomText&gt;</c>.
/// A test keeps the two files alike: same keys, nothing empty, same placeholders.
/// </summary>
public sealed class KitText
{
    private static readonly ResourceManager Resources = new(typeof(KitText));

    /// <summary>A text of the kit in a given culture, for pure functions that have no localizer.</summary>
    internal static string In(CultureInfo culture, string key) =>
        Resources.GetString(key, culture) ?? throw new MissingManifestResourceException($"KitText has no '{key}'.");
}
