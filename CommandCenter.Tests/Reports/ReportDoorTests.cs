using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using CommandCenter.Access;
using CommandCenter.People;
using CommandCenter.Reports.Figures;
using CommandCenter.Reports.Files;
using CommandCenter.Reports.Runs;
using CommandCenter.Tests.Hosts;
using MiniExcelLibs;

namespace CommandCenter.Tests.Reports;

public class ReportDoorTests
{
    private const string Year = "?from=2026-01-01&to=2026-06-18";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_report_says_null_where_there_is_nothing_to_divide_by()
    {
        var (server, _) = await ReportCity.Start(tickets: false);
        await using var __ = server;
        var answer = await (await server.Client(Scope.ReportsRead)).Ask("report/sla" + Year);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var total = answer.Json.GetProperty("total");
        Assert.Equal(0, total.GetProperty("received").GetInt32());
        foreach (var name in new[] { "signRate", "completionRate", "medianHours", "ninetiethHours" })
            Assert.Equal(System.Text.Json.JsonValueKind.Null, total.GetProperty(name).ValueKind);
    }

    [Theory]
    [InlineData("?from=2026-06-18", "to")]
    [InlineData("?from=2026-06-18&to=2026-06-01", "from")]
    [InlineData("?from=18.06.2026&to=2026-06-18", "from")]
    [InlineData("?from=1970-01-01&to=2026-01-01", "to")]
    [InlineData("?period=year", "period")]
    [InlineData("?period=custom", "from")]
    [InlineData("?by=luck", "by")]
    [InlineData("?by=1", "by")]
    [InlineData("?department=nobody", "department")]
    [InlineData("?categoryLevel=4", "categoryLevel")]
    public async Task A_wrong_word_is_named(string query, string field)
    {
        var (server, _) = await ReportCity.Start(tickets: false);
        await using var __ = server;
        var answer = await (await server.Client(Scope.ReportsRead)).Ask("report/sla" + query);

        answer.Problem(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(field, answer.Text("field"));
    }

    [Fact]
    public async Task Reports_are_for_those_who_may_read_reports()
    {
        var (server, city) = await ReportCity.Start();
        await using var _ = server;
        Assert.Equal(HttpStatusCode.Unauthorized, (await (await server.Client()).Ask("report/sla")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await server.Client(Scope.TicketsRead)).Ask("report/sla.csv")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await server.SignIn(Role.GridWorker)).Http.Ask("report/sla")).Status);
        Assert.Equal(HttpStatusCode.OK, (await (await server.SignIn(Role.Supervisor)).Http.Ask("report/sla")).Status);

