using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace CommandCenter.Platform.Files;

/// <summary>
/// Where a field comes from: a column, the first of several columns that is not empty, a path of columns, or a column with a pattern and a condition.
/// </summary>
public sealed class ProfileField
{
    // Linear in the length of the text whatever the pattern, so that a stranger's profile cannot stall an import.
    internal const RegexOptions PatternOptions = RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;
    private Regex? pattern;

    /// <summary>Columns, the first that is not empty counts.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Columns that together are a path, from the top.</summary>
    public IReadOnlyList<string> Path { get; init; } = [];

    /// <summary>A regular expression with one group: the part of the value that is meant. A value that does not match counts as empty.</summary>
    public string? Match { get; init; }

    /// <summary>Only when these columns have these values.</summary>
    public IReadOnlyDictionary<string, string> When { get; init; } = new Dictionary<string, string>();

    /// <summary>Every column it reads.</summary>
    public IEnumerable<string> AllColumns => Columns.Concat(Path).Concat(When.Keys);

    /// <summary>The value in a row, or null.</summary>
    public string? Value(SourceRow row)
    {
        if (When.Any(w => !string.Equals(row[w.Key], w.Value, StringComparison.OrdinalIgnoreCase)))
            return null;
        var value = Columns.Select(column => row[column]).FirstOrDefault(v => v is not null);
        if (value is null || Match is null)
            return value;
        pattern ??= new Regex(Match, PatternOptions);
        return pattern.Match(value) is { Success: true } match ? match.Groups[1].Value : null;
    }

    /// <summary>The values of a path in a row, without empty ones.</summary>
    public IReadOnlyList<string> Values(SourceRow row) => Path.Count == 0
        ? Value(row) is { } single ? [single] : []
        : [.. Path.Select(column => row[column]).OfType<string>()];
}

/// <summary>Reads the three short forms a field may have in JSON: <c>"column"</c>, <c>["first", "second"]</c>, <c>{ "column": …, "path": …, "match": …, "when": … }</c>.</summary>
internal sealed class ProfileFieldConverter : JsonConverter<ProfileField>
{
    private sealed record Form(string? Column, string[]? Columns, string[]? Path, string? Match, Dictionary<string, string>? When);

    public override ProfileField Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return new ProfileField { Columns = [reader.GetString()!] };
            case JsonTokenType.StartArray:
                return new ProfileField { Columns = JsonSerializer.Deserialize<string[]>(ref reader, options)! };
            case JsonTokenType.StartObject:
                var form = JsonSerializer.Deserialize<Form>(ref reader, options)!;
                return new ProfileField
                {
                    Columns = form.Columns ?? (form.Column is null ? [] : [form.Column]),
                    Path = form.Path ?? [],
                    Match = form.Match,
                    When = form.When ?? [],
                };
            default:
                throw new JsonException("a field is a column's name, a list of columns, or an object with column, path, match, when");
        }
    }

    public override void Write(Utf8JsonWriter writer, ProfileField value, JsonSerializerOptions options) => throw new NotSupportedException();
}
