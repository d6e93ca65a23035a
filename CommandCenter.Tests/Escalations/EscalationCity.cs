using CommandCenter.Access;
using CommandCenter.Access.Accounts;
using CommandCenter.Escalations.Chains;
using CommandCenter.Escalations.Channels;
using CommandCenter.Escalations.Inbox;
using CommandCenter.Escalations.Running;
using CommandCenter.People.Rosters;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using CommandCenter.Sla;
using CommandCenter.Tests.Databases;
using CommandCenter.Tests.Hosts;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace CommandCenter.Tests.Escalations;

/// <summary>The small city with people who can be told, and a clock in the test's hand. Its leaks are due after eight hours, day and night.</summary>
public sealed class EscalationCity : IAsyncDisposable
{
    /// <summary>When a leak that was opened at the start is breached, and a second more so that what is due at once is taken.</summary>
    public static readonly TimeSpan UntilBreach = TimeSpan.FromHours(8) + TimeSpan.FromSeconds(1);

    private EscalationCity(TestServer server, FakeTimeProvider clock, CitySeed seed) => (Server, Clock, Seed) = (server, clock, seed);

    public TestServer Server { get; }

    public FakeTimeProvider Clock { get; }

    public CitySeed Seed { get; }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Task<EscalationCity> Open(DatabaseProvider provider = DatabaseProvider.Sqlite, ServerOptions? options = null) =>
        Begin(clock => TestServer.Start(provider, (options ?? new ServerOptions()) with { Clock = clock }));

    /// <summary>The first server on a database that a second one, or the same again, will use too.</summary>
    public static Task<EscalationCity> Open(TestDatabase database, ServerOptions? options = null) =>
        Begin(clock => TestServer.Start(database, (options ?? new ServerOptions()) with { Clock = clock }));

    /// <summary>Another node on the same database, with a clock of its own or the same one. On the embedded one, too, which a node would otherwise look for in its own folder.</summary>
    public static Task<TestServer> Beside(TestDatabase database, FakeTimeProvider clock, IReadOnlyDictionary<string, string?>? settings = null) => TestServer.Start(
        database,
        new ServerOptions { Clock = clock, Settings = new Dictionary<string, string?>(settings ?? new Dictionary<string, string?>()) { ["Database:ConnectionString"] = database.ConnectionString } },
        secondNode: true);

    private static async Task<EscalationCity> Begin(Func<FakeTimeProvider, Task<TestServer>> start)
    {
        var clock = new FakeTimeProvider(CitySeed.Thursday);
        var server = await start(clock);
        return new EscalationCity(server, clock, await CitySeed.Into(server.Services, Cancel));
    }

    public T Get<T>() where T : notnull => Server.Get<T>();

    /// <summary>An account that can be told.</summary>
    public async Task<Guid> Person(string name, Role role = Role.Supervisor, Guid? department = null, string? email = null, string? language = null)
    {
        var account = await Get<AccountDesk>().Create($"p-{name}", new AccountFacts(name, [role], department, null, email), Caller.System, Hosts.Person.Password, cancel: Cancel);
        if (language is not null)
            await Get<AccountDesk>().ChooseLanguage(account.UserId, language, Cancel);
        return account.UserId;
    }

    /// <summary>A chain for breached clocks, or what <paramref name="change"/> makes of it.</summary>
    public Task<EscalationChain> Chain(IReadOnlyList<EscalationStep> steps, Func<ChainForm, ChainForm>? change = null)
    {
        var form = new ChainForm("红灯升级", ChainTrigger.Breached, null, null, null, null, null, new EscalationPlan(steps, [], null), Active: true);
        return Get<ChainDesk>().Save(Caller.System, null, 0, change?.Invoke(form) ?? form, Cancel);
    }

    /// <summary>A step that tells one person.</summary>
    public static EscalationStep To(Guid person, int waitMinutes = 0, int repeats = 0, int everyMinutes = 15, bool email = false, bool inbox = true) => new()
    {
        Audience = StepAudience.Person,
        UserId = person,
        Wait = Limit.Elapsed(TimeSpan.FromMinutes(waitMinutes)),
        Repeats = repeats,
        RepeatEvery = repeats > 0 ? Limit.Elapsed(TimeSpan.FromMinutes(everyMinutes)) : null,
        Email = email,
        Inbox = inbox,
    };

