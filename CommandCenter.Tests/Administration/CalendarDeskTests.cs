using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Sla;
using CommandCenter.Sla.Administration;
using CommandCenter.Tests.Databases;

namespace CommandCenter.Tests.Administration;

public class CalendarDeskTests
{
    private static readonly IReadOnlyDictionary<DayOfWeek, IReadOnlyList<WorkInterval>> Mondays =
        new Dictionary<DayOfWeek, IReadOnlyList<WorkInterval>> { [DayOfWeek.Monday] = [WorkInterval.Between(13, 0, 17, 0), WorkInterval.Between(8, 30, 12, 0)] };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task Hours_and_days_set_by_hand_count_at_once(DatabaseProvider provider)
    {
        await using var database = await TestDatabases.Open(provider);
        await using var world = await AdminWorld.Open(database);
        var (desk, rules, actor) = (world.Get<CalendarDesk>(), world.Get<SlaRules>(), AdminWorld.Administrator.Actor);

        var row = await desk.Add(actor, "city", "Asia/Shanghai", Mondays, Cancel);
        Assert.True(row.IsDefault);
        Assert.Equal(["08:30-12:00", "13:00-17:00"], rules.Standard.HoursOn(new DateOnly(2026, 6, 15)).Select(h => h.ToString()));

        row = await desk.SetDay(actor, row.Id, row.Version, new DateOnly(2026, 6, 15), DayKind.Holiday, "校庆", [], Cancel);
        row = await desk.SetDay(actor, row.Id, row.Version, new DateOnly(2026, 6, 20), DayKind.AdjustedWorkday, "", [WorkInterval.Between(9, 0, 11, 0)], Cancel);
        Assert.False(rules.Standard.IsWorkingDay(new DateOnly(2026, 6, 15)));
        Assert.Equal("09:00-11:00", Assert.Single(rules.Standard.HoursOn(new DateOnly(2026, 6, 20))).ToString());

        row = await desk.SaveHours(actor, row.Id, row.Version, "全市", "Asia/Shanghai",
            new Dictionary<DayOfWeek, IReadOnlyList<WorkInterval>> { [DayOfWeek.Tuesday] = [WorkInterval.WholeDay] }, Cancel);
        Assert.Equal(("全市", true), (rules.Standard.Name, rules.Standard.IsWorkingDay(new DateOnly(2026, 6, 16))));
        Assert.Single(row.Read().Holidays);

        await desk.SetDay(actor, row.Id, row.Version, new DateOnly(2026, 6, 15), DayKind.Ordinary, "", [], Cancel);
        Assert.Empty((await desk.List(Cancel)).Single().Read().Holidays);
        Assert.Equal(5, (await world.Events()).Count(e => e == nameof(WorkCalendarChanged)));
    }

    [Theory, AllDatabases]
    public async Task One_calendar_is_the_default_and_a_needed_one_stays(DatabaseProvider provider)
    {
        await using var database = await TestDatabases.Open(provider);
        await using var world = await AdminWorld.Open(database);
        var (desk, actor) = (world.Get<CalendarDesk>(), AdminWorld.Administrator.Actor);
        var first = await desk.Add(actor, "one", "Asia/Shanghai", Mondays, Cancel);
        var second = await desk.Add(actor, "two", "Asia/Shanghai", Mondays, Cancel);
        await world.Get<SlaDesk>().Save(actor, null, new PolicyForm(null, null, null, first.Id, Limit.WorkingDays(1), null, null, 0.8), Cancel);

        Assert.Equal("calendar-default", (await Refused(() => desk.Remove(actor, first.Id, Cancel))).Code);
        await desk.SetDefault(actor, second.Id, Cancel);
        Assert.Equal("calendar-in-use", (await Refused(() => desk.Remove(actor, first.Id, Cancel))).Code);
        Assert.Equal(["two", "one"], (await desk.List(Cancel)).Select(c => c.Name));
        Assert.Equal("calendar-name-taken", (await Refused(() => desk.Add(actor, "two", "Asia/Shanghai", Mondays, Cancel))).Code);
        Assert.Equal("changed-meanwhile", (await Refused(() => desk.SaveHours(actor, first.Id, 0, "x", "Asia/Shanghai", Mondays, Cancel))).Code);
    }

