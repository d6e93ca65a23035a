using System.Globalization;
using CommandCenter.Access;
using CommandCenter.Areas;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Time;
using CommandCenter.Reports.Figures;
using CommandCenter.Reports.Files;
using CommandCenter.Sla;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Reports.Runs;

/// <summary>
/// Makes the daily SLA report on working days. The schedule only asks; what is due is decided here, from the clock, the work calendar and the rows. So a report that
/// was missed while the city's computer stood still is made once when it runs again, and asking twice, or on two nodes, makes it once.
/// </summary>
/// <remarks>
/// The working days are asked of the <see cref="WorkCalendar"/> at each fire and not copied into a calendar of the scheduler: a copy would have to be renewed on every
/// node at every change of a holiday, and a fire it left out could not be made up for.
/// </remarks>
public sealed class DailyReport(IDbContextFactory<CityDb> databases, SlaReader reader, SlaFiles files, SlaRules rules, City city, ReportsOptions options, TimeProvider clock)
{
    private const int MostDaysBack = 31;
    private DateOnly? settled;

    /// <summary>
    /// Makes the newest report that is due and not there yet. It covers the days from the one after the last report to yesterday, at most a month; so after days without
    /// a report one covers them all, instead of a burst of old ones.
    /// </summary>
    /// <returns>What was made; null when nothing was due.</returns>
    public async Task<ReportRun?> MakeIfDue(DateTimeOffset now, CancellationToken cancel)
    {
        if (DueOn(now) is not { } on || settled >= on)
            return null;
        var run = await Make(on, cancel);
        settled = run is not null || await IsThere(on, cancel) ? on : settled;
        return run;
    }

    /// <summary>The same, as of now.</summary>
    public Task<ReportRun?> MakeIfDue(CancellationToken cancel) => MakeIfDue(clock.Now(), cancel);

    /// <summary>The newest working day whose report is due at <paramref name="now"/>; null when the calendar has none in a month.</summary>
    public DateOnly? DueOn(DateTimeOffset now)
    {
        var today = city.DayOf(now);
        for (var day = today; day > today.AddDays(-MostDaysBack); day = day.AddDays(-1))
            if (now >= DueAt(day) && rules.Standard.IsWorkingDay(day))
                return day;
        return null;
    }

    /// <summary>The days the report of <paramref name="on"/> covers.</summary>
    /// <param name="on">The working day it is due on.</param>
    /// <param name="covered">The last day that a report covers already; null where there is none.</param>
    public SlaPeriod Covers(DateOnly on, DateOnly? covered)
    {
        var (first, last) = (covered?.AddDays(1) ?? WorkingDayBefore(on), on.AddDays(-1));
        if (first < on.AddDays(-MostDaysBack))
            first = on.AddDays(-MostDaysBack);
        return new SlaPeriod(PeriodKind.Custom, first <= last ? first : last, last);
    }

    private async Task<ReportRun?> Make(DateOnly on, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var last = await db.Set<ReportRun>().Where(r => r.Kind == ReportKind.DailySla).OrderByDescending(r => r.On).Select(r => new { r.On, r.To }).FirstOrDefaultAsync(cancel);
        if (last?.On >= on || !await db.Set<Ticket>().AnyAsync(cancel)) // a city without a ticket has nothing to report
            return null;
        var request = new SlaRequest(Covers(on, last?.To), PeriodBasis.Opening, new TicketFilter(), CategoryLevel: 1, AreaLevel.District);
        var run = Run(on, await reader.Read(Caller.System, request, cancel));
        db.Add(run);
        try
        {
            await db.SaveChangesAsync(cancel);
            return run;
        }
        catch (DbUpdateException)
        {
            // Another node may have made it between our look and our save; anything else is a failure.
            if (await IsThere(on, cancel))
                return null;
            throw;
        }
    }

    private ReportRun Run(DateOnly on, SlaReport report) => new()
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow()),
        Kind = ReportKind.DailySla,
        On = on,
        From = report.Request.Period.From,
        To = report.Request.Period.To,
        MadeAt = report.AsOf,
        Received = report.Total.Received,
        CompletedInTime = report.Total.CompletedInTime,
        CompletionDecided = report.Total.CompletionDecided,
        Breached = report.Total.Breached,
        FileName = SlaFiles.Name(report.Request.Period) + ".xlsx",
        Content = files.Excel(report, CultureInfo.GetCultureInfo(city.Language)),
    };

    private async Task<bool> IsThere(DateOnly on, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Set<ReportRun>().AnyAsync(r => r.Kind == ReportKind.DailySla && r.On >= on, cancel);
    }

    private DateOnly WorkingDayBefore(DateOnly on)
    {
        for (var day = on.AddDays(-1); day > on.AddDays(-MostDaysBack); day = day.AddDays(-1))
            if (rules.Standard.IsWorkingDay(day))
                return day;
        return on.AddDays(-1);
    }

    // A time of day that spring leaves out comes an hour later, one that autumn repeats counts the first time.
    private DateTimeOffset DueAt(DateOnly day)
    {
        var local = day.ToDateTime(options.DailyAt);
        while (city.Zone.IsInvalidTime(local))
            local = local.AddMinutes(15);
        var offset = city.Zone.IsAmbiguousTime(local) ? city.Zone.GetAmbiguousTimeOffsets(local).Max() : city.Zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset);
    }
}
