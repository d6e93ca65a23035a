using System.IO.Compression;
using CommandCenter.Platform.Http;
using Microsoft.AspNetCore.Http.Features;

namespace CommandCenter.Intake.Http;

/// <summary>Reads a whole body, unpacked, and never more of it than is allowed: neither a large one nor a small one that unpacks to a large one fills the memory.</summary>
internal static class RequestBody
{
    private const int Step = 64 << 10;

    /// <summary>The media types of one JSON value on each line.</summary>
    public static IReadOnlyList<string> Lines { get; } = ["application/x-ndjson", "application/ndjson", "application/jsonl"];

    /// <summary>Whether the body has one item on each line.</summary>
    public static bool IsLines(HttpRequest request) => request.ContentType is { } type && Lines.Contains(type.Split(';')[0].Trim(), StringComparer.OrdinalIgnoreCase);

    /// <summary>The body.</summary>
    /// <exception cref="Refusal">It is too large, packed in a way that is not known, or not what its header says.</exception>
    public static async Task<ReadOnlyMemory<byte>> Read(HttpRequest request, int most, CancellationToken cancel)
    {
        if (request.ContentLength > most)
            throw TooLarge(most);
        // The server's own limit answers with its own words, and counts only what comes over the wire.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
        var packing = request.Headers.ContentEncoding.ToString();
        if (packing is "" or "identity")
            return await Read(request.Body, most, cancel);
        if (!string.Equals(packing, "gzip", StringComparison.OrdinalIgnoreCase))
            throw new Refusal(StatusCodes.Status415UnsupportedMediaType, "wrong-encoding", $"Content-Encoding: '{packing}' is not known; send gzip, or nothing.") { Field = "Content-Encoding" };
        try
        {
            await using var unpacked = new GZipStream(request.Body, CompressionMode.Decompress);
            return await Read(unpacked, most, cancel);
        }
        catch (InvalidDataException)
        {
            throw new Refusal(StatusCodes.Status400BadRequest, "bad-gzip", "The body is not gzip, although Content-Encoding says so.") { Field = "Content-Encoding" };
        }
    }

    private static async Task<ReadOnlyMemory<byte>> Read(Stream body, int most, CancellationToken cancel)
    {
        using var whole = new MemoryStream();
        var buffer = new byte[Step];
        for (int read; (read = await body.ReadAsync(buffer, cancel)) > 0;)
        {
            if (whole.Length + read > most)
                throw TooLarge(most);
            whole.Write(buffer, 0, read);
        }
        return whole.GetBuffer().AsMemory(0, (int)whole.Length);
    }

    private static Refusal TooLarge(int most) => new(StatusCodes.Status413PayloadTooLarge, "too-large", $"The body has more than {most} bytes (unpacked); send it in parts.");
}
