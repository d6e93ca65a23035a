using System.Net;
using CommandCenter.Access;
using CommandCenter.Access.Accounts;
using CommandCenter.Alarms;
using CommandCenter.Areas;
using CommandCenter.DemoCity;
using CommandCenter.DemoCity.Building;
using CommandCenter.Devices;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Maps;
using CommandCenter.Tests.Databases;
using CommandCenter.Tests.Hosts;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace CommandCenter.Tests.DemoCity;

/// <summary>The invented city as a new user meets it: in processes of its own.</summary>
public sealed class DemoCityTests
{
    private static readonly string[] Shown = ["--Demo:Enabled=true"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_first_start_builds_it_a_killed_one_goes_on_and_removing_it_leaves_an_empty_product()
    {
        var folder = Directory.CreateTempSubdirectory("commandcenter-demo-");
        try
        {
            await using (var server = new ServerProcess(folder.FullName))
            {
                await server.Start(Cancel, Shown);
                // Killed where the most hangs together: some tickets are there, others are not.
                await Soon.Happens(async () => await Count<Ticket>(folder.FullName) > 1_500);
                await server.Kill();
                await server.Start(Cancel, Shown);
                await Soon.Happens(async () => (await Record(folder.FullName))?.ReadyAt is not null);

                await Stands(folder.FullName);
                await Lets_people_in(server.Address);
            }
            Assert.Contains("is whole", (await CityProcess.Run(folder.FullName, "journal", "verify")).Output, StringComparison.Ordinal);

            var unsure = await CityProcess.Run(folder.FullName, "demo", "remove");
            Assert.Equal((1, true), (unsure.Code, unsure.Error.Contains("--yes", StringComparison.Ordinal)));
            var removed = await CityProcess.Run(folder.FullName, "demo", "remove", "--yes");
            Assert.Equal((0, ""), (removed.Code, removed.Error));
            Assert.Equal((0, 0, 0, 0, 0), (await Count<Area>(folder.FullName), await Count<Device>(folder.FullName), await Count<Ticket>(folder.FullName), await Count<Alarm>(folder.FullName), await Count<User>(folder.FullName)));
            Assert.Equal(BuiltInKinds.All.Count, await Count<DeviceKind>(folder.FullName));

            await using var after = new ServerProcess(folder.FullName);
            await after.Start(Cancel, Shown);
            Assert.Null(await Record(folder.FullName)); // the database is no longer new
        }
        finally
        {
            ServerProcess.Forget(folder.FullName);
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Demo_create_fills_PostgreSQL_which_no_start_does_and_refuses_a_second_one()
    {
        Assert.SkipWhen(TestDatabases.SkipReason(DatabaseProvider.PostgreSql) is not null, TestDatabases.SkipReason(DatabaseProvider.PostgreSql) ?? "");
        await using var database = await TestDatabases.Open(DatabaseProvider.PostgreSql);
        var settings = database.Settings.Where(s => s.Value is not null).ToDictionary(s => s.Key.Replace(":", "__", StringComparison.Ordinal), s => s.Value!);
        settings["Demo__Enabled"] = "true";
        await using (var server = CityProcess.Start(database.DataFolder, ["--urls", $"http://127.0.0.1:{Ports.Free()}"], settings))
        {
            await Soon.Happens(() => server.Output.Contains("serves", StringComparison.Ordinal));
            await using var db = database.CreateDbContext();
            Assert.False(await db.Set<DemoRecord>().AnyAsync(Cancel));
        }

        await using var create = CityProcess.Start(database.DataFolder, ["demo", "create", "--seed", "7"], settings);
        Assert.True(await create.Exit() == 0, create.Error);
        await using (var db = database.CreateDbContext())
            Assert.Equal((2_648, 7), (await db.Set<Area>().CountAsync(a => a.Level == AreaLevel.Grid, Cancel), (await db.Set<DemoRecord>().SingleAsync(Cancel)).Seed));
        await using var again = CityProcess.Start(database.DataFolder, ["demo", "create"], settings);
        Assert.Equal(1, await again.Exit());
        Assert.Contains("demo remove", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_host_never_gets_one()
    {
        await using var server = await TestServer.Start();

        Assert.Null(await server.Get<DemoBuilder>().Find(Cancel));
        using var client = await server.Client();
        Assert.DoesNotContain("demo-in", await client.GetStringAsync("/sign-in", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_that_are_wrong_are_named_together()
    {
        var wrong = new Dictionary<string, string?> { ["Demo:Enabled"] = "perhaps", ["Demo:Seed"] = "x", ["Demo:Pace"] = "61", ["Demo:Simulate"] = "no" };
        var refused = Assert.Throws<CannotStart>(() => DemoOptions.Read(new ConfigurationBuilder().AddInMemoryCollection(wrong).Build()));
        Assert.All(wrong.Keys, key => Assert.Contains(key, refused.Message, StringComparison.Ordinal));
    }

    private static async Task Stands(string folder)
    {
        await using var db = ServerProcess.Db(folder);
        Assert.Equal(2_648, await db.Set<Area>().CountAsync(a => a.Level == AreaLevel.Grid, Cancel));
        Assert.InRange(await db.Set<Device>().CountAsync(Cancel), 6_800, 7_200);
        Assert.Equal(0, await db.Set<Device>().CountAsync(d => d.AreaId == null, Cancel));
        Assert.InRange(await db.Set<Ticket>().CountAsync(Cancel), 5_500, 8_000);
        Assert.Equal(await db.Set<Ticket>().CountAsync(Cancel), await db.Set<Ticket>().Select(t => t.SourceNumber).Distinct().CountAsync(Cancel));
        Assert.InRange(await db.Set<Alarm>().CountAsync(Cancel), 900, 1_500);
        Assert.InRange(await db.Set<Measurement>().CountAsync(Cancel), 450_000, 700_000);
        Assert.True(await db.Set<GroundFeature>().AnyAsync(g => g.Kind == BaseLayerKind.Water && g.Name == "澜江", Cancel));
        var first = (await db.Set<Ticket>().Select(t => t.OpenedAt).ToListAsync(Cancel)).Min();
        Assert.InRange((await db.Set<DemoRecord>().SingleAsync(Cancel)).BegunAt - first, TimeSpan.FromDays(29), TimeSpan.FromDays(32));
    }

    private static async Task Lets_people_in(Uri address)
    {
        foreach (var role in CommandCenter.DemoCity.SignIn.DemoSignInDesk.Roles)
        {
            using var browser = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = address };
            var page = await browser.GetStringAsync("/sign-in", Cancel);
            var token = System.Text.RegularExpressions.Regex.Match(page[page.IndexOf("/demo/sign-in", StringComparison.Ordinal)..], "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
            using var answer = await browser.PostAsync("/demo/sign-in", new FormUrlEncodedContent(new Dictionary<string, string> { ["role"] = role.ToString(), ["__RequestVerificationToken"] = token }), Cancel);
            Assert.Equal(role == Role.Wall ? "/wall/overview?takeover=true" : "/", answer.Headers.Location?.OriginalString);
            using var account = await browser.GetAsync(role == Role.Wall ? "/wall/overview" : "/account", Cancel);
            Assert.Equal(HttpStatusCode.OK, account.StatusCode);
        }
        // Through a proxy the visitor is not at this machine, whatever the connection says.
        using var remote = new HttpClient { BaseAddress = address };
        remote.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        Assert.DoesNotContain("demo-in", await remote.GetStringAsync("/sign-in", Cancel), StringComparison.Ordinal);
    }

    private static async Task<int> Count<T>(string folder) where T : class
    {
        await using var db = ServerProcess.Db(folder);
        return await db.Set<T>().CountAsync(Cancel);
    }

    private static async Task<DemoRecord?> Record(string folder)
    {
        await using var db = ServerProcess.Db(folder);
        return await db.Set<DemoRecord>().SingleOrDefaultAsync(Cancel);
    }
}
