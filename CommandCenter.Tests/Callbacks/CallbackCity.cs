using CommandCenter.Access;
using CommandCenter.Callbacks;
using CommandCenter.Callbacks.Sampling;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using CommandCenter.Sla;
using CommandCenter.Tests.Hosts;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace CommandCenter.Tests.Callbacks;

/// <summary>A server with the small city at Thursday 09:00, where every completed ticket is called back within a working day.</summary>
internal static class CallbackCity
{
    public const string Phone = "13971234567";
    public const string Name = "欧阳晓芸";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<(TestServer Server, FakeTimeProvider Clock, CitySeed City)> Start(DatabaseProvider provider = DatabaseProvider.Sqlite, int share = 100, DateTimeOffset? at = null)
    {
        var clock = new FakeTimeProvider(at ?? CitySeed.Thursday);
        var server = await TestServer.Start(provider, new ServerOptions { Clock = clock });
        var city = await CitySeed.Into(server.Services, Cancel);
        await Rule(server, share);
        return (server, clock, city);
    }

    public static Task<SamplingRule> Rule(TestServer server, int share, Guid? category = null, Limit? limit = null, TicketPriority? priority = null, string? source = null) =>
        server.Get<SamplingDesk>().Save(Actor.System, null, new SamplingForm(category, priority, source, share, limit ?? Limit.WorkingDays(1)), Cancel);

    /// <summary>A ticket that its department completed.</summary>
    public static async Task<Ticket> Completed(TestServer server, string? phone = Phone, bool anonymous = false, bool confidential = false, string category = CitySeed.Leak)
    {
        var ticket = await server.Get<TicketOpening>().Open(Caller.System, new TicketRequest
        {
            Title = "漏水", Description = "三楼水管漏水", Category = category, RequesterName = anonymous ? null : Name, RequesterPhone = anonymous ? null : phone, Anonymous = anonymous, Confidential = confidential,
        }, null, Cancel);
        foreach (var verb in new[] { TicketVerb.Accept, TicketVerb.Dispatch, TicketVerb.Sign, TicketVerb.Complete })
            ticket = await Do(server, ticket.Number, verb);
        return ticket;
    }

    public static Task<Ticket> Do(TestServer server, string number, TicketVerb verb) =>
        server.Get<TicketDesk>().Do(Caller.System, number, verb, new VerbInput { Department = "SW", Reply = "已修", Reason = "没修好" }, Cancel);

    /// <summary>The newest callback of a ticket.</summary>
    public static async Task<Callback?> Of(TestServer server, string number)
    {
        await using var db = server.Db();
        return await db.Set<Callback>().AsNoTracking().Where(c => db.Set<Ticket>().Any(t => t.Id == c.TicketId && t.Number == number)).OrderByDescending(c => c.Round).FirstOrDefaultAsync(Cancel);
    }

    /// <summary>The events of a ticket's timeline that are a callback's, in order.</summary>
    public static async Task<List<string>> Story(TestServer server, string number)
    {
        await using var db = server.Db();
        return await db.Set<JournalEntry>().Where(e => e.Subject == CallbackSubject.Name && db.Set<Ticket>().Any(t => t.Id == e.SubjectId && t.Number == number))
            .OrderBy(e => e.Id).Select(e => e.Event).ToListAsync(Cancel);
    }

    public static DateTimeOffset Local(string text) =>
        new(DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(8));
}
