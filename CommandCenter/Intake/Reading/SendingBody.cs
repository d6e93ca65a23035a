using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using CommandCenter.Platform.Http;

namespace CommandCenter.Intake.Reading;

/// <summary>Cuts what a sender sent into items, without looking into them: one object, an array, or a line for each (NDJSON).</summary>
public static class SendingBody
{
    private static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

    /// <summary>The items, as they were written, in the sender's order.</summary>
    /// <param name="body">UTF-8; a byte order mark is passed over.</param>
    /// <param name="lines">Whether it is NDJSON. A line that is not JSON is an item that will be refused by itself; the others stand.</param>
    /// <param name="most">How many items one sending may have.</param>
    /// <exception cref="Refusal">It is not JSON as a whole, with the position; or there are too many items.</exception>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Cut(ReadOnlyMemory<byte> body, bool lines, int most)
    {
        if (body.Span.StartsWith(Mark))
            body = body[Mark.Length..];
        var items = lines ? Lines(body, most) : Elements(body, most);
        return items.Count <= most ? items : throw new Refusal(StatusCodes.Status413PayloadTooLarge, "too-many-items",
            $"The sending has more than {most} items; send it in parts.");
    }

    /// <summary>Where a byte of a text stands, as people count: line and byte in it, both from 1.</summary>
    internal static string Position(ReadOnlySpan<byte> text, int at)
    {
        var before = text[..Math.Min(at, text.Length)];
        return $"line {before.Count((byte)'\n') + 1}, byte {before.Length - before.LastIndexOf((byte)'\n')}";
    }

    private static List<ReadOnlyMemory<byte>> Lines(ReadOnlyMemory<byte> body, int most)
    {
        var items = new List<ReadOnlyMemory<byte>>();
        for (var start = 0; start < body.Length && items.Count <= most;)
        {
            var length = body.Span[start..].IndexOf((byte)'\n') is var found and >= 0 ? found : body.Length - start;
            var line = body.Slice(start, length);
            if (line.Span.Trim(" \t\r"u8).Length > 0)
                items.Add(line);
            start += length + 1;
        }
        return items;
    }

    private static List<ReadOnlyMemory<byte>> Elements(ReadOnlyMemory<byte> body, int most)
    {
        // The reader looks at encoding only where a text is taken out; a sender is told where the fault lies.
        if (!Utf8.IsValid(body.Span))
            throw Syntax($"is not UTF-8 ({Position(body.Span, FirstFault(body.Span))}).");
        try
        {
            return Walk(body, most);
        }
        catch (JsonException problem)
        {
            throw Syntax($"is not JSON (line {problem.LineNumber + 1}, byte {problem.BytePositionInLine + 1}): {Words(problem)}");
        }
    }

    private static List<ReadOnlyMemory<byte>> Walk(ReadOnlyMemory<byte> body, int most)
    {
        var reader = new Utf8JsonReader(body.Span);
        var items = new List<ReadOnlyMemory<byte>>();
        if (body.Span.Trim(" \t\r\n"u8).Length == 0)
            throw Syntax("is empty; send an object, an array of objects, or a line for each.");
        reader.Read();
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            throw Syntax($"is neither an object nor an array of objects ({Position(body.Span, (int)reader.TokenStartIndex)}).");
        if (reader.TokenType == JsonTokenType.StartObject)
            Add(ref reader);
        else
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray && items.Count <= most)
                Add(ref reader);
        // Whatever stands behind is read too, so that half an array never passes for a whole one.
        while (items.Count <= most && reader.Read())
        {
        }
        return items;

        void Add(ref Utf8JsonReader at)
        {
            var start = (int)at.TokenStartIndex;
            at.Skip();
            items.Add(body[start..(int)at.BytesConsumed]);
        }
    }

    private static int FirstFault(ReadOnlySpan<byte> text)
    {
        for (var at = 0; at < text.Length;)
        {
            if (Rune.DecodeFromUtf8(text[at..], out _, out var length) != System.Buffers.OperationStatus.Done)
                return at;
            at += length;
        }
        return text.Length;
    }

    // "'x' is an invalid start of a value. LineNumber: 0 | BytePositionInLine: 3." says the position in words of its own.
    private static string Words(JsonException problem) => problem.Message.Split(" LineNumber:")[0];

    private static Refusal Syntax(string what) => new(StatusCodes.Status400BadRequest, "bad-json", $"The body {what}");
}
