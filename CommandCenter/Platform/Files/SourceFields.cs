using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace CommandCenter.Platform.Files;

/// <summary>Reads the fields of a source's rows by a profile: texts, flags, numbers and instants.</summary>
public sealed class SourceFields(SourceProfile profile)
{
    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(profile.TimeZone);

    /// <summary>The text of a field, or what the profile says for a source that does not have it; null when there is neither.</summary>
    public string? Text(SourceRow row, string field) =>
        Clean(profile.Fields.TryGetValue(field, out var from) ? from.Value(row) : null) ?? profile.Defaults.GetValueOrDefault(field);

    /// <summary>The text of a field that a row cannot do without.</summary>
    /// <exception cref="UnreadableField">It is empty.</exception>
    public string Needed(SourceRow row, string field) => Text(row, field) ?? throw new UnreadableField($"{field}: is empty.");

    /// <summary>Whether a field says yes.</summary>
    public bool Flag(SourceRow row, string field) => Text(row, field)?.ToLowerInvariant() is "true" or "1" or "yes" or "y" or "是";

    /// <summary>A number of degrees; null when there is none.</summary>
    /// <exception cref="UnreadableField">It is not within the limit.</exception>
    public double? Degrees(SourceRow row, string field, double limit) => Text(row, field) is not { } text ? null
        : double.TryParse(text, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= limit ? number
        : throw new UnreadableField($"{field}: '{text}' is not a number of degrees from -{limit} to {limit}.");

    /// <summary>An instant in UTC; null when there is none.</summary>
    /// <exception cref="UnreadableField">It is no date.</exception>
    public DateTimeOffset? Instant(SourceRow row, string field)
    {
        if (Text(row, field) is not { } text)
            return null;
        foreach (var format in profile.DateFormats)
            if (DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
                return FromLocal(local);
        if (HasOffset(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
            return at.ToUniversalTime();
        return DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var plain)
            ? FromLocal(DateTime.SpecifyKind(plain, DateTimeKind.Unspecified))
            : throw new UnreadableField($"{field}: '{text}' is not a date of the form {string.Join(" or ", profile.DateFormats.DefaultIfEmpty("2026-06-18T08:00:00+08:00"))}.");
    }

    /// <summary>The same without stray control characters, which are dirt that PostgreSQL refuses to keep; one of them must not cost a whole batch.</summary>
    public static string? Clean(string? value) => value is null || !value.Any(IsDirt) ? value
        : string.Concat(value.Select(c => IsDirt(c) ? ' ' : c)).Trim() is { Length: > 0 } clean ? clean : null;

    /// <summary>The same, at most <paramref name="limit"/> characters long; what was cut ends in an ellipsis.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static string? Cut(string? value, int limit) => value is null || value.Length <= limit ? value
        : value[..(char.IsHighSurrogate(value[limit - 2]) ? limit - 2 : limit - 1)] + "…";

    /// <summary>What a profile's table says for a value; the value itself where it says nothing.</summary>
    public static string? Mapped(IReadOnlyDictionary<string, string> map, string? value) => value is not null && map.TryGetValue(value, out var ours) ? ours : value;

    // A local time that summer time skips is taken as the instant the clocks jump to; one that comes twice as the first.
    private DateTimeOffset FromLocal(DateTime local)
    {
        if (zone.IsInvalidTime(local))
            local = local.AddHours(1);
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    private static bool HasOffset(string text) => text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':') || (text.Length > 5 && text[^5] is '+' or '-' && text.Contains('T'));

    private static bool IsDirt(char c) => char.IsControl(c) && c is not ('\t' or '\n' or '\r');
}

/// <summary>A field's value cannot be read; the message names the field.</summary>
public sealed class UnreadableField(string message) : Exception(message);

/// <summary>A row that cannot be read, or has no identity.</summary>
/// <param name="Line">Its line.</param>
/// <param name="Reason">Why, naming the column.</param>
public sealed record RejectedRow(long Line, string Reason);