        var lead = (await server.SignIn(Role.DepartmentLead, city.Water.Id)).Http;
        var names = (await lead.Ask("report/sla" + Year)).Json.GetProperty("departments").EnumerateArray().Select(d => d.GetProperty("id").GetGuid());
        Assert.Equal([city.Water.Id], names);
    }

    [Fact]
    public async Task A_stored_report_is_about_the_whole_city_and_not_for_one_departments_lead()
    {
        var (server, city) = await ReportCity.Start();
        await using var _ = server;
        var run = await server.Get<DailyReport>().MakeIfDue(ReportCity.Now, Cancel);
        var supervisor = (await server.SignIn(Role.Supervisor)).Http;
        var lead = (await server.SignIn(Role.DepartmentLead, city.Works.Id)).Http;

        Assert.Equal(run!.Id, Assert.Single((await supervisor.Ask("report/runs")).Json.EnumerateArray()).GetProperty("id").GetGuid());
        Assert.Equal(run.Content, await supervisor.GetByteArrayAsync($"/api/v1/report/runs/{run.Id}", Cancel));
        Assert.Empty((await lead.Ask("report/runs")).Json.EnumerateArray());
        Assert.Equal(HttpStatusCode.NotFound, (await lead.Ask($"report/runs/{run.Id}")).Status);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\",\"y\")")]
    [InlineData("+1+1")]
    [InlineData("-2+3")]
    [InlineData("@SUM(A1)")]
    [InlineData("＝1+1")]
    public async Task A_name_that_is_a_formula_is_neutral_in_both_files(string name)
    {
        var (server, _) = await ReportCity.Start(tickets: false);
        await using var __ = server;
        var evil = await server.Get<DepartmentDesk>().Add(new DepartmentDetails("EVIL", name, null, [], null, null), Caller.System, Cancel);
        await using (var db = server.Db())
        {
            db.Add(ReportCity.Ticket(1, ReportCity.Now.AddDays(-1), null).Restore(new CommandCenter.Tickets.TicketPast { State = CommandCenter.Tickets.TicketState.Signed, DepartmentId = evil.Id }));
            await db.SaveChangesAsync(Cancel);
        }
        var client = await server.Client(Scope.ReportsRead);

        var csv = await client.GetByteArrayAsync("/api/v1/report/sla.csv", Cancel);
        Assert.Equal([0xEF, 0xBB, 0xBF], csv[..3]);
        var line = Encoding.UTF8.GetString(csv).Split('\n').Single(l => l.Contains(name.Replace("\"", "\"\"", StringComparison.Ordinal), StringComparison.Ordinal));
        Assert.StartsWith(name.Contains('"', StringComparison.Ordinal) ? "department,\"'" : "department,'", line, StringComparison.Ordinal);

        using var excel = new MemoryStream(await client.GetByteArrayAsync("/api/v1/report/sla.xlsx", Cancel));
        using (var zip = new ZipArchive(excel, ZipArchiveMode.Read, leaveOpen: true))
            foreach (var sheet in zip.Entries.Where(e => e.FullName.StartsWith("xl/worksheets/sheet", StringComparison.Ordinal)))
            {
                await using var stream = await sheet.OpenAsync(Cancel);
                Assert.DoesNotContain("<x:f", await new StreamReader(stream).ReadToEndAsync(Cancel), StringComparison.Ordinal);
            }
        excel.Position = 0;
        var cells = MiniExcel.GetSheetNames(excel).SelectMany(sheet => MiniExcel.Query(excel, sheetName: sheet).Cast<IDictionary<string, object?>>()).SelectMany(row => row.Values).OfType<string>().ToList();
        Assert.Contains("'" + name, cells);
        Assert.DoesNotContain(name, cells);
    }

    [Fact]
    public async Task The_files_say_what_the_report_says()
    {
        var (server, _) = await ReportCity.Start();
        await using var __ = server;
        var report = await server.Get<SlaReader>().Read(Caller.System, server.Get<SlaRequests>().Read(new SlaQuery { From = "2026-01-01", To = "2026-06-18" }), Cancel);
        using var csv = new MemoryStream();
        await server.Get<SlaFiles>().WriteCsv(csv, report, CultureInfo.GetCultureInfo("zh-CN"), Cancel);
        var lines = Encoding.UTF8.GetString(csv.ToArray()).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal("group,name," + string.Join(',', SlaTable.Columns.Select(c => c.Name)), lines[0]);
        var total = lines[1].Split(',');
        Assert.Equal(("total", "合计", report.Total.Received.ToString(CultureInfo.InvariantCulture)), (total[0], total[1], total[2]));
        Assert.Equal(2 + report.Departments.Count + report.Categories.Count + report.Areas.Count, lines.Length);

        using var excel = new MemoryStream(server.Get<SlaFiles>().Excel(report, CultureInfo.GetCultureInfo("en")));
        Assert.Equal(["SLA report", "Departments", "Categories", "Areas", "Newly breached", "Definitions"], MiniExcel.GetSheetNames(excel));
        var departments = MiniExcel.Query(excel, useHeaderRow: true, sheetName: "Departments").Cast<IDictionary<string, object?>>().ToList();
        Assert.Equal(report.Departments.Count + 1, departments.Count);
        Assert.Equal((double)report.Total.Breached, departments[^1]["Breached"]);
    }
}
