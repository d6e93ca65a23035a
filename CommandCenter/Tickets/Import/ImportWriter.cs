using CommandCenter.Access;
using CommandCenter.Areas;
using CommandCenter.People;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Data.Bulk;
using CommandCenter.Platform.Deadlines;
using CommandCenter.Platform.Journal;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Tickets.Import;

/// <summary>Writes mapped rows as tickets, a batch in one transaction: ticket, journal entries and deadlines, or nothing.</summary>
public sealed class ImportWriter(
    IDbContextFactory<CityDb> databases, JournalWriter journal, TicketNumbers numbers, CategoryIndex categories, DepartmentDesk departmentDesk, AreaIndex areas, TimeProvider clock)
{
    private readonly Dictionary<string, CategoryNode> categoryByPath = [];
    private readonly Dictionary<string, Guid> departmentByText = [];

    /// <summary>Writes a batch and counts it into the report.</summary>
    public async Task Write(IReadOnlyList<MappedRow> rows, ImportOptions options, Caller caller, ImportReport report, CancellationToken cancel)
    {
        await MakeCategories(rows, caller, report, cancel);
        await MakeDepartments(rows, options, caller, report, cancel);
        await using var db = await databases.CreateDbContextAsync(cancel);
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var now = clock.Now();
        var asOf = options.AsOf ?? now;
        var next = await numbers.Next(db, [.. rows.Select(r => r.OpenedAt)], cancel);
        var counts = new ImportReport();
        for (var i = 0; i < rows.Count; i++)
        {
            var ticket = Ticket(rows[i], options, next[i], now, counts);
            db.Add(ticket);
            await Journal(db, ticket, rows[i], options, caller.Actor, asOf, cancel);
            Count(ticket, counts);
        }
        await BulkWriter.InsertAdded<Ticket>(db, cancel);
        await BulkWriter.InsertAdded<JournalEntry>(db, cancel);
        await BulkWriter.InsertAdded<Deadline>(db, cancel);
        db.ChangeTracker.DetectChanges();
        await db.SaveChangesAsync(cancel); // what handlers of the events added
        await transaction.CommitAsync(cancel);
        Add(counts, report, rows.Count);
    }

    private Ticket Ticket(MappedRow row, ImportOptions options, (long Sequence, string Number) next, DateTimeOffset now, ImportReport counts)
    {
        var byPoint = row is { Latitude: { } lat, Longitude: { } lon } ? areas.SmallestAt(lat, lon) : null;
        var byText = row.Area is null ? null : areas.FindByText(row.Area);
        var doubts = row.Doubts;
        if (row.Latitude is not null && byPoint is null && areas.All.Count > 0)
            doubts |= TicketDoubts.OutsideAreas;
        if (byPoint is not null && byText is not null && byPoint.Id == byText.Id)
            counts.AreaAgrees++;
        else if (byPoint is not null && row.Area is not null)
            doubts |= TicketDoubts.AreaDiffers;
        var category = row.Category.Count == 0 ? null : categoryByPath[PathOf(row.Category)];
        var ticket = new Ticket
        {
            Id = Guid.CreateVersion7(row.OpenedAt),
            Sequence = next.Sequence,
            Number = next.Number,
            SourceSystem = options.Profile.Name,
            SourceNumber = row.SourceNumber,
            Source = row.Source,
            Title = row.Title,
            Description = row.Description,
            AreaId = (byPoint ?? byText)?.Id,
            AreaText = row.Area,
            Latitude = row.Latitude,
            Longitude = row.Longitude,
            PlaceText = row.Address,
            RequesterName = row.RequesterName,
            RequesterPhone = row.RequesterPhone,
            Anonymous = row.Anonymous,
            Confidential = row.Confidential,
            OpenedAt = row.OpenedAt,
            GivenDueAt = options.IgnoreTargets ? null : row.DueAt,
            ImportedAt = options.Live ? null : now,
        };
        ticket.Doubt(doubts);
        if (row.Answers is { } answers)
            ticket.SetAnswers(answers);
        return ticket.Restore(Past(row, category, row.Department is null ? null : departmentByText[row.Department]));
    }

    private static TicketPast Past(MappedRow row, CategoryNode? category, Guid? department) => new()
    {
        State = row.State,
        CategoryId = category?.Id,
        Priority = row.Priority ?? category?.Priority ?? TicketPriority.Normal,
        DepartmentId = department,
        DispatchedAt = row.DispatchedAt,
        SignedAt = row.SignedAt,
        CompletedAt = row.State is TicketState.Completed or TicketState.Closed ? row.CompletedAt : null,
        ClosedAt = row.State is TicketState.Closed or TicketState.Rejected ? row.ClosedAt ?? row.CompletedAt : null,
        Reply = row.Reply,
    };

    // What the source knows becomes the ticket's past; the import itself comes last, and with it the clocks.
    private async Task Journal(CityDb db, Ticket ticket, MappedRow row, ImportOptions options, Actor actor, DateTimeOffset asOf, CancellationToken cancel)
    {
        await Past(new TicketOpened(ticket.Number, ticket.Source, ticket.CategoryId, ticket.Priority), ticket.OpenedAt);
        if (ticket.SignedAt is { } signed)
            await Past(new TicketSigned(ticket.DepartmentId), signed);
        if (ticket.CompletedAt is { } completed)
            await Past(new TicketCompleted(row.Reply), completed);
        if (ticket.ClosedAt is { } closed && closed != ticket.CompletedAt)
            await Past(new TicketClosed(null), closed);
        await journal.Record(db, TicketSubject.Name, new TicketImported(options.Profile.Name, asOf), new EventContext(ticket.Id, asOf, actor, History: !options.Live), cancel: cancel);

        Task Past(ITicketEvent happened, DateTimeOffset at) =>
            journal.Record(db, TicketSubject.Name, happened, new EventContext(ticket.Id, at, actor, History: true), cancel: cancel);
    }

    private void Count(Ticket ticket, ImportReport counts)
    {
        counts.NotGeocoded += ticket.Doubts.HasFlag(TicketDoubts.NotGeocoded) ? 1 : 0;
        counts.ClosedBeforeOpened += ticket.Doubts.HasFlag(TicketDoubts.ClosedBeforeOpened) ? 1 : 0;
        counts.OutsideAreas += ticket.Doubts.HasFlag(TicketDoubts.OutsideAreas) ? 1 : 0;
        counts.AreaDiffers += ticket.Doubts.HasFlag(TicketDoubts.AreaDiffers) ? 1 : 0;
        if (!ticket.Doubts.HasFlag(TicketDoubts.NoPolicy))
            return;
        var name = categories.Find(ticket.CategoryId)?.Name ?? "–";
        counts.WithoutPolicy[name] = counts.WithoutPolicy.GetValueOrDefault(name) + 1;
    }

    private static void Add(ImportReport counts, ImportReport report, int rows)
    {
        report.Added += rows;
        report.NotGeocoded += counts.NotGeocoded;
        report.ClosedBeforeOpened += counts.ClosedBeforeOpened;
        report.OutsideAreas += counts.OutsideAreas;
        report.AreaAgrees += counts.AreaAgrees;
        report.AreaDiffers += counts.AreaDiffers;
        foreach (var (name, count) in counts.WithoutPolicy)
            report.WithoutPolicy[name] = report.WithoutPolicy.GetValueOrDefault(name) + count;
    }

    private async Task MakeCategories(IReadOnlyList<MappedRow> rows, Caller caller, ImportReport report, CancellationToken cancel)
    {
        var missing = rows.Select(r => r.Category).Where(path => path.Count > 0 && !categoryByPath.ContainsKey(PathOf(path))).DistinctBy(PathOf).ToList();
        if (missing.Count == 0)
            return;
        var before = categories.All.Count;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var tree = await CategoryTree.Load(db, journal, clock, caller.Actor, cancel);
        var made = new List<(string Path, Guid Id)>();
        foreach (var path in missing)
            made.Add((PathOf(path), (await tree.AtPath(path, cancel)).Id));
        await db.SaveChangesAsync(cancel);
        await categories.Rebuild(cancel);
        foreach (var (path, id) in made)
            categoryByPath[path] = categories.Find(id)!;
        report.CategoriesAdded += categories.All.Count - before;
    }

    private async Task MakeDepartments(IReadOnlyList<MappedRow> rows, ImportOptions options, Caller caller, ImportReport report, CancellationToken cancel)
    {
        var missing = rows.Select(r => r.Department).OfType<string>().Distinct().Where(text => !departmentByText.ContainsKey(text)).ToList();
        if (missing.Count == 0)
            return;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var before = await db.Set<Department>().CountAsync(cancel);
        foreach (var text in missing)
            departmentByText[text] = (await departmentDesk.GetOrCreate(db, text, clock.Now(), caller.Actor, !options.Live, cancel)).Id;
        await db.SaveChangesAsync(cancel);
        report.DepartmentsAdded += await db.Set<Department>().CountAsync(cancel) - before;
    }

    private static string PathOf(IReadOnlyList<string> path) => string.Join('\u001f', path);
}
