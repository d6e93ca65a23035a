using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using CommandCenter.Platform.Kit;

namespace CommandCenter.Tests.Shell;

/// <summary>Every room's texts, in both languages.</summary>
public sealed partial class TextsTests
{
    private static readonly CultureInfo Chinese = new("zh-Hans");

    /// <summary>Every resource of the application, by its name in the assembly without ".resources".</summary>
    public static TheoryData<string> Resources() =>
        [.. typeof(KitText).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".resources", StringComparison.Ordinal)).Select(name => name[..^".resources".Length])];

    [Fact]
    public void The_rooms_texts_are_found() => Assert.Contains("CommandCenter.Platform.Kit.KitText", Resources().Select(row => row.Data));

    [Theory]
    [MemberData(nameof(Resources))]
    public void Every_text_has_its_twin_with_the_same_placeholders(string resource)
    {
        Assert.NotNull(typeof(KitText).Assembly.GetType(resource));
        var (english, chinese) = (Read(resource, CultureInfo.InvariantCulture), Read(resource, Chinese));
        Assert.NotEmpty(english);
        Assert.Equal(english.Keys.Order(), chinese.Keys.Order());
        Assert.All(english.Concat(chinese), text => Assert.False(string.IsNullOrWhiteSpace(text.Value), text.Key));
        Assert.All(english, text => Assert.Equal(Placeholders(text.Value), Placeholders(chinese[text.Key])));
    }

    [Fact]
    public void Chinese_of_the_mainland_finds_the_simplified_texts() =>
        Assert.Equal("达标", new ResourceManager(typeof(KitText)).GetString("Met", new CultureInfo("zh-CN")));

    private static Dictionary<string, string> Read(string resource, CultureInfo culture)
    {
        var set = new ResourceManager(resource, typeof(KitText).Assembly).GetResourceSet(culture, createIfNotExists: true, tryParents: false);
        Assert.NotNull(set);
        return set.Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
    }

    private static string[] Placeholders(string text) => [.. Placeholder().Matches(text).Select(match => match.Value).Distinct().Order()];

    [GeneratedRegex(@"\{\d+(:[^}]*)?\}")]
    private static partial Regex Placeholder();
}
