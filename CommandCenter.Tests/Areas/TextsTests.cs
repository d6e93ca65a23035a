using System.Collections;
using System.Globalization;
using System.Resources;
using CommandCenter.Areas;
using CommandCenter.People;
using CommandCenter.Platform.Maps;

namespace CommandCenter.Tests.Areas;

public sealed class TextsTests
{
    [Theory]
    [InlineData(typeof(AreasText))]
    [InlineData(typeof(PeopleText))]
    public void Both_languages_have_the_same_texts_with_the_same_places(Type texts)
    {
        var (english, chinese) = (Read(texts, ""), Read(texts, "zh-Hans"));

        Assert.NotEmpty(english);
        Assert.Equal(english.Keys.Order(), chinese.Keys.Order());
        Assert.All(english, text => Assert.Equal(text.Value.Count(c => c == '{'), chinese[text.Key].Count(c => c == '{')));
        Assert.DoesNotContain("", chinese.Values);
    }

    [Fact]
    public void Every_level_fault_hint_and_datum_has_its_word()
    {
        var keys = Read(typeof(AreasText), "").Keys;
        var needed = Enum.GetNames<AreaLevel>().Select(n => $"Level.{n}").Concat(Enum.GetNames<FeatureFault>().Select(n => $"Fault.{n}"))
            .Concat(Enum.GetNames<ImportHint>().Select(n => $"Hint.{n}")).Concat(Enum.GetNames<Datum>().Select(n => $"Datum.{n}"))
            .Concat(typeof(AreaFileRefusal).GetFields().Select(f => $"Refusal.{f.GetValue(null)}"));

        Assert.Empty(needed.Except(keys));
    }

    private static Dictionary<string, string> Read(Type texts, string culture) =>
        new ResourceManager(texts).GetResourceSet(CultureInfo.GetCultureInfo(culture), createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!);
}
