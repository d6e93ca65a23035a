using CommandCenter.Access;
using CommandCenter.Areas;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Time;
using CommandCenter.Reports.Figures;
using CommandCenter.Reports.Screens;
using CommandCenter.Tests.Databases;
using CommandCenter.Tests.Hosts;
using CommandCenter.Tickets;

namespace CommandCenter.Tests.Reports;

public class SlaReportTests
{
    private static readonly SlaQuery Quarter = new() { From = "2026-04-20", To = "2026-06-18" };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task Every_figure_is_the_number_of_tickets_behind_its_link(DatabaseProvider provider)
    {
        var (server, city) = await ReportCity.Start(provider);
        await using var _ = server;
        var lead = await server.SignIn(Role.DepartmentLead, city.Works.Id);
        SlaQuery[] queries =
        [
            Quarter, Quarter with { By = "completion" }, Quarter with { CategoryLevel = "2" }, Quarter with { CategoryLevel = "3", Category = "城市管理" }, Quarter with { CategoryLevel = "1", Category = CitySeed.Pothole },
            Quarter with { Area = city.East.Id.ToString(), Department = "none" }, Quarter with { AreaLevel = nameof(AreaLevel.City), Category = "none" }, new() { Period = "week" },
        ];
        var compared = 0;
        foreach (var query in queries)
            foreach (var caller in new[] { Caller.System, lead.Caller })
                compared += await Compare(server, caller, query);
        Assert.True(compared > 800, $"Only {compared} figures were compared.");
    }

    [Fact]
    public async Task Rows_of_each_dimension_add_up_to_the_total()
    {
        var (server, _) = await ReportCity.Start();
        await using var __ = server;
        var report = await Read(server, Caller.System, Quarter with { CategoryLevel = "2" });

        Assert.True(report.Total is { Breached: > 10, CompletedInTime: > 10, SignedInTime: > 10, OpenAtRisk: > 5, Rejected: > 5 });
        foreach (var rows in new[] { report.Departments, report.Categories, report.Areas })
        {
            Assert.Equal(report.Total.Received, rows.Sum(r => r.Now.Received));
            Assert.Equal(report.Total.Breached, rows.Sum(r => r.Now.Breached));
            Assert.Equal(report.Total.Breached, rows.Sum(r => r.Trend.Sum()));
            Assert.Equal(report.Before.Received, rows.Sum(r => r.Before.Received));
        }
        Assert.Equal(report.Total.Received, report.Trend.Sum(t => t.Received));
        Assert.Contains(report.Categories, r => r.Group.Only);
        Assert.Equal(report.Departments.Select(d => d.Now.CompletionRate ?? 2).Order(), report.Departments.Select(d => d.Now.CompletionRate ?? 2));
    }

    [Fact]
    public async Task A_department_lead_counts_only_the_departments_tickets()
    {
        var (server, city) = await ReportCity.Start();
        await using var _ = server;
        var lead = await server.SignIn(Role.DepartmentLead, city.Water.Id);

        var own = await Read(server, lead.Caller, Quarter);
        var all = await Read(server, Caller.System, Quarter);
        var asked = await Read(server, lead.Caller, Quarter with { Department = city.Works.Id.ToString() });

        Assert.Equal([city.Water.Id], own.Departments.Select(d => d.Group.Id));
        Assert.Equal(all.Departments.Single(d => d.Group.Id == city.Water.Id).Now, own.Total);
        Assert.Equal((0, 0), (asked.Total.Received, asked.Breaches.Bars.Sum(b => b.Count)));
    }

    [Fact]
    public async Task Days_begin_at_midnight_in_the_city()
    {
        var (server, _) = await ReportCity.Start(tickets: false);
        await using var __ = server;
        await using (var db = server.Db())
        {
            // 23:59:59 on 31 May, 00:00 on 1 June, 23:59:59 on 2 June, 00:00 on 3 June in Shanghai.
            DateTimeOffset[] at = [new(2026, 5, 31, 15, 59, 59, TimeSpan.Zero), new(2026, 5, 31, 16, 0, 0, TimeSpan.Zero), new(2026, 6, 2, 15, 59, 59, TimeSpan.Zero), new(2026, 6, 2, 16, 0, 0, TimeSpan.Zero)];
            db.AddRange(at.Select((opened, i) => ReportCity.Ticket(i, opened, null)));
            await db.SaveChangesAsync(Cancel);
        }

        var report = await Read(server, Caller.System, new SlaQuery { From = "2026-06-01", To = "2026-06-02" });

        Assert.Equal((2, 1), (report.Total.Received, report.Before.Received));
    }

