using System.Text.RegularExpressions;
using CommandCenter.Platform.Data;
using CommandCenter.Shell;
using MudBlazor;
using MudBlazor.Utilities;

namespace CommandCenter.Tests.Shell;

/// <summary>MudBlazor's colours are the tokens', and the tokens can be read.</summary>
public sealed partial class PaletteTests
{
    private static readonly string Css = File.ReadAllText(Path.Combine(HomeFolder.WebRoot, "css", "tokens.css"));
    private static readonly Dictionary<string, string> Dark = Block(":root, [data-theme=\"dark\"] {");
    private static readonly Dictionary<string, string> Light = new(Dark.Concat(Block("\n[data-theme=\"light\"] {")).GroupBy(token => token.Key)
        .ToDictionary(group => group.Key, group => group.Last().Value));

    [Fact]
    public void MudBlazor_is_dark_in_the_colours_of_the_tokens() => Same(Dark, Palettes.Theme.PaletteDark);

    [Fact]
    public void MudBlazor_is_light_in_the_colours_of_the_tokens() => Same(Light, Palettes.Theme.PaletteLight);

    [Fact]
    public void Every_word_can_be_read_on_the_ground_it_stands_on()
    {
        string[] grounds = ["cc-bg", "cc-panel", "cc-raised", "cc-sunken"];
        string[] states = ["critical", "high", "medium", "low", "atrisk", "breached", "stale", "ok"];
        foreach (var theme in new[] { Dark, Light })
        {
            var pairs = grounds.SelectMany(ground => new[] { "cc-text", "cc-text-2", "cc-text-3", "cc-accent" }.Select(ink => (ink, ground)))
                .Concat(states.SelectMany(state => grounds.Append($"cc-{state}-bg").Select(ground => ($"cc-{state}-text", ground))))
                .Concat(states.Select(state => ($"cc-on-{state}", $"cc-{state}-fill")))
                .Append(("cc-on-critical", "cc-critical-solid")).Append(("cc-on-accent", "cc-accent"));
            Assert.All(pairs, pair => Assert.True(Contrast(theme[pair.Item1], theme[pair.Item2]) >= 4.5, $"{pair.Item1} on {pair.Item2}"));
        }
    }

    private static void Same(Dictionary<string, string> token, Palette palette)
    {
        (MudColor Colour, string Token)[] table =
        [
            (palette.Background, "cc-bg"), (palette.Surface, "cc-panel"), (palette.BackgroundGray, "cc-sunken"),
            (palette.AppbarBackground, "cc-panel"), (palette.DrawerBackground, "cc-panel"), (palette.AppbarText, "cc-text"), (palette.DrawerText, "cc-text"),
            (palette.Primary, "cc-accent"), (palette.Info, "cc-accent"), (palette.PrimaryContrastText, "cc-on-accent"),
            (palette.TextPrimary, "cc-text"), (palette.TextSecondary, "cc-text-2"), (palette.TextDisabled, "cc-text-3"),
            (palette.LinesDefault, "cc-line"), (palette.TableLines, "cc-line"), (palette.Divider, "cc-line"), (palette.LinesInputs, "cc-line-strong"),
            (palette.Error, "cc-critical-fill"), (palette.Warning, "cc-atrisk-fill"), (palette.Success, "cc-ok-fill"), (palette.ActionDefault, "cc-text-2"),
        ];
        Assert.All(table, row => Assert.Equal(token[row.Token], row.Colour.ToString(MudColorOutputFormats.Hex), ignoreCase: true));
    }

    private static Dictionary<string, string> Block(string opening)
    {
        var start = Css.IndexOf(opening, StringComparison.Ordinal);
        Assert.True(start >= 0, opening);
        return Token().Matches(Css[start..Css.IndexOf("\n}", start, StringComparison.Ordinal)]).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
    }

    private static double Contrast(string a, string b)
    {
        var (x, y) = (Luminance(a), Luminance(b));
        return (Math.Max(x, y) + 0.05) / (Math.Min(x, y) + 0.05);
    }

    private static double Luminance(string hex)
    {
        double Channel(int at) => Convert.ToInt32(hex.Substring(at, 2), 16) / 255.0 is var v && v <= 0.04045 ? v / 12.92 : Math.Pow((v + 0.055) / 1.055, 2.4);
        return (0.2126 * Channel(1)) + (0.7152 * Channel(3)) + (0.0722 * Channel(5));
    }

    [GeneratedRegex(@"--([\w-]+):\s*(#[0-9a-fA-F]{6})\b")]
    private static partial Regex Token();
}
