namespace CommandCenter.Areas;

/// <summary>Where something is, in one line of a list.</summary>
public static class PlaceLine
{
    /// <summary>The area and the place in it; the place alone where it begins with the area's name, so that no name stands twice. Null where neither is known.</summary>
    public static string? Of(string? area, string? place) =>
        string.IsNullOrWhiteSpace(place) ? Said(area)
        : string.IsNullOrWhiteSpace(area) || place.StartsWith(area, StringComparison.OrdinalIgnoreCase) ? place
        : $"{area} · {place}";

    private static string? Said(string? words) => string.IsNullOrWhiteSpace(words) ? null : words;
}
