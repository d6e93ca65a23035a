using System.Globalization;
using CommandCenter.Platform.Data;

namespace CommandCenter.Platform.Settings;

/// <summary>Reads a section of settings and gathers what is wrong with it.</summary>
internal sealed class SettingsReader(IConfigurationSection section, List<string>? problems = null)
{
    /// <summary>One sentence per mistake, with its key.</summary>
    public List<string> Problems { get; } = problems ?? [];

    public SettingsReader Within(string key) => new(section.GetSection(key), Problems);

    /// <summary>The entries of a list: <c>Key:0</c>, <c>Key:1</c>.</summary>
    public IEnumerable<SettingsReader> Entries(string key) => section.GetSection(key).GetChildren().Select(entry => new SettingsReader(entry, Problems));

    public string? Text(string key) => string.IsNullOrWhiteSpace(section[key]) ? null : section[key]!.Trim();

    public void Wrong(string key, string? value, string expected) => Problems.Add($"{section.Path}:{key} is '{value}'; it must be {expected}.");

    /// <summary>What was read, unless something is wrong.</summary>
    /// <exception cref="CannotStart">With every mistake.</exception>
    public T Done<T>(T options) => Problems.Count == 0 ? options : throw new CannotStart(string.Join(" ", Problems));

    public int Whole(string key, int otherwise, int least, int most)
    {
        if (Text(key) is not { } text)
            return otherwise;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        Wrong(key, text, $"a whole number from {least} to {most}");
        return otherwise;
    }

    /// <summary>A number from <paramref name="least"/> to <paramref name="most"/>; null where it is not set.</summary>
    public double? Number(string key, double least, double most)
    {
        if (Text(key) is not { } text)
            return null;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        Wrong(key, text, string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"));
        return null;
    }

    /// <summary>One of an enum's names.</summary>
    public T Choice<T>(string key, T otherwise) where T : struct, Enum
    {
        if (Text(key) is not { } text)
            return otherwise;
        if (Enum.GetNames<T>().FirstOrDefault(name => string.Equals(name, text, StringComparison.OrdinalIgnoreCase)) is { } known)
            return Enum.Parse<T>(known);
        Wrong(key, text, $"one of {string.Join(", ", Enum.GetNames<T>())}");
        return otherwise;
    }

    public bool Flag(string key, bool otherwise)
    {
        if (Text(key) is not { } text)
            return otherwise;
        if (bool.TryParse(text, out var yes))
            return yes;
        Wrong(key, text, "true or false");
        return otherwise;
    }

    /// <summary>A list, written as <c>Key:0</c>, <c>Key:1</c> or in one value with commas.</summary>
    public IReadOnlyList<string> Many(string key, Func<string, string?> parse, string expected)
    {
        var texts = section.GetSection(key).GetChildren().Select(c => c.Value ?? "").Concat((Text(key) ?? "").Split(','))
            .Select(t => t.Trim()).Where(t => t.Length > 0);
        var values = new List<string>();
        foreach (var text in texts)
            if (parse(text) is { } value)
                values.Add(value);
            else
                Wrong(key, text, expected);
        return values;
    }

    public IReadOnlyDictionary<string, T> Map<T>(string key, Func<string, T?> parse, string expected) where T : struct
    {
        var values = new Dictionary<string, T>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in section.GetSection(key).GetChildren())
            if (parse(entry.Value ?? "") is { } value)
                values[entry.Key] = value;
            else
                Wrong($"{key}:{entry.Key}", entry.Value, expected);
        return values;
    }
}
