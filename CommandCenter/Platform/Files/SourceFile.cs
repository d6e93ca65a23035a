using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using CsvHelper;

namespace CommandCenter.Platform.Files;

/// <summary>Reads the rows of a CSV or JSON file, gzipped or not, as a stream, and knows how far it has come.</summary>
public sealed class SourceFile : IAsyncDisposable
{
    private readonly FileStream file;
    private readonly Stream content;
    private readonly SourceProfile profile;
    private readonly Encoding encoding;
    private readonly List<RejectedRow> malformed = [];

    // An unclosed quotation mark must not swallow a file.
    private const int MostBytesInRecord = 4 << 20;

    private SourceFile(FileStream file, Stream content, SourceProfile profile, Encoding encoding) =>
        (this.file, this.content, this.profile, this.encoding) = (file, content, profile, encoding);

    /// <summary>The read share of the file, from 0 to 1.</summary>
    public double Progress => file.Length == 0 ? 1 : (double)file.Position / file.Length;

    /// <summary>Opens a file.</summary>
    /// <exception cref="ProfileProblem">It is not there or cannot be read.</exception>
    public static SourceFile Open(string path, SourceProfile profile)
    {
        try
        {
            var encoding = SourceEncoding.Find(profile.Encoding) ?? throw new ProfileProblem(SourceEncoding.Unknown(profile.Encoding));
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
            return new SourceFile(file, Content(file), profile, encoding);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ProfileProblem($"The file {path} cannot be read: {problem.Message}");
        }
    }

    private static Stream Content(FileStream file)
    {
        var zipped = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
        file.Position = 0;
        return zipped ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    /// <summary>The rows, in the file's order.</summary>
    /// <exception cref="ProfileProblem">The file is not what the profile says: columns are missing, or it is not JSON.</exception>
    public IAsyncEnumerable<SourceRow> Rows(CancellationToken cancel) => profile.Format == "json" ? JsonRows(cancel) : CsvRows(cancel);

    /// <summary>Records that are not CSV, by line; the reader goes on after them.</summary>
    public IReadOnlyList<RejectedRow> Malformed => malformed;

    private async IAsyncEnumerable<SourceRow> CsvRows([EnumeratorCancellation] CancellationToken cancel)
    {
        await using var csv = CsvReader.Create(content, new CsvReaderOptions
        {
            Separator = profile.Delimiter is { Length: 1 } delimiter ? delimiter[0] : null,
            Encoding = encoding is UTF8Encoding ? null : encoding, // null lets a byte order mark speak
            TrackLineNumbers = true,
            MaxRecordSize = MostBytesInRecord,
            MissingField = CsvMissingFieldHandling.ReturnEmpty,
            MalformedData = CsvMalformedDataHandling.Skip,
            OnMalformedRecord = bad => malformed.Add(new RejectedRow(bad.LineNumber, "is not CSV: the quotation marks do not match.")),
        }, leaveOpen: true);
        await csv.ReadHeaderAsync(cancel);
        var header = csv.Headers.Select(h => h.Trim()).ToArray();
        CheckColumns(header);
        while (await csv.ReadAsync(cancel))
        {
            var values = new Dictionary<string, string?>(header.Length);
            for (var i = 0; i < header.Length && i < csv.FieldCount; i++)
                values[header[i]] = csv.GetString(i);
            yield return new SourceRow(csv.LineNumber, values);
        }
    }

    private void CheckColumns(string[] header)
    {
        var missing = profile.NeededColumns.Distinct().Except(header).ToList();
        if (missing.Count > 0)
            throw new ProfileProblem($"The file does not fit the profile '{profile.Name}': it has no column {string.Join(", ", missing)}. Its columns are {string.Join(", ", header)}.");
    }

    private async IAsyncEnumerable<SourceRow> JsonRows([EnumeratorCancellation] CancellationToken cancel)
    {
        var lines = await IsLines(cancel);
        // The file itself stays open: how far it has come is asked after the last row, too.
        await using var transcoded = encoding is UTF8Encoding ? null : Encoding.CreateTranscodingStream(content, encoding, Encoding.UTF8, leaveOpen: true);
        var elements = JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(transcoded ?? content, topLevelValues: lines, JsonSerializerOptions.Default, cancel);
        await using var rows = elements.GetAsyncEnumerator(cancel);
        for (var line = 1L; await Next(rows, line); line++)
        {
            if (rows.Current.ValueKind != JsonValueKind.Object)
                throw new ProfileProblem($"Element {line} of the file is {rows.Current.ValueKind}, not an object.");
            yield return new SourceRow(line, rows.Current.EnumerateObject().ToDictionary(p => p.Name, p => Text(p.Value)));
        }
    }

    private static async Task<bool> Next(IAsyncEnumerator<JsonElement> rows, long line)
    {
        try
        {
            return await rows.MoveNextAsync();
        }
        catch (JsonException problem)
        {
            throw new ProfileProblem($"The file is not JSON at element {line}: {problem.Message.Split(". Path:")[0]}");
        }
    }

    // An array starts with '['; anything else is read as one object after another. The beginning is read apart, because a gzipped file cannot be wound back.
    private async Task<bool> IsLines(CancellationToken cancel)
    {
        await using var beginning = new FileStream(file.Name, FileMode.Open, FileAccess.Read, FileShare.Read);
        using var text = new StreamReader(Content(beginning), encoding);
        var head = new char[64];
        var read = await text.ReadBlockAsync(head, cancel);
        return new string(head, 0, read).TrimStart('\uFEFF', ' ', '\t', '\r', '\n').StartsWith('{');
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await content.DisposeAsync();
        await file.DisposeAsync();
    }
}
