using System.Diagnostics;
using CommandCenter.Access;
using CommandCenter.Areas;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Time;
using CommandCenter.Sla;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Reports.Figures;

/// <summary>
/// Reads the tickets of a report, as far as a caller may see them, and counts them. It selects through <see cref="TicketReader.Where"/>, so that every figure is the
/// number of tickets behind its link; it reads few columns of each ticket once and counts in memory, which is the same on every database.
/// </summary>
public sealed class SlaReader(IDbContextFactory<CityDb> databases, TicketReader tickets, CategoryIndex categories, AreaIndex areas, SlaRules rules, City city, TimeProvider clock)
{
    private static readonly ActivitySource Activities = new("CommandCenter.Reports");

    /// <summary>The report as of now.</summary>
    public async Task<SlaReport> Read(Caller caller, SlaRequest request, CancellationToken cancel)
    {
        using var activity = Activities.StartActivity("sla-report");
        var asOf = clock.Now();
        var grouping = new SlaGrouping(Remember(id => CategoryGroup(request, id)), Remember(id => AreaGroup(request, id)), city.DayOf);
        var sum = new SlaSum(request, grouping);
        await using var db = await databases.CreateDbContextAsync(cancel);
        await foreach (var ticket in Facts(db, caller, SlaLinks.Within(request, request.Period, city)).WithCancellation(cancel))
            sum.Add(ticket);
        await foreach (var ticket in Facts(db, caller, SlaLinks.Within(request, request.Period.Previous(), city)).WithCancellation(cancel))
            sum.AddBefore(ticket);
        return sum.Report(asOf, BreachSeries.Of(request.Period, await Breaches(db, caller, request, cancel), rules.Standard.IsWorkingDay));
    }

    private IAsyncEnumerable<TicketFact> Facts(CityDb db, Caller caller, TicketFilter filter) =>
        tickets.Where(db.Set<Ticket>().AsNoTracking().VisibleTo(caller), caller, filter)
            .Select(t => new TicketFact(t.DepartmentId, t.CategoryId, t.AreaId, t.State, t.SignClock, t.ResolutionClock, t.OpenedAt, t.CompletedAt, t.PausedFor)
            {
                Answers = t.AnsweredResolved == null ? null : new RequesterAnswers(t.AnsweredResponded == true, t.AnsweredResolved == true, t.AnsweredSatisfied),
            })
            .AsAsyncEnumerable();

    // By the day the limit ran out, whenever the ticket was opened: a supervisor asks what went wrong on that day.
    private async Task<Dictionary<DateOnly, int>> Breaches(CityDb db, Caller caller, SlaRequest request, CancellationToken cancel)
    {
        var filter = SlaLinks.BreachedOn(request, request.Period.Previous().From, request.Period.To, city);
        var due = await tickets.Where(db.Set<Ticket>().AsNoTracking().VisibleTo(caller), caller, filter).Select(t => t.ResolutionDueAt!.Value).ToListAsync(cancel);
        return due.GroupBy(city.DayOf).ToDictionary(g => g.Key, g => g.Count());
    }

    private SlaGroup CategoryGroup(SlaRequest request, Guid? id)
    {
        var level = Math.Max(request.CategoryLevel, categories.Find(request.Scope.CategoryId)?.Level ?? 1);
        var path = categories.Upwards(id).Reverse().ToList();
        var row = path.Find(c => c.Level >= level);
        return row is not null ? new SlaGroup(row.Id) : new SlaGroup(id, Only: id is not null);
    }

    private SlaGroup AreaGroup(SlaRequest request, Guid? id)
    {
        var scope = request.Scope.AreaId is { } chosen ? areas.Find(chosen)?.Level : null;
        var level = scope > request.AreaLevel ? scope.Value : request.AreaLevel;
        var path = id is { } known && areas.Find(known) is { } area ? areas.Ancestors(known).Append(area) : [];
        var row = path.FirstOrDefault(a => a.Level >= level);
        return row is not null ? new SlaGroup(row.Id) : new SlaGroup(id, Only: id is not null);
    }

    private static Func<Guid?, SlaGroup> Remember(Func<Guid?, SlaGroup> find)
    {
        var found = new Dictionary<Guid, SlaGroup>();
        return id =>
        {
            if (id is not { } known)
                return default;
            if (!found.TryGetValue(known, out var group))
                found[known] = group = find(known);
            return group;
        };
    }
}
