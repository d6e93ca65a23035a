using CommandCenter.Access;
using CommandCenter.Access.Accounts;
using CommandCenter.Access.SignIn;
using CommandCenter.DemoCity;
using CommandCenter.Platform.Data;
using CommandCenter.Tests.Databases;
using CommandCenter.Tests.Hosts;
using CommandCenter.Tickets;

namespace CommandCenter.Tests.DemoCity;

public sealed class DemoRemovalTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_removed_it_goes_on_to_make_the_first_administrator()
    {
        await using var server = await TestServer.Start(DatabaseProvider.Sqlite);
        await using (var db = server.Db())
        {
            db.Add(new DemoRecord { Seed = 7, BegunAt = CitySeed.Thursday, ReadyAt = CitySeed.Thursday });
            await db.SaveChangesAsync(Cancel);
        }
        var remover = server.Get<DemoRemover>();
        await remover.Remove(Caller.System, Cancel);

        var next = await remover.Next(Cancel);
        Assert.StartsWith("/first-administrator?token=", next, StringComparison.Ordinal);
        var token = Uri.UnescapeDataString(next![(next!.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        Assert.True(await server.Get<LinkDesk>().FirstAdministratorLinkWorks(token, Cancel));
        await server.Get<AccountDesk>().Create("root", new AccountFacts("管理员", [Role.Administrator]), Caller.System, Person.Password, cancel: Cancel);
        Assert.Null(await remover.Next(Cancel)); // who has an account signs in with it
    }

    [Fact]
    public async Task Nothing_is_compared_with_the_city_that_is_gone()
    {
        await using var server = await TestServer.Start(DatabaseProvider.Sqlite);
        await CitySeed.Into(server.Services, Cancel);
        await server.Get<TicketOpening>().Open(Caller.System, new TicketRequest { Title = "漏水", Category = CitySeed.Leak }, null, Cancel);
        await using (var db = server.Db())
        {
            db.Add(new DemoRecord { Seed = 7, BegunAt = CitySeed.Thursday, ReadyAt = CitySeed.Thursday });
            await db.SaveChangesAsync(Cancel);
        }
        await server.Settle();
        var figures = server.Get<FigureSampler>();
        figures.Restart();
        await figures.Sweep(Cancel);
        Assert.Equal(1, figures.Trend.Samples[^1].Open);

        await server.Get<DemoRemover>().Remove(Caller.System, Cancel);
        await figures.Sweep(Cancel);
        Assert.All(figures.Trend.Samples, sample => Assert.Equal(0, sample.Open));
    }
}
