using MudBlazor;

namespace CommandCenter.Shell;

/// <summary>MudBlazor in the city's colours. The values repeat <c>wwwroot/css/tokens.css</c>, because MudBlazor computes with them; a test compares the two.</summary>
public static class Palettes
{
    private static readonly string[] Sans = ["Inter Variable", "Inter", "Noto Sans SC Variable", "Noto Sans SC", "Noto Sans CJK SC", "sans-serif"];

    /// <summary>Both palettes, the desk's type and no elevation except on what floats.</summary>
    public static MudTheme Theme { get; } = new()
    {
        PaletteDark = Fill(new PaletteDark(), "#10151a", "#181f26", "#0c1014", "#e6ebf0", "#b4bfc9", "#8e9ba8", "#2b3640", "#6a7a88", "#8db7e2", "#0e1720",
            "#dc2f37", "#f2b33d", "#6f9788"),
        PaletteLight = Fill(new PaletteLight(), "#edf0f3", "#fbfcfd", "#e6eaee", "#17202a", "#445260", "#596876", "#d5dce2", "#7c8a97", "#24598f", "#ffffff",
            "#c8232b", "#eba717", "#5d8a79"),
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "5px", AppbarHeight = "48px", DrawerMiniWidthLeft = "56px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Sans, FontSize = "14px", LineHeight = "1.5", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontFamily = Sans, FontSize = "14px", FontWeight = "500", TextTransform = "none", LetterSpacing = "normal" },
        },
        Shadows = new Shadow { Elevation = [.. Enumerable.Range(0, 26).Select(Elevation)] },
    };

    // Menus and dialogs float; everything MudBlazor raises less than that lies flat.
    private static string Elevation(int level) => level switch { < 8 => "none", < 16 => "var(--e-2)", _ => "var(--e-3)" };

    private static TPalette Fill<TPalette>(TPalette palette, string bg, string panel, string sunken, string text, string text2, string text3, string line,
        string lineStrong, string accent, string onAccent, string critical, string atRisk, string ok) where TPalette : Palette
    {
        palette.Background = bg;
        palette.Surface = palette.AppbarBackground = palette.DrawerBackground = panel;
        palette.BackgroundGray = sunken;
        palette.TextPrimary = palette.AppbarText = palette.DrawerText = palette.DrawerIcon = text;
        palette.TextSecondary = palette.ActionDefault = text2;
        palette.TextDisabled = text3;
        palette.LinesDefault = palette.TableLines = palette.Divider = line;
        palette.LinesInputs = lineStrong;
        palette.Primary = palette.Info = accent;
        palette.PrimaryContrastText = palette.InfoContrastText = onAccent;
        palette.Error = critical;
        palette.Warning = atRisk;
        palette.Success = ok;
        return palette;
    }
}
