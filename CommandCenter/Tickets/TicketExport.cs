using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CommandCenter.Access;
using CommandCenter.Areas;
using CommandCenter.People;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Time;
using CsvHelper;
using Microsoft.EntityFrameworkCore;
using MiniExcelLibs;

namespace CommandCenter.Tickets;

/// <summary>Writes tickets as CSV, JSON or Excel, a row each, as a stream: memory does not grow with the number of tickets.</summary>
public sealed class TicketExport(IDbContextFactory<CityDb> databases, TicketReader reader, CategoryIndex categories, DepartmentIndex departments, AreaIndex areas, City city)
{
    private const int BatchSize = 5_000;

    private static readonly JsonWriterOptions JsonForm = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = false };

    private readonly record struct Column(string Name, Func<Ticket, object?> Value);

    /// <summary>Writes CSV (RFC 4180, UTF-8); a text that a spreadsheet would run as a formula is neutralized.</summary>
    /// <param name="output">Left open.</param>
    /// <param name="caller">Who exports: decides which tickets and whether requesters are shown.</param>
    /// <param name="filter">Which tickets; its page limits are not used.</param>
    /// <param name="asOf">"Now" for <c>on_time</c> of open tickets.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task WriteCsv(Stream output, Caller caller, TicketFilter filter, DateTimeOffset asOf, CancellationToken cancel)
    {
        var columns = Columns(caller, asOf);
        await using var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16, leaveOpen: true);
        await using var csv = CsvWriter.Create(text, new CsvWriterOptions { Injection = CsvInjection.Escape });
        await csv.WriteRecordAsync([.. columns.Select(c => c.Name)], cancel);
        await foreach (var ticket in Read(caller, filter, cancel))
            await csv.WriteRecordAsync([.. columns.Select(c => Text(c.Value(ticket)))], cancel);
    }

    /// <summary>Writes a JSON array of objects.</summary>
    /// <inheritdoc cref="WriteCsv" path="/param"/>
    public async Task WriteJson(Stream output, Caller caller, TicketFilter filter, DateTimeOffset asOf, CancellationToken cancel)
    {
        var columns = Columns(caller, asOf);
        await using var json = new Utf8JsonWriter(output, JsonForm);
        json.WriteStartArray();
        await foreach (var ticket in Read(caller, filter, cancel))
        {
            json.WriteStartObject();
            foreach (var column in columns)
                Write(json, column.Name, column.Value(ticket));
            json.WriteEndObject();
            if (json.BytesPending > 1 << 16)
                await json.FlushAsync(cancel);
        }
        json.WriteEndArray();
    }

    /// <summary>Writes an Excel workbook with one sheet; instants stand in the city's zone, and no text is a formula.</summary>
    /// <inheritdoc cref="WriteCsv" path="/param"/>
    public async Task WriteExcel(Stream output, Caller caller, TicketFilter filter, DateTimeOffset asOf, CancellationToken cancel)
    {
        var columns = Columns(caller, asOf);
        var rows = Read(caller, filter, cancel).Select(t => columns.ToDictionary(c => c.Name, c => Cell(c.Value(t))));
        await MiniExcel.SaveAsAsync(output, rows, sheetName: "tickets", cancellationToken: cancel);
    }

    private async IAsyncEnumerable<Ticket> Read(Caller caller, TicketFilter filter, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        for (var after = 0L; ;)
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            var from = after;
            var rows = await reader.Where(db.Set<Ticket>().AsNoTracking().VisibleTo(caller), caller, filter)
                .Where(t => t.Sequence > from).OrderBy(t => t.Sequence).Take(BatchSize).ToListAsync(cancel);
            foreach (var ticket in rows)
                yield return ticket;
            if (rows.Count < BatchSize)
                yield break;
            after = rows[^1].Sequence;
        }
    }

    private Column[] Columns(Caller caller, DateTimeOffset asOf)
    {
        bool Words(Ticket t) => !t.Confidential || caller.SeesRequesters;
        return
        [
            new("number", t => t.Number), new("source_number", t => t.SourceNumber), new("source", t => t.Source),
            new("category", t => categories.Find(t.CategoryId)?.Path), new("priority", t => t.Priority),
            new("department", t => t.DepartmentId is { } id ? departments.Find(id)?.Name : null), new("assignee", t => t.AssigneeName),
            new("area", t => t.AreaId is { } id ? areas.Find(id)?.Name : t.AreaText),
            new("latitude", t => t.Latitude), new("longitude", t => t.Longitude), new("address", t => Words(t) ? t.PlaceText : null),
            new("title", t => Words(t) ? t.Title : null), new("description", t => Words(t) ? t.Description : null),
            new("requester_name", t => Mask.Name(t.RequesterName, caller.SeesRequesters)), new("requester_phone", t => Mask.Phone(t.RequesterPhone, caller.SeesRequesters)),
            new("anonymous", t => t.Anonymous), new("confidential", t => t.Confidential),
            new("opened_at", t => t.OpenedAt), new("dispatched_at", t => t.DispatchedAt), new("signed_at", t => t.SignedAt), new("suspended_at", t => t.SuspendedAt),
            new("completed_at", t => t.CompletedAt), new("closed_at", t => t.ClosedAt),
            new("sign_due_at", t => t.SignDueAt), new("resolution_due_at", t => t.ResolutionDueAt), new("handling_due_at", t => t.HandlingDueAt),
            new("status", t => t.State), new("sign_clock", t => t.SignClock), new("resolution_clock", t => t.ResolutionClock), new("on_time", t => t.OnTimeAt(asOf)),
            new("paused_seconds", t => (long)t.PausedFor.TotalSeconds), new("returns", t => t.Returns), new("reply", t => Words(t) ? t.Reply : null),
            new("responded", t => t.AnsweredResponded), new("resolved", t => t.AnsweredResolved), new("satisfied", t => t.AnsweredSatisfied),
            new("doubts", t => t.Doubts == TicketDoubts.None ? null : t.Doubts.ToString()),
        ];
    }

    private object? Cell(object? value) => value switch
    {
        DateTimeOffset at => TimeZoneInfo.ConvertTime(at, city.Zone).DateTime,
        bool or double or int or long or null => value,
        _ => Harmless(Text(value)),
    };

    // As in the CSV: what a spreadsheet could take for a formula begins with an apostrophe, also when the sheet is saved as another format.
    private static string? Harmless(string? text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + text : text;

    private static string? Text(object? value) => value switch
    {
        null => null,
        bool yes => yes ? "true" : "false",
        DateTimeOffset at => at.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private static void Write(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNull(name);
                break;
            case bool yes:
                json.WriteBoolean(name, yes);
                break;
            case double number:
                json.WriteNumber(name, number);
                break;
            case int or long:
                json.WriteNumber(name, Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            default:
                json.WriteString(name, Text(value));
                break;
        }
    }
}