    [Fact]
    public async Task An_open_report_follows_what_a_department_does()
    {
        var (server, city) = await ReportCity.Start(tickets: false);
        await using var _ = server;
        var (officer, lead) = (await server.SignIn(Role.DutyOfficer), await server.SignIn(Role.DepartmentLead, city.Works.Id));
        var screen = new SlaScreen(server.Get<SlaRequests>(), server.Get<SlaReports>(), server.Options.Clock!);
        await screen.Show(officer.Caller, new SlaQuery(), Cancel);
        Assert.Equal(0, screen.Report!.Total.Received);
        Assert.False(await screen.Refresh(Cancel));

        var number = await officer.Http.Open(new { title = "井盖破损", category = CitySeed.Pothole });
        await officer.Http.Do(number, "accept");
        await officer.Http.Do(number, "dispatch", new { department = "CG" });
        await lead.Http.Do(number, "sign");
        server.Options.Clock!.Advance(TimeSpan.FromHours(1));
        await lead.Http.Do(number, "complete", new { reply = "已修好" });
        await server.Settle();

        Assert.True(await screen.Refresh(Cancel));
        var total = screen.Report!.Total;
        Assert.Equal((1, 1, 1, 0), (total.Received, total.SignedInTime, total.CompletedInTime, total.Breached));
        Assert.Equal(TimeSpan.FromHours(1), total.Median);
        Assert.False(await screen.Refresh(Cancel));
    }

    [Fact]
    public async Task The_same_report_is_read_once_for_everybody_until_something_changes()
    {
        var (server, _) = await ReportCity.Start();
        await using var __ = server;
        var (reports, request) = (server.Get<SlaReports>(), server.Get<SlaRequests>().Read(Quarter));
        var (supervisor, officer) = (await server.SignIn(Role.Supervisor), await server.SignIn(Role.DutyOfficer));

        var first = await reports.Get(supervisor.Caller, request, Cancel);
        Assert.Same(first, await reports.Get(officer.Caller, server.Get<SlaRequests>().Read(Quarter), Cancel));

        await officer.Http.Open(new { title = "路灯不亮" });
        await server.Settle();
        Assert.NotSame(first, await reports.Get(officer.Caller, request, Cancel));
    }

    private static Task<SlaReport> Read(TestServer server, Caller caller, SlaQuery query) => server.Get<SlaReader>().Read(caller, server.Get<SlaRequests>().Read(query), Cancel);

    private static async Task<int> Compare(TestServer server, Caller caller, SlaQuery query)
    {
        var report = await Read(server, caller, query);
        var compared = 0;
        await Figures(report.Total, null);
        await Same(report.Total.Rejected, SlaLinks.Rejected(report.Request), "rejected");
        foreach (var (dimension, rows) in new[] { (SlaDimension.Department, report.Departments), (SlaDimension.Category, report.Categories), (SlaDimension.Area, report.Areas) })
            foreach (var row in rows)
                await Figures(row.Now, (dimension, row.Group));
        foreach (var bar in report.Breaches.Bars.Where(b => b.Count > 0))
            await Same(bar.Count, SlaLinks.Query(report.Request, bar), $"bar {bar.From}");
        return compared;

        async Task Figures(SlaFigures figures, (SlaDimension, SlaGroup)? row)
        {
            await Same(figures.Received, SlaLinks.Query(report.Request, null, row), $"received {row}");
            await Same(figures.SignedInTime, SlaLinks.Query(report.Request, TicketOutcome.SignedInTime, row), $"signed {row}");
            await Same(figures.CompletedInTime, SlaLinks.Query(report.Request, TicketOutcome.CompletedInTime, row), $"completed {row}");
            await Same(figures.Breached, SlaLinks.Query(report.Request, TicketOutcome.Breached, row), $"breached {row}");
            if (figures.OpenAtRisk is { } risk)
                await Same(risk, SlaLinks.Query(report.Request, TicketOutcome.OpenAtRisk, row), $"at risk {row}");
        }

        async Task Same(int figure, TicketQuery link, string what)
        {
            var count = await server.Get<TicketReader>().Count(caller, server.Get<TicketQueries>().Filter(link), Cancel);
            Assert.True(figure == count, $"{what} of {query.ToQueryString()}: the report says {figure}, {SlaLinks.Address(link)} has {count}.");
            compared++;
        }
    }
}