    /// <summary>Puts people on duty around the clock; the first is in charge.</summary>
    public Task OnDuty(Role role, Guid? department, params Guid[] people) => Get<RosterDesk>().Add(
        new RosterDetails($"{role} {department}", null, role, department, AroundTheClock: true, new DateOnly(2026, 6, 1), 1,
            [new CrewDetails(null, "甲班", people)], [new ShiftDetails(null, "全天", TimeOnly.MinValue, TimeOnly.MinValue, Enum.GetValues<DayOfWeek>())]), Caller.System, Cancel);

    public Task LastResort(params Guid[] people) => Get<ChainDesk>().SaveLastResort(Caller.System, people, [], Cancel);

    /// <summary>Opens a ticket and brings it to a state by verbs.</summary>
    public async Task<Ticket> Ticket(string category = CitySeed.Leak, TicketPriority? priority = null, params TicketVerb[] verbs)
    {
        var ticket = await Get<TicketOpening>().Open(Caller.System, new TicketRequest { Title = "王先生反映漏水", Category = category, Priority = priority, RequesterName = "王建国", RequesterPhone = "13900001111" }, null, Cancel);
        foreach (var verb in verbs)
            ticket = await Do(ticket, verb);
        return ticket;
    }

    public Task<Ticket> Do(Ticket ticket, TicketVerb verb, VerbInput? input = null) => Get<TicketDesk>().Do(Caller.System, ticket.Number, verb,
        input ?? new VerbInput { Department = "SW", Reply = "已修", Reason = "退回", SuspendReason = SuspendReason.AwaitingThirdParty, Text = "已联系", Priority = TicketPriority.Low }, Cancel);

    /// <summary>A leak whose clock is breached, and whose chain has taken what is due at once.</summary>
    public async Task<Ticket> Late(params TicketVerb[] verbs)
    {
        var ticket = await Ticket(verbs: verbs);
        await Breach();
        return ticket;
    }

    /// <summary>Lets eight hours pass, then a second in which steps without a wait are taken.</summary>
    public async Task Breach()
    {
        await Server.Pass(UntilBreach);
        await Pass(TimeSpan.FromSeconds(1));
    }

    /// <summary>Moves the clock on; steps and deliveries that are due then are done.</summary>
    public async Task Pass(TimeSpan time)
    {
        await Server.Pass(time);
        await Deliver();
    }

    /// <summary>Claims and sends what is to be delivered now.</summary>
    public async Task Deliver()
    {
        while (await Get<DeliveryPump>().Sweep(Cancel))
        {
        }
        await Server.RunJobs();
        await Server.Settle();
    }

    /// <summary>The notices so far, as "person step.attempt", in order.</summary>
    public async Task<List<string>> Told()
    {
        await using var db = Server.Db();
        var notices = await db.Set<Notice>().OrderBy(n => n.Id).ToListAsync(Cancel);
        var names = await db.Set<User>().ToDictionaryAsync(u => u.Id, u => u.DisplayName, Cancel);
        return [.. notices.Select(n => $"{names[n.UserId]} {n.Step + 1}.{n.Attempt}")];
    }

    /// <summary>The only escalation, or the newest.</summary>
    public async Task<Escalation> Escalation()
    {
        await using var db = Server.Db();
        return await db.Set<Escalation>().OrderByDescending(e => e.Sequence).FirstAsync(Cancel);
    }

    public async Task<int> Count<T>() where T : class
    {
        await using var db = Server.Db();
        return await db.Set<T>().CountAsync(Cancel);
    }

    /// <summary>The names of the events of a subject, in order.</summary>
    public async Task<List<string>> Events(Guid subject)
    {
        await using var db = Server.Db();
        return await db.Set<JournalEntry>().Where(e => e.SubjectId == subject).OrderBy(e => e.Id).Select(e => e.Event).ToListAsync(Cancel);
    }

    /// <summary>Who acts as a person in the room.</summary>
    public async Task<Caller> CallerOf(Guid person)
    {
        await using var db = Server.Db();
        return Caller.From(SignInPrincipal.Of(await db.Set<User>().AsNoTracking().SingleAsync(u => u.Id == person, Cancel)));
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
