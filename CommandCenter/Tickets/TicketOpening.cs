using System.Text.Json;
using CommandCenter.Access;
using CommandCenter.Areas;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Tickets;

/// <summary>Opens tickets from requests: number, place, category, clock and journal entry in one transaction.</summary>
public sealed class TicketOpening(
    IDbContextFactory<CityDb> databases, JournalWriter journal, TicketNumbers numbers, CategoryIndex categories, AreaIndex areas, TimeProvider clock)
{
    private const int Attempts = 5;

    /// <summary>Opens a ticket. With an idempotency key, the same request opens one ticket however often it is sent.</summary>
    /// <exception cref="Refusal">The request is wrong, or the key was used for another.</exception>
    /// <param name="caller">Who opens it.</param>
    /// <param name="request">From what.</param>
    /// <param name="idempotencyKey">The caller's key; null for none.</param>
    /// <param name="cancel">Ends it.</param>
    /// <param name="system">Whose numbers <see cref="TicketRequest.SourceNumber"/> counts in; by default the caller's own. There is one ticket for each number of a system.</param>
    public async Task<Ticket> Open(Caller caller, TicketRequest request, string? idempotencyKey, CancellationToken cancel, string? system = null)
    {
        if (request.Check() is { } problem)
            throw problem;
        var category = Category(request);
        var key = idempotencyKey is null ? null : IdempotencyKey.For(caller.Actor, idempotencyKey);
        var digest = JournalWriter.Digest(JsonSerializer.Serialize(request, JournalWriter.Json));
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await OpenOnce(caller, request, category, system ?? caller.Actor.Id, key, digest, cancel);
            }
            catch (DbUpdateException) when (attempt < Attempts)
            {
                // Somebody took the same key or counter in the same moment: the next attempt sees it.
            }
        }
    }

    private async Task<Ticket> OpenOnce(Caller caller, TicketRequest request, CategoryNode? category, string system, string? key, string digest, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (key is not null && await IdempotencyKey.Earlier(db, key, digest, cancel) is { } earlier)
            return await db.Set<Ticket>().AsNoTracking().FirstAsync(t => t.Id == earlier, cancel);
        if (SourceNumber(request) is { } sourceNumber)
            await RefuseSecond(db, system, sourceNumber, cancel);
        var now = clock.Now();
        var (sequence, number) = await numbers.Next(db, now, cancel);
        var ticket = Ticket(caller, request, category, system, sequence, number, now);
        db.Add(ticket);
        if (key is not null)
            db.Add(new IdempotencyKey { Key = key, RequestDigest = digest, ResultId = ticket.Id, At = now });
        await journal.Record(db, TicketSubject.Name, new TicketOpened(number, ticket.Source, ticket.CategoryId, ticket.Priority),
            new EventContext(ticket.Id, now, caller.Actor, History: false), cancel: cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return ticket;
    }

    private static async Task RefuseSecond(CityDb db, string system, string sourceNumber, CancellationToken cancel)
    {
        var existing = await db.Set<Ticket>().Where(t => t.SourceSystem == system && t.SourceNumber == sourceNumber).Select(t => t.Number).FirstOrDefaultAsync(cancel);
        if (existing is not null)
            throw new Refusal(StatusCodes.Status409Conflict, "exists", $"sourceNumber: '{sourceNumber}' is already ticket {existing}. Send an Idempotency-Key to repeat a request safely.") { Field = "sourceNumber" };
    }

    private Ticket Ticket(Caller caller, TicketRequest request, CategoryNode? category, string system, long sequence, string number, DateTimeOffset now)
    {
        var byPoint = request is { Latitude: { } lat, Longitude: { } lon } ? areas.SmallestAt(lat, lon) : null;
        var area = byPoint ?? (string.IsNullOrWhiteSpace(request.Area) ? null : areas.FindByText(request.Area));
        var ticket = new Ticket
        {
            Id = Guid.CreateVersion7(now),
            Sequence = sequence,
            Number = number,
            Source = string.IsNullOrWhiteSpace(request.Source) ? (caller.UserId is null ? "api" : "phone") : request.Source.Trim(),
            SourceSystem = SourceNumber(request) is null ? null : system,
            SourceNumber = SourceNumber(request),
            Title = request.Title!.Trim(),
            Description = request.Description,
            AreaId = area?.Id,
            AreaText = request.Area,
            Latitude = request.Latitude,
            Longitude = request.Longitude,
            PlaceText = request.Address,
            RequesterName = request.RequesterName,
            RequesterPhone = request.RequesterPhone,
            Anonymous = request.Anonymous,
            Confidential = request.Confidential,
            OpenedAt = now,
        };
        if (request.Latitude is not null && byPoint is null && areas.All.Count > 0)
            ticket.Doubt(TicketDoubts.OutsideAreas);
        return ticket.Begin(category, request.Priority ?? category?.Priority ?? TicketPriority.Normal);
    }

    // Programs send an empty text for "none"; two of those are not the same request.
    private static string? SourceNumber(TicketRequest request) => string.IsNullOrWhiteSpace(request.SourceNumber) ? null : request.SourceNumber.Trim();

    private CategoryNode? Category(TicketRequest request) => string.IsNullOrWhiteSpace(request.Category) ? null
        : categories.FindByText(request.Category) is { Active: true } found ? found
        : throw Refusal.Invalid("category", $"'{request.Category}' is not a category here; GET /api/v1/categories lists them.");
}
