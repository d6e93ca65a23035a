using System.Globalization;
using CommandCenter.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Platform.Journal;

/// <summary>
/// The hash chain over the sealed rows. It covers a digest of each payload, not the payload, so that personal data can be erased without breaking the chain,
/// while any other change to a row, its order or its number shows.
/// </summary>
public static class JournalChain
{
    /// <summary>The hash before the first row.</summary>
    public const string Genesis = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>The text that stands for an erased payload.</summary>
    public const string Erased = "";

    /// <summary>The hash of <paramref name="row"/> at <paramref name="position"/>, following <paramref name="previous"/>.</summary>
    public static string Next(string previous, long position, JournalEntry row) => JournalWriter.Digest(string.Join('\n',
        previous,
        position.ToString(CultureInfo.InvariantCulture),
        Instants.Truncate(row.At).UtcTicks.ToString(CultureInfo.InvariantCulture),
        Instants.Truncate(row.RecordedAt).UtcTicks.ToString(CultureInfo.InvariantCulture),
        row.ActorId,
        row.ActorName,
        row.Subject,
        row.SubjectId.ToString("N"),
        row.Event,
        row.PayloadDigest,
        row.History ? "history" : "live"));

    /// <summary>Reads the whole Journal and says the first thing wrong with it, or null when every row is as it was sealed.</summary>
    public static async Task<string?> Verify(CityDb db, CancellationToken cancel)
    {
        var (position, hash) = (0L, Genesis);
        while (true)
        {
            var after = position;
            var rows = await db.Set<JournalEntry>().AsNoTracking().Where(e => e.Position > after).OrderBy(e => e.Position).Take(5_000).ToListAsync(cancel);
            if (rows.Count == 0)
                return null;
            foreach (var row in rows)
            {
                if (row.Position != ++position)
                    return $"Position {position} is missing.";
                hash = Next(hash, position, row);
                if (row.Hash != hash)
                    return $"Position {position} ({row.Event}) is not as it was sealed.";
                if (row.Payload != Erased && JournalWriter.Digest(row.Payload) != row.PayloadDigest)
                    return $"The payload at position {position} ({row.Event}) was changed.";
            }
        }
    }
}
