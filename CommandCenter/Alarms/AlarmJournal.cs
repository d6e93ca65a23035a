using System.Text.Json;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Alarms;

/// <summary>One line of an alarm's journal.</summary>
/// <param name="Id">The entry.</param>
/// <param name="At">When it happened.</param>
/// <param name="Event">The event's name.</param>
/// <param name="By">Who caused it; null for its source and the product itself.</param>
/// <param name="Level">The level it had then; null where the event says none.</param>
/// <param name="Value">The value that was judged.</param>
/// <param name="Words">A person's words that went with it.</param>
public sealed record AlarmJournalLine(long Id, DateTimeOffset At, string Event, string? By, int? Level, double? Value, string? Words);

/// <summary>Reads what happened to an alarm, and how often its device has had one.</summary>
public sealed class AlarmJournal(IDbContextFactory<CityDb> databases)
{
    private static readonly string[] WordFields = ["comment", "reason", "cause", "text", "ticketNumber"];

    /// <summary>The newest lines, newest first.</summary>
    public async Task<IReadOnlyList<AlarmJournalLine>> Read(Guid alarmId, int most, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var entries = await db.Set<JournalEntry>().AsNoTracking().Where(e => e.SubjectId == alarmId).OrderByDescending(e => e.Id).Take(most).ToListAsync(cancel);
        return [.. entries.Select(Line)];
    }

    /// <summary>How many alarms a device has had since an instant, the present one among them.</summary>
    public async Task<int> CountOf(Guid deviceId, DateTimeOffset since, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Set<Alarm>().CountAsync(a => a.DeviceId == deviceId && a.RaisedAt >= since, cancel);
    }

    private static AlarmJournalLine Line(JournalEntry entry)
    {
        using var payload = JsonDocument.Parse(entry.Payload == JournalChain.Erased ? "{}" : entry.Payload);
        var facts = payload.RootElement;
        var level = facts.TryGetProperty("alarm", out var alarm) && alarm.TryGetProperty("level", out var known) ? known.GetInt32() : (int?)null;
        var value = facts.TryGetProperty("value", out var judged) && judged.ValueKind == JsonValueKind.Number ? judged.GetDouble() : (double?)null;
        var words = WordFields.Select(f => facts.TryGetProperty(f, out var said) && said.ValueKind == JsonValueKind.String ? said.GetString() : null).FirstOrDefault(w => w is not null);
        return new(entry.Id, entry.At, entry.Event, entry.ActorId == Actor.System.Id ? null : entry.ActorName, level, value, words);
    }
}
