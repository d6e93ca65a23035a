using System.Globalization;
using System.Text.Json;

namespace CommandCenter.Sla;

/// <summary>A JSON value with the path that leads to it, so that every refusal can say where.</summary>
internal readonly struct JsonFields(JsonElement element, string path)
{
    public string Path { get; } = path.Length == 0 ? "the file" : path;

    public bool IsObject => element.ValueKind == JsonValueKind.Object;

    public bool IsArray => element.ValueKind == JsonValueKind.Array;

    public CalendarFileProblem Problem(string reason) => new(Path, reason);

    public bool Has(string name) => IsObject && element.TryGetProperty(name, out _);

    public JsonFields Field(string name)
    {
        var at = path.Length == 0 ? name : $"{path}.{name}";
        if (!IsObject) throw Problem("an object was expected");
        return element.TryGetProperty(name, out var value) ? new JsonFields(value, at) : throw new CalendarFileProblem(at, "it is missing");
    }

    /// <summary>Refuses a field that nobody reads: a misspelt name would otherwise be left out in silence.</summary>
    public void Only(params ReadOnlySpan<string> known)
    {
        if (!IsObject) return;
        foreach (var member in element.EnumerateObject())
            if (!known.Contains(member.Name))
                throw new CalendarFileProblem(path.Length == 0 ? member.Name : $"{path}.{member.Name}", "no such field is known");
    }

    public IEnumerable<(string Name, JsonFields Value)> Members()
    {
        if (!IsObject) throw Problem("an object was expected");
        var at = path;
        return element.EnumerateObject().Select(m => (m.Name, new JsonFields(m.Value, $"{at}.{m.Name}"))).ToList();
    }

    public IReadOnlyList<JsonFields> Items()
    {
        if (!IsArray) throw Problem("a list was expected");
        var at = path;
        return element.EnumerateArray().Select((item, index) => new JsonFields(item, $"{at}[{index}]")).ToList();
    }

    public string Text() => element.ValueKind == JsonValueKind.String ? element.GetString()! : throw Problem("a text was expected");

    public bool Bool() => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Problem("true or false was expected"),
    };

    public int Int() => element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var number) ? number : throw Problem("a whole number was expected");

    public DateOnly Date() =>
        DateOnly.TryParseExact(Text(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw Problem($"\"{Text()}\" is no date such as 2026-10-01");
}
