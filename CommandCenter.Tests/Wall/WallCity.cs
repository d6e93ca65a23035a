using System.Globalization;
using CommandCenter.Alarms;
using CommandCenter.Alarms.Panels;
using CommandCenter.Areas;
using CommandCenter.Devices;
using CommandCenter.People;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Time;
using CommandCenter.Tickets;
using CommandCenter.Wall;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;

namespace CommandCenter.Tests.Wall;

/// <summary>Tickets and words for walls under test, without a database.</summary>
internal static class WallCity
{
    /// <summary>2026-06-18 14:32:08 in Shanghai.</summary>
    public static readonly DateTimeOffset Now = new(2026, 6, 18, 6, 32, 8, TimeSpan.Zero);

    public static readonly City Shanghai = City("Asia/Shanghai");

    private static long sequence;

    public static City City(string zone) => new("江城", "Jiangcheng", "JC", TimeZoneInfo.FindSystemTimeZoneById(zone), "zh-CN");

    /// <summary>A ticket opened an hour ago whose clock runs for three hours more, unless told otherwise.</summary>
    public static TicketView Ticket(
        TicketState state = TicketState.Signed, ClockState clock = ClockState.Running, DateTimeOffset? opened = null, DateTimeOffset? due = null, DateTimeOffset? risk = null,
        DateTimeOffset? completed = null, DateTimeOffset? closed = null, Guid? area = null, Guid? department = null, string? title = "路灯不亮", string? place = "石桥路 118 号",
        bool confidential = false, double? latitude = 30.55, double? longitude = 114.25)
    {
        var number = Interlocked.Increment(ref sequence);
        var open = opened ?? Now.AddHours(-1);
        DateTimeOffset? next = state is TicketState.Completed or TicketState.Closed or TicketState.Rejected ? null : due ?? Now.AddHours(3);
        return new TicketView(
            Guid.CreateVersion7(Now.AddMilliseconds(number)), number, $"JC-260618-{number:0000}", null, "phone", confidential ? null : title, confidential, state, TicketPriority.Normal,
            null, department, null, null, area, confidential ? null : place, latitude, longitude, open, completed, closed, null,
            next, clock, open, null, due ?? Now.AddHours(3), ClockState.None, clock, null, 0, 0) { RiskAt = risk };
    }

    /// <summary>The live set with these tickets.</summary>
    public static TicketsLive Live(TimeProvider clock, params TicketView[] tickets)
    {
        var live = new TicketsLive(new NoDatabase(), Shanghai, clock);
        live.Put(tickets);
        return live;
    }

    public static void Put(this TicketsLive live, params TicketView[] tickets) => live.Set.Apply(tickets.Select(t => KeyValuePair.Create(t.Id, (TicketView?)t)));

    public static FigureSampler Sampler(TicketsLive live, TimeProvider clock) => new(new NoDatabase(), live, Shanghai, clock, NullLogger<FigureSampler>.Instance);

    public static AlarmsLive LiveAlarms(TimeProvider clock) => new(new NoDatabase(), Shanghai, clock);

    public static DevicesLive LiveDevices(TimeProvider clock) => new(new NoDatabase(), new DeviceIndex(new NoDatabase()), clock);

    public static AlarmWords WordsOfAlarms(TimeProvider clock) =>
        new(Texts<AlarmsText>(), new DeviceIndex(new NoDatabase()), new DepartmentIndex(new NoDatabase()), new AreaIndex(new NoDatabase()), Shanghai, clock);

    /// <summary>An active gas alarm that nobody has acknowledged, raised two minutes ago, unless told otherwise.</summary>
    public static AlarmView Alarm(
        AlarmPriority priority = AlarmPriority.High, AlarmState state = AlarmState.ActiveUnacknowledged, AlarmHiding hiding = AlarmHiding.None, DateTimeOffset? raised = null,
        int count = 1, string? place = "花园里社区 7 栋 1 单元 302", Guid? device = null, double? latitude = 30.55, double? longitude = 114.25)
    {
        var (number, at) = (Interlocked.Increment(ref sequence), raised ?? Now.AddMinutes(-2));
        return new(
            Guid.CreateVersion7(Now.AddMilliseconds(number)), number, $"AL-260618-{number:0000}", state, hiding, priority, priority, 1, 1,
            device, null, null, "gas", null, "可燃气体超限", "Combustible gas", "gas", "% LEL", 42, 40, latitude, longitude, place, null, null,
            at, at, at, null, count, null, null, null, null, null, null, 0);
    }

    public static WallWords Words() => new(
        new CategoryIndex(new NoDatabase()), new AreaIndex(new NoDatabase()), new DepartmentIndex(new NoDatabase()), WordsOfAlarms(TimeProvider.System), Texts());

    public static IStringLocalizer<WallText> Texts() => Texts<WallText>();

    public static WallPicture Picture(IReadOnlyCollection<TicketView> tickets, FigureTrend? trend = null, DateTimeOffset? at = null) =>
        Picture(new WallSources(tickets, [], [], []), trend, at);

    public static WallPicture Picture(WallSources sources, FigureTrend? trend = null, DateTimeOffset? at = null) =>
        new(sources, trend ?? FigureTrend.None, [], [], _ => "gas", Shanghai, at ?? Now);

    private static IStringLocalizer<T> Texts<T>()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo("zh-CN");
        return new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider().GetRequiredService<IStringLocalizer<T>>();
    }

    /// <summary>A screen reads the picture in memory; whoever asks here for the database fails.</summary>
    internal sealed class NoDatabase : IDbContextFactory<CityDb>
    {
        public CityDb CreateDbContext() => throw new InvalidOperationException("A wall reads no database.");
    }
}
