using CommandCenter.Access;
using CommandCenter.Access.Accounts;
using CommandCenter.Access.Keys;
using CommandCenter.Areas;
using CommandCenter.DemoCity;
using CommandCenter.DemoCity.Cast;
using CommandCenter.DemoCity.Simulation;
using CommandCenter.Devices;
using CommandCenter.People;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using CommandCenter.Tests.Hosts;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Tests.DemoCity;

/// <summary>Puts the hand-made cast into a server through its own desks, as a demo's start does, and lets it live.</summary>
internal static class LivingCity
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<CityCast> Into(TestServer server)
    {
        var cast = SmallCity.Of();
        var departments = new Dictionary<string, Guid>();
        foreach (var d in cast.Departments)
            departments[d.Code] = (await server.Get<DepartmentDesk>().Add(new DepartmentDetails(d.Code, d.Name.Chinese, d.Name.English, [], null, null), Caller.System, Cancel)).Id;
        foreach (var p in cast.People)
            await server.Get<AccountDesk>().Create(p.UserName, new AccountFacts(p.Name.Chinese, [p.Role], p.DepartmentCode is { } code ? departments[code] : null), Caller.System, Person.Password, cancel: Cancel);
        await Categories(server, cast);
        var ids = new Dictionary<string, Guid>();
        foreach (var d in cast.Devices)
        {
            var kind = server.Get<DeviceIndex>().KindByCode(d.KindCode)!;
            var device = await server.Get<DeviceDesk>().Add(new DeviceDetails(d.Code, d.Name.Chinese, kind.Id, [], d.At.Latitude, d.At.Longitude, d.PlaceText, departments[d.DepartmentCode],
                ParentId: d.GatewayCode is { } gateway ? ids[gateway] : null), Caller.System, Cancel);
            ids[d.Code] = device.Id;
            if (d.Thresholds is { } t)
                await server.Get<DeviceDesk>().SetThresholds(device.Id, "level", CitySeed.Thursday.AddYears(-5), t.Watch, t.Warning, t.Limit, Caller.System, Cancel);
        }
        var key = await server.Get<ApiKeyDesk>().CreateForDemo("Demo", Cancel);
        server.Get<DemoState>().Say(new(cast.Plan.Seed, DemoStage.Ready, 1));
        server.Get<SimulatorControl>().Begin(new SimulatedCity(cast, "Demo", key.Key));
        return cast;
    }

    private static async Task Categories(TestServer server, CityCast cast)
    {
        await using var db = server.Db();
        var tree = await CategoryTree.Load(db, server.Get<JournalWriter>(), server.Get<TimeProvider>(), Actor.System, Cancel);
        foreach (var leaf in cast.Categories.Where(c => c.ParentCode is not null))
            await tree.AtPath([cast.Categories.Single(c => c.Code == leaf.ParentCode).Name.Chinese, leaf.Name.Chinese], Cancel);
        await db.SaveChangesAsync(Cancel);
        await server.Get<CategoryIndex>().Rebuild(Cancel);
    }
}
