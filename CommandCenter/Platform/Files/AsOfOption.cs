using System.CommandLine;
using System.Globalization;

namespace CommandCenter.Platform.Files;

/// <summary><c>--as-of</c>: "now" for an import or an export.</summary>
public static class AsOfOption
{
    /// <summary>The option of a verb; what is no instant is wrong usage.</summary>
    /// <param name="description">What it is "now" for.</param>
    public static Option<string?> Of(string description)
    {
        var option = new Option<string?>("--as-of") { Description = description + ", with its offset: 2016-01-13T00:00:00-05:00" };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && !TryRead(text, out _))
                result.AddError($"--as-of: '{text}' is not an instant with an offset, such as 2016-01-13T00:00:00-05:00.");
        });
        return option;
    }

    /// <summary>The instant; null where none was given.</summary>
    public static DateTimeOffset? Read(string? text) => text is not null && TryRead(text, out var at) ? at : null;

    private static bool TryRead(string text, out DateTimeOffset at) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out at);
}
