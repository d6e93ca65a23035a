using CommandCenter.Platform.Data;
using CommandCenter.Platform.Deadlines;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Sla;

/// <summary>What an administrator sets of a policy.</summary>
public sealed record PolicyForm(Guid? CategoryId, string? CategoryName, TicketPriority? Priority, Guid? CalendarId, Limit Resolution, Limit? Sign, Limit? Handling, double AtRiskShare);

/// <summary>What came of importing policies.</summary>
public sealed record PolicyImportReport(int Added, int Updated, int Unchanged, int CategoriesAdded, IReadOnlyList<string> WithoutLimit, IReadOnlyList<PolicyProblem> Problems);

/// <summary>What administrators do with policies and calendars. Clocks that run keep their due until <see cref="RecomputeOpen"/>; closed tickets keep theirs for ever.</summary>
public sealed class SlaDesk(IDbContextFactory<CityDb> databases, JournalWriter journal, SlaRules rules, TicketClockKeeper keeper, CategoryIndex categories, TimeProvider clock)
{
    /// <summary>Reads a calendar file into a calendar: its days are put into the one of that name, or a new one is made. The first calendar is the default.</summary>
    /// <exception cref="CalendarFileProblem">The file cannot be used; nothing of it was taken.</exception>
    public async Task<CalendarImport> ImportCalendar(Actor actor, string text, string name, bool makeDefault, CancellationToken cancel)
    {
        var file = CalendarFiles.Read(text, clock.Now().Year);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var all = await db.Set<CalendarRow>().ToListAsync(cancel);
        var row = all.FirstOrDefault(c => c.Name == name);
        var merged = row is null ? file : row.Read().MergedWith(file);
        merged.ToCalendar(name); // refuses what cannot be counted with, before anything is stored
        var before = row?.Definition;
        if (row is null)
            db.Add(row = new CalendarRow { Id = Guid.CreateVersion7(clock.GetUtcNow()), Name = name, Definition = "" });
        row.Definition = CalendarRow.Write(merged);
        var becomesDefault = makeDefault || all.TrueForAll(c => !c.IsDefault);
        if (becomesDefault)
            foreach (var calendar in all.Append(row))
                calendar.IsDefault = calendar == row;
        if (before != row.Definition || db.ChangeTracker.HasChanges())
            await Record(db, actor, row.Id, new WorkCalendarChanged(name, before is null ? "added" : "changed"), cancel);
        await db.SaveChangesAsync(cancel);
        await rules.Rebuild(cancel);
        return merged;
    }

    /// <summary>Reads a policy file; categories are found by name anywhere in the tree and made where there are none. All lines or nothing.</summary>
    /// <returns>What came of it; with problems in it, nothing was imported.</returns>
    public async Task<PolicyImportReport> ImportPolicies(Actor actor, TextReader text, CancellationToken cancel)
    {
        var file = PolicyFile.Read(text);
        var problems = file.Problems.Concat(file.Rows.Where(r => r.Priority is not null && PriorityOf(r) is null)
            .Select(r => new PolicyProblem(r.Line, $"priority \"{r.Priority}\" is not one of {string.Join(", ", Enum.GetNames<TicketPriority>())}"))).ToList();
        if (problems.Count > 0)
            return new PolicyImportReport(0, 0, 0, 0, file.WithoutLimit, problems);
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var tree = await CategoryTree.Load(db, journal, clock, actor, cancel);
        var known = await db.Set<SlaPolicy>().Where(p => p.CategoryName != null).ToListAsync(cancel);
        var counts = new int[3];
        var before = categories.All.Count;
        foreach (var line in file.Rows)
        {
            await tree.ByName(line.Category, cancel);
            counts[(int)await Import(db, actor, known, line, cancel)]++;
        }
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        await categories.Rebuild(cancel);
        await rules.Rebuild(cancel);
        return new PolicyImportReport(counts[0], counts[1], counts[2], categories.All.Count - before, file.WithoutLimit, []);
    }

    private enum Imported
    {
        Added,
        Updated,
        Unchanged,
    }

    private async Task<Imported> Import(CityDb db, Actor actor, List<SlaPolicy> known, PolicyRow line, CancellationToken cancel)
    {
        var priority = PriorityOf(line);
        var policy = known.FirstOrDefault(p => p.Priority == priority && string.Equals(p.CategoryName, line.Category, StringComparison.OrdinalIgnoreCase));
        if (policy is not null && Same(policy, line))
            return Imported.Unchanged;
        var outcome = policy is null ? Imported.Added : Imported.Updated;
        if (policy is null)
        {
            db.Add(policy = new SlaPolicy { Id = Guid.CreateVersion7(clock.GetUtcNow()), CategoryName = line.Category, Priority = priority });
            known.Add(policy);
        }
        Put(policy, line.Resolution, line.Sign, policy.Handling, line.AtRiskShare ?? policy.AtRiskShare);
        await Record(db, actor, policy.Id, new SlaPolicyChanged(line.Category, "imported"), cancel);
        return outcome;
    }

    private static TicketPriority? PriorityOf(PolicyRow line) =>
        Enum.TryParse<TicketPriority>(line.Priority, ignoreCase: true, out var priority) && Enum.IsDefined(priority) ? priority : null;

