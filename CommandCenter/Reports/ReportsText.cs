using System.Globalization;
using System.Resources;

namespace CommandCenter.Reports;

/// <summary>The texts of this room: <c>IStringLocalizer&lt;ReportsText&gt;</c> on screens, <see cref="In"/> for files, which have a language but no reader.</summary>
public sealed class ReportsText
{
    private static readonly ResourceManager Resources = new(typeof(ReportsText));

    /// <summary>A text in a given language.</summary>
    public static string In(CultureInfo culture, string key, params object[] values)
    {
        var text = Resources.GetString(key, culture) ?? throw new MissingManifestResourceException($"ReportsText has no '{key}'.");
        return values.Length == 0 ? text : string.Format(culture, text, values);
    }
}