    [Fact]
    public async Task What_cannot_be_counted_with_is_refused_at_its_field()
    {
        await using var database = await TestDatabases.Open();
        await using var world = await AdminWorld.Open(database);
        var (desk, actor) = (world.Get<CalendarDesk>(), AdminWorld.Administrator.Actor);
        var overlapping = new Dictionary<DayOfWeek, IReadOnlyList<WorkInterval>> { [DayOfWeek.Friday] = [WorkInterval.Between(8, 0, 12, 0), WorkInterval.Between(11, 0, 13, 0)] };

        Assert.Equal("Friday", (await Refused(() => desk.Add(actor, "a", "Asia/Shanghai", overlapping, Cancel))).Field);
        Assert.Equal("timeZone", (await Refused(() => desk.Add(actor, "a", "Asia/Jiangcheng", Mondays, Cancel))).Field);
        Assert.Equal("hours", (await Refused(() => desk.Add(actor, "a", "Asia/Shanghai", new Dictionary<DayOfWeek, IReadOnlyList<WorkInterval>>(), Cancel))).Field);
        Assert.Empty(await desk.List(Cancel));
    }

    [Fact]
    public void A_year_shows_weeks_from_Monday_and_says_what_somebody_made_so()
    {
        var plain = new CalendarImport("Asia/Shanghai", new Dictionary<DayOfWeek, IReadOnlyList<WorkInterval>> { [DayOfWeek.Monday] = [WorkInterval.WholeDay] },
            [new Holiday(new DateOnly(2026, 6, 1), "儿童节")], [new AdjustedWorkday(new DateOnly(2026, 6, 7), "", [])], [2026], []);
        var sheet = new YearSheet(plain, "city");

        var june = sheet.Weeks(2026, 6).ToList();

        Assert.Equal(5, june.Count);
        Assert.Equal((DayKind.Holiday, false, "儿童节"), (june[0][0]!.Kind, june[0][0]!.Open, june[0][0]!.Name));
        Assert.Equal((DayKind.AdjustedWorkday, true), (june[0][6]!.Kind, june[0][6]!.Open));
        Assert.Equal((DayKind.Ordinary, true), (june[1][0]!.Kind, june[1][0]!.Open));
        Assert.Equal(30, june.SelectMany(w => w).OfType<YearDay>().Count());
        Assert.Null(sheet.Weeks(2026, 7).First()[0]);
    }

    [Fact]
    public void A_policy_preview_counts_from_now_in_its_calendar()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
        var calendar = new WorkCalendar("c", zone, Enumerable.Range(1, 5).ToDictionary(d => (DayOfWeek)d, IReadOnlyList<WorkInterval> (_) => [WorkInterval.Between(9, 0, 17, 0)]));
        var friday = new DateTimeOffset(2026, 6, 19, 16, 0, 0, TimeSpan.FromHours(8));
        var draft = new PolicyDraft { Resolution = { Unit = nameof(LimitUnit.WorkingTime), Amount = "2h" }, Sign = { Unit = nameof(LimitUnit.WorkingDays), Amount = "1" } };

        var preview = PolicyPreview.Of(draft.Form(), calendar, friday);

        Assert.Equal(new DateTimeOffset(2026, 6, 22, 10, 0, 0, TimeSpan.FromHours(8)), preview.Due);
        Assert.Equal(new DateTimeOffset(2026, 6, 22, 9, 36, 0, TimeSpan.FromHours(8)), preview.RiskAt);
        Assert.Equal(new DateTimeOffset(2026, 6, 22, 16, 0, 0, TimeSpan.FromHours(8)), preview.Sign);
        Assert.Null(preview.Handling);
        draft.Resolution.Amount = "soon";
        Assert.Equal("resolution", Assert.Throws<Refusal>(() => draft.Form()).Field);
    }

    private static Task<Refusal> Refused(Func<Task> act) => Assert.ThrowsAsync<Refusal>(act);
}
