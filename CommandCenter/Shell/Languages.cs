using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace CommandCenter.Shell;

/// <summary>The two languages of the screens, kept in a cookie. Chinese first; the browser's own wish is not asked, so that one city's walls agree.</summary>
public static class Languages
{
    /// <summary>Chinese, for whoever has not chosen.</summary>
    public const string Default = "zh-CN";

    /// <summary>Every language the resources have.</summary>
    public static IReadOnlyList<string> Supported { get; } = [Default, "en"];

    /// <summary>The language the switch leads to.</summary>
    public static string Other(CultureInfo current) => current.TwoLetterISOLanguageName == "zh" ? "en" : Default;

    /// <summary>The address of the switch, coming back to a page of this site.</summary>
    public static string SwitchAddress(CultureInfo current, string returnPath) =>
        $"/language/{Other(current)}?returnUrl={Uri.EscapeDataString(returnPath)}";

    internal static RequestLocalizationOptions Localization(string language)
    {
        var options = new RequestLocalizationOptions { RequestCultureProviders = [new CookieRequestCultureProvider()] };
        options.SetDefaultCulture(language).AddSupportedCultures([.. Supported]).AddSupportedUICultures([.. Supported]);
        return options;
    }

    internal static IResult Choose(HttpContext http, string culture, string? returnUrl)
    {
        if (!Supported.Contains(culture)) return Results.NotFound();
        http.Response.Cookies.Append(CookieRequestCultureProvider.DefaultCookieName, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture)),
            new CookieOptions { MaxAge = TimeSpan.FromDays(365), IsEssential = true, HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps });
        return Results.LocalRedirect(LocalPath(returnUrl));
    }

    /// <summary>The address if it stays on this site, else the start page: a link must not send people elsewhere.</summary>
    internal static string LocalPath(string? address) => address switch
    {
        ['/'] => address,
        ['/', not ('/' or '\\'), ..] when !address.Any(char.IsControl) => address,
        _ => "/",
    };
}
