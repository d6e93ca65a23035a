using System.Globalization;

namespace CommandCenter.Platform.Kit;

/// <summary>
/// The language of a screen, kept for what another thread asks it to draw. A thread that follows the Journal has the server's language, and what it renders would be
/// in that: <c>InvokeAsync(() => { language.Speak(); StateHasChanged(); })</c>. Make it with the component, whose own calls are in the reader's language.
/// </summary>
public sealed class ReadersLanguage
{
    private readonly CultureInfo formats = CultureInfo.CurrentCulture;
    private readonly CultureInfo words = CultureInfo.CurrentUICulture;

    /// <summary>What the reader calls a thing of two names; by its own name where it has no English one.</summary>
    public static string NameOf(string name, string? english) =>
        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" || string.IsNullOrWhiteSpace(english) ? name : english;

    /// <summary>Speaks it from here to the end of the call in hand.</summary>
    public void Speak() => (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (formats, words);
}
