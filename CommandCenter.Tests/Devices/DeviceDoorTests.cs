using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CommandCenter.Access;
using CommandCenter.Devices;
using CommandCenter.Tests.Hosts;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Tests.Devices;

public sealed class DeviceDoorTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Programs_read_devices_kinds_and_measurements_page_by_page()
    {
        await using var server = await TestServer.Start();
        var gauge = await Add(server, "LV-1", "三道闸", BuiltInKinds.WaterLevel);
        await Add(server, "N-1", "School", "noise");
        await Store(server, gauge, 5);
        using var client = await server.Client(Scope.AlarmsRead);

        var all = await client.GetFromJsonAsync<JsonElement>("/api/v1/devices?limit=1", Cancel);
        Assert.Equal("LV-1", all.GetProperty("items")[0].GetProperty("code").GetString());
        Assert.Equal(4, all.GetProperty("items")[0].GetProperty("latest")[0].GetProperty("value").GetDouble());
        Assert.Equal("m", all.GetProperty("items")[0].GetProperty("latest")[0].GetProperty("unit").GetString());
        var next = await client.GetFromJsonAsync<JsonElement>($"/api/v1/devices?limit=1&cursor={all.GetProperty("next").GetString()}", Cancel);
        Assert.Equal("N-1", next.GetProperty("items")[0].GetProperty("code").GetString());
        var found = await client.GetFromJsonAsync<JsonElement>("/api/v1/devices?kind=water-level&state=Offline&q=三道", Cancel);
        Assert.Equal(1, found.GetProperty("items").GetArrayLength());

        var page = await client.GetFromJsonAsync<JsonElement>("/api/v1/devices/lv-1/measurements?quantity=level&limit=3", Cancel);
        Assert.Equal([0.0, 1, 2], page.GetProperty("items").EnumerateArray().Select(m => m.GetProperty("value").GetDouble()));
        var rest = await client.GetFromJsonAsync<JsonElement>($"/api/v1/devices/LV-1/measurements?limit=3&cursor={page.GetProperty("next").GetString()}", Cancel);
        Assert.Equal([3.0, 4], rest.GetProperty("items").EnumerateArray().Select(m => m.GetProperty("value").GetDouble()));
        Assert.Equal(BuiltInKinds.All.Count, (await client.GetFromJsonAsync<JsonElement>("/api/v1/device-kinds", Cancel)).GetArrayLength());
    }

    [Theory]
    [InlineData("/api/v1/devices?kind=teapot", 422, "kind")]
    [InlineData("/api/v1/devices?state=Asleep", 422, "state")]
    [InlineData("/api/v1/devices?area=nowhere", 422, "area")]
    [InlineData("/api/v1/devices/none", 404, null)]
    [InlineData("/api/v1/devices/LV-1/measurements?quantity=rain", 422, "quantity")]
    [InlineData("/api/v1/devices/LV-1/measurements?cursor=x", 422, "cursor")]
    public async Task A_question_that_cannot_be_answered_is_refused_by_its_field(string address, int status, string? field)
    {
        await using var server = await TestServer.Start();
        await Add(server, "LV-1", "三道闸", BuiltInKinds.WaterLevel);
        using var client = await server.Client(Scope.AlarmsRead);

        using var answer = await client.GetAsync(address, Cancel);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);

        Assert.Equal((HttpStatusCode)status, answer.StatusCode);
        Assert.Equal(field, problem.TryGetProperty("field", out var named) ? named.GetString() : null);
    }

    [Fact]
    public async Task A_key_for_tickets_does_not_read_devices()
    {
        await using var server = await TestServer.Start();
        using var client = await server.Client(Scope.TicketsRead);
        using var answer = await client.GetAsync("/api/v1/devices", Cancel);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData(Role.DutyOfficer, "/devices", HttpStatusCode.OK)]
    [InlineData(Role.DutyOfficer, "/devices/LV-1", HttpStatusCode.OK)]
    [InlineData(Role.DutyOfficer, "/devices?state=Offline&q=zz", HttpStatusCode.OK)]
    [InlineData(Role.Administrator, "/admin/devices", HttpStatusCode.OK)]
    [InlineData(Role.Administrator, "/admin/device-kinds", HttpStatusCode.OK)]
    public async Task The_pages_open(Role role, string address, HttpStatusCode status)
    {
        await using var server = await TestServer.Start();
        await Add(server, "LV-1", "三道闸", BuiltInKinds.WaterLevel);
        var person = await server.SignIn(role);
        using var answer = await person.Http.GetAsync(address, Cancel);
        Assert.Equal(status, answer.StatusCode);
    }

    private static async Task<Device> Add(TestServer server, string code, string name, string kind)
    {
        var device = await server.Get<DeviceDesk>().Add(new DeviceDetails(code, name, server.Get<DeviceIndex>().KindByCode(kind)!.Id, []), Caller.System, Cancel);
        await server.Settle();
        return device;
    }

    private static async Task Store(TestServer server, Device device, int count)
    {
        var now = server.Get<TimeProvider>().GetUtcNow();
        await using var db = server.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
        var stored = await server.Get<MeasurementStore>().Write(db, [.. Enumerable.Range(0, count).Select(i => new NewMeasurement(device.Id, "level", now.AddDays(-2).AddMinutes(i), i, null, now, false))], Cancel);
        await transaction.CommitAsync(Cancel);
        server.Get<DevicesLive>().Apply(stored);
    }
}
