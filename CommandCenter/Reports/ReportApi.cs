using System.Globalization;
using System.Security.Claims;
using CommandCenter.Access;
using CommandCenter.Reports.Figures;
using CommandCenter.Reports.Files;
using CommandCenter.Reports.Runs;

namespace CommandCenter.Reports;

/// <summary>A row of a report for programs.</summary>
/// <param name="Id">The department, category or area; null for tickets without one.</param>
/// <param name="Name">Its name.</param>
/// <param name="Only">The tickets directly in it, without those below.</param>
/// <param name="Figures">The period.</param>
/// <param name="Previous">The period before.</param>
public sealed record ListedRow(Guid? Id, string Name, bool Only, SlaFigures Figures, SlaFigures Previous);

/// <summary>The SLA report for programs. Days are the city's, both ends included.</summary>
public sealed record ListedReport(
    PeriodBasis By, DateOnly From, DateOnly To, DateOnly PreviousFrom, DateOnly PreviousTo, DateTimeOffset AsOf, SlaFigures Total, SlaFigures Previous,
    IReadOnlyList<ListedRow> Departments, IReadOnlyList<ListedRow> Categories, IReadOnlyList<ListedRow> Areas, BreachSeries NewlyBreached);

/// <summary>The report doors under <c>/api/v1</c>.</summary>
public static class ReportApi
{
    /// <summary>Maps the report, its downloads and the stored reports.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        var report = api.MapGroup("report").RequireAuthorization(Permit.SeeReports).WithTags("Reports");
        report.MapGet("sla", Sla).ProducesProblem(422)
            .WithSummary("The SLA report of a period by department, category and area. Rates are null where there is nothing to divide by; percentiles are by nearest rank.");
        report.MapGet("sla.xlsx", Excel).ProducesProblem(422).WithSummary("The same report as a workbook.");
        report.MapGet("sla.csv", Csv).ProducesProblem(422).WithSummary("The same report as CSV.");
        report.MapGet("runs", Runs).WithSummary("The reports that were made by schedule, the newest first.");
        report.MapGet("runs/{id:guid}", Run).ProducesProblem(404).WithSummary("The file of a report that was made by schedule.");
    }

    private static async Task<ListedReport> Sla([AsParameters] SlaQuery query, ClaimsPrincipal user, SlaRequests requests, SlaReports reports, SlaNames names, CancellationToken cancel)
    {
        var report = (await reports.Get(Caller.From(user), requests.Read(query), cancel)).Report;
        var (period, previous) = (report.Request.Period, report.Request.Period.Previous());
        ListedRow[] Rows(SlaDimension dimension, IReadOnlyList<SlaRow> rows) =>
            [.. rows.Select(r => new ListedRow(r.Group.Id, names.Of(dimension, r.Group, CultureInfo.CurrentUICulture), r.Group.Only, r.Now, r.Before))];
        return new ListedReport(report.Request.By, period.From, period.To, previous.From, previous.To, report.AsOf, report.Total, report.Before,
            Rows(SlaDimension.Department, report.Departments), Rows(SlaDimension.Category, report.Categories), Rows(SlaDimension.Area, report.Areas), report.Breaches);
    }

    private static async Task<IResult> Excel([AsParameters] SlaQuery query, ClaimsPrincipal user, SlaRequests requests, SlaReports reports, SlaFiles files, CancellationToken cancel)
    {
        var report = (await reports.Get(Caller.From(user), requests.Read(query), cancel)).Report;
        return Results.File(files.Excel(report, CultureInfo.CurrentUICulture), SlaFiles.ExcelType, SlaFiles.Name(report.Request.Period) + ".xlsx");
    }

    private static async Task<IResult> Csv([AsParameters] SlaQuery query, ClaimsPrincipal user, SlaRequests requests, SlaReports reports, SlaFiles files, CancellationToken cancel)
    {
        var report = (await reports.Get(Caller.From(user), requests.Read(query), cancel)).Report;
        var memory = new MemoryStream();
        await files.WriteCsv(memory, report, CultureInfo.CurrentUICulture, cancel);
        return Results.File(memory.ToArray(), "text/csv; charset=utf-8", SlaFiles.Name(report.Request.Period) + ".csv");
    }

    private static Task<IReadOnlyList<ListedRun>> Runs(ClaimsPrincipal user, ReportArchive archive, CancellationToken cancel) => archive.List(Caller.From(user), cancel);

    private static async Task<IResult> Run(Guid id, ClaimsPrincipal user, ReportArchive archive, CancellationToken cancel)
    {
        var run = await archive.Get(Caller.From(user), id, cancel);
        return Results.File(run.Content, SlaFiles.ExcelType, run.FileName);
    }
}
