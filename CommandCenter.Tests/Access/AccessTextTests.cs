using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using CommandCenter.Access;

namespace CommandCenter.Tests.Access;

public sealed partial class AccessTextTests
{
    private static readonly ResourceManager Texts = new(typeof(AccessText));

    [Fact]
    public void Both_languages_say_the_same_things_with_the_same_figures()
    {
        var (english, chinese) = (Words(CultureInfo.InvariantCulture), Words(CultureInfo.GetCultureInfo("zh-Hans")));
        Assert.NotEmpty(english);
        Assert.Equal(english.Keys.Order(), chinese.Keys.Order());
        Assert.All(english, text => Assert.Equal(Figures(text.Value), Figures(chinese[text.Key])));
    }

    [Fact]
    public void Every_role_and_scope_has_a_name()
    {
        var words = Words(CultureInfo.InvariantCulture);
        Assert.All(Enum.GetValues<Role>(), role => Assert.True(words.ContainsKey($"Role.{role}"), role.ToString()));
        Assert.All(Scope.All.Append(Scope.ActAs), scope => Assert.True(words.ContainsKey($"Scope.{scope}"), scope));
    }

    private static Dictionary<string, string> Words(CultureInfo culture) =>
        Texts.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!.Cast<System.Collections.DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!);

    private static IEnumerable<string> Figures(string text) => Figure().Matches(text).Select(m => m.Value).Distinct().Order();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Figure();
}