    /// <summary>Adds a policy, or changes the limits of the one with this id; category and priority are what it is for and stay.</summary>
    /// <exception cref="Refusal">A value is wrong, somebody else changed it, or another policy covers the same category and priority.</exception>
    public async Task<SlaPolicy> Save(Actor actor, Guid? id, PolicyForm form, CancellationToken cancel, int? version = null)
    {
        if (form.AtRiskShare is not (> 0 and < 1))
            throw Refusal.Invalid("atRiskShare", "must be between 0 and 1, e.g. 0.8.");
        await using var db = await databases.CreateDbContextAsync(cancel);
        var policy = id is null ? null : await db.Set<SlaPolicy>().FirstOrDefaultAsync(p => p.Id == id, cancel) ?? throw Refusal.NotFound("The policy");
        if (policy is not null && version is { } seen && policy.Version != seen)
            throw new Refusal(StatusCodes.Status409Conflict, "changed-meanwhile", $"The policy for {NameOf(policy)} was changed by somebody else; look at it again.");
        if (policy is null)
        {
            if (await db.Set<SlaPolicy>().AnyAsync(p => p.CategoryId == form.CategoryId && p.CategoryName == form.CategoryName && p.Priority == form.Priority, cancel))
                throw new Refusal(StatusCodes.Status409Conflict, "policy-exists", "category: has a policy for this priority already; change that one.") { Field = "category" };
            policy = new SlaPolicy { Id = Guid.CreateVersion7(clock.GetUtcNow()), CategoryId = form.CategoryId, CategoryName = form.CategoryName, Priority = form.Priority };
            db.Add(policy);
        }
        policy.CalendarId = form.CalendarId;
        Put(policy, form.Resolution, form.Sign, form.Handling, form.AtRiskShare);
        await Record(db, actor, policy.Id, new SlaPolicyChanged(NameOf(policy), id is null ? "added" : "changed"), cancel);
        await db.SaveChangesAsync(cancel);
        await rules.Rebuild(cancel);
        return policy;
    }

    /// <summary>Every policy, by the name of its category.</summary>
    public async Task<IReadOnlyList<SlaPolicy>> List(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return [.. (await db.Set<SlaPolicy>().AsNoTracking().ToListAsync(cancel)).OrderBy(NameOf, StringComparer.CurrentCulture).ThenBy(p => p.Priority)];
    }

    /// <summary>Removes a policy.</summary>
    public async Task Remove(Actor actor, Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var policy = await db.Set<SlaPolicy>().FirstOrDefaultAsync(p => p.Id == id, cancel) ?? throw Refusal.NotFound("The policy");
        db.Remove(policy);
        await Record(db, actor, id, new SlaPolicyChanged(NameOf(policy), "removed"), cancel);
        await db.SaveChangesAsync(cancel);
        await rules.Rebuild(cancel);
    }

    /// <summary>Computes the clocks of every open ticket anew, after policies or calendars changed. Closed tickets are history and keep what they had.</summary>
    /// <returns>How many tickets were computed.</returns>
    public async Task<int> RecomputeOpen(Actor actor, CancellationToken cancel, IProgress<int>? progress = null)
    {
        var (count, after) = (0, 0L);
        while (true)
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            var tickets = await db.Set<Ticket>().Include(t => t.Pauses)
                .Where(t => t.Sequence > after && t.State != TicketState.Completed && t.State != TicketState.Closed && t.State != TicketState.Rejected)
                .OrderBy(t => t.Sequence).Take(500).ToListAsync(cancel);
            if (tickets.Count == 0)
                return count;
            var ids = tickets.Select(t => t.Id).ToList();
            var deadlines = (await db.Set<Deadline>().Where(d => ids.Contains(d.SubjectId)).ToListAsync(cancel)).ToLookup(d => d.SubjectId);
            foreach (var ticket in tickets)
                await keeper.Keep(db, ticket, [.. deadlines[ticket.Id]], clock.Now(), new EventContext(ticket.Id, clock.Now(), actor, History: false), cancel);
            await Record(db, actor, Guid.CreateVersion7(clock.GetUtcNow()), new SlaPolicyChanged("*", $"recomputed {tickets.Count}"), cancel);
            await db.SaveChangesAsync(cancel);
            (count, after) = (count + tickets.Count, tickets[^1].Sequence);
            progress?.Report(count);
        }
    }

    private string NameOf(SlaPolicy policy) => policy.CategoryName ?? categories.Find(policy.CategoryId)?.Path ?? "*";

    private static bool Same(SlaPolicy policy, PolicyRow line) =>
        policy.Resolution == line.Resolution && policy.Sign == line.Sign && (line.AtRiskShare is null || policy.AtRiskShare == line.AtRiskShare);

    private static void Put(SlaPolicy policy, Limit resolution, Limit? sign, Limit? handling, double atRiskShare)
    {
        (policy.ResolutionUnit, policy.ResolutionAmount) = (resolution.Unit, resolution.Amount);
        (policy.SignUnit, policy.SignAmount) = (sign?.Unit, sign?.Amount ?? 0);
        (policy.HandlingUnit, policy.HandlingAmount) = (handling?.Unit, handling?.Amount ?? 0);
        policy.AtRiskShare = atRiskShare;
    }

    private Task Record(CityDb db, Actor actor, Guid id, IEvent happened, CancellationToken cancel) =>
        journal.Record(db, SlaRules.Subject, happened, new EventContext(id, clock.Now(), actor, History: false), cancel: cancel);
}
