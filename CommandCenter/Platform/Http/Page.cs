using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace CommandCenter.Platform.Http;

/// <summary>One page of a list in a stable order.</summary>
/// <param name="Items">What it holds.</param>
/// <param name="Next">Given back as <c>cursor</c>, it asks for the page after; null on the last page.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>
/// Keyset paging: a cursor is the sort key of the last item seen, so rows that come or go meanwhile neither repeat nor hide another.
/// Cursors are opaque to callers.
/// </summary>
public static class Page
{
    /// <summary>Items on a page when the caller does not say.</summary>
    public const int DefaultLimit = 50;

    /// <summary>The most items on a page.</summary>
    public const int MaxLimit = 500;

    /// <summary>The number of items asked for.</summary>
    /// <exception cref="Refusal">Not within 1 and <see cref="MaxLimit"/>.</exception>
    public static int Limit(int? asked) => asked switch
    {
        null => DefaultLimit,
        >= 1 and <= MaxLimit => asked.Value,
        _ => throw Refusal.Invalid("limit", $"must be 1 to {MaxLimit}."),
    };

    /// <summary>The cursor for a sort key.</summary>
    public static string Cursor(params string[] key) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(key));

    /// <summary>The sort key in a cursor; null for the first page.</summary>
    /// <param name="cursor">What the caller gave back.</param>
    /// <param name="parts">How many parts the key has in this list.</param>
    /// <exception cref="Refusal">It is not a cursor of such a list.</exception>
    public static string[]? Key(string? cursor, int parts)
    {
        if (string.IsNullOrEmpty(cursor))
            return null;
        try
        {
            if (JsonSerializer.Deserialize<string?[]>(Base64Url.DecodeFromChars(cursor)) is { } key && key.Length == parts && Array.TrueForAll(key, part => part is not null))
                return key!;
        }
        catch (Exception problem) when (problem is FormatException or JsonException or DecoderFallbackException)
        {
            throw BadCursor();
        }
        throw BadCursor();
    }

    /// <summary>A refusal that names <c>cursor</c>: for keys whose parts are not what the list sorts by.</summary>
    public static Refusal BadCursor() => Refusal.Invalid("cursor", "is not one that this list gave out; leave it out to start from the beginning.");

    /// <summary>A page of rows that were read with one more than the limit, which tells whether there is a next page.</summary>
    /// <param name="fetched">At most <paramref name="limit"/> + 1 rows, in order.</param>
    /// <param name="limit">Items on the page.</param>
    /// <param name="cursor">The cursor of a row: <see cref="Cursor"/> of its sort key.</param>
    public static Page<T> Of<T>(IReadOnlyList<T> fetched, int limit, Func<T, string> cursor) => fetched.Count > limit
        ? new Page<T>([.. fetched.Take(limit)], cursor(fetched[limit - 1]))
        : new Page<T>(fetched, null);

    /// <summary>A page of a list in memory.</summary>
    /// <param name="all">The whole list, ordered by <paramref name="key"/> (ordinal).</param>
    /// <param name="key">A unique sort key.</param>
    /// <param name="cursor">What the caller gave back.</param>
    /// <param name="limit">What the caller asked for.</param>
    /// <exception cref="Refusal">Cursor or limit are wrong.</exception>
    public static Page<T> Of<T>(IEnumerable<T> all, Func<T, string> key, string? cursor, int? limit)
    {
        var (count, after) = (Limit(limit), Key(cursor, 1)?[0]);
        var rest = after is null ? all : all.Where(item => string.CompareOrdinal(key(item), after) > 0);
        return Of([.. rest.Take(count + 1)], count, item => Cursor(key(item)));
    }
}
