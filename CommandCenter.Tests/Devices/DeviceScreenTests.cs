using CommandCenter.Access;
using CommandCenter.Devices;
using CommandCenter.Tests.Browsers;
using CommandCenter.Tests.Hosts;
using Microsoft.Playwright;

namespace CommandCenter.Tests.Devices;

[Collection(BrowserScreens.Name)]
public sealed class DeviceScreenTests(Browser browser)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("zh-CN", "设备", "历史曲线", "停用", "保证", 1920, 1080)]
    [InlineData("en", "Devices", "History", "Take out of service", "Limit", 1920, 1080)]
    [InlineData("zh-CN", "设备", "历史曲线", "停用", "保证", 390, 844)]
    public async Task A_device_is_found_seen_and_taken_out_of_service(string language, string title, string history, string takeOut, string limit, int width, int height)
    {
        await using var server = await KestrelServer.Start();
        var gauge = await City(server);
        await using var screen = await browser.Open("about:blank", width, height, language);
        await screen.SignIn(await server.SignIn(Role.Administrator), server.Address, language);

        await Go(screen, server, "/devices");
        await screen.Sees(title);
        await screen.Sees("柳河 三道闸");
        await screen.Shot($"devices-{language}-{width}");
        await Go(screen, server, $"/devices/{gauge.Code}");
        await screen.Sees(history);
        await screen.Page.Locator(".dev-chart .line").WaitForAsync();
        await screen.Sees(limit);
        await screen.Shot($"device-{language}-{width}", wholePage: true);

        await Store(server, gauge, server.Get<TimeProvider>().GetUtcNow(), 4.44);
        await screen.Sees("4.44 m"); // without reloading
        await screen.Page.Locator("#service-reason").FillAsync("校准 calibration");
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = takeOut, Exact = true }).ClickAsync();
        await screen.Sees("校准 calibration");
        await screen.Page.Locator(".dev-state.off").WaitForAsync();
        Assert.Equal(DeviceState.OutOfService, server.Get<DevicesLive>().Set.Items[gauge.Id].State);
        screen.AssertClean();
    }

    [Theory]
    [InlineData("zh-CN", "已保存")]
    [InlineData("en", "Saved")]
    public async Task An_administrator_adds_a_spelling_and_a_kind(string language, string saved)
    {
        await using var server = await KestrelServer.Start();
        var gauge = await City(server);
        await using var screen = await browser.Open("about:blank", language: language);
        await screen.SignIn(await server.SignIn(Role.Administrator), server.Address, language);

        await Go(screen, server, "/admin/devices");
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "柳河 三道闸" }).ClickAsync();
        await screen.Page.Locator("#device-aliases").FillAsync("Sandaozha\n三道闸站");
        await screen.Page.Locator(".adm-form").First.GetByRole(AriaRole.Button).Last.ClickAsync();
        await screen.Sees(saved);
        await screen.Shot($"admin-devices-{language}");
        Assert.Equal(gauge.Id, server.Get<DeviceIndex>().FindByText("SANDAOZHA")?.Id);

        await Go(screen, server, "/admin/device-kinds");
        await screen.Page.Locator(".adm-list .btn").ClickAsync();
        await screen.Page.Locator("#kind-name").FillAsync("古树");
        await screen.Page.Locator("#kind-name-en").FillAsync("Old tree");
        await screen.Page.Locator("#kind-code").FillAsync("old-tree");
        var cells = screen.Page.Locator(".dev-quantities tbody input");
        string[] quantity = ["tilt", "倾斜", "Tilt", "°", "1"];
        for (var i = 0; i < quantity.Length; i++)
            await cells.Nth(i).FillAsync(quantity[i]);
        await screen.Page.Locator(".adm-form .btn.pri").ClickAsync();
        await screen.Sees(saved);
        await screen.Page.Locator(".adm-list").GetByText("old-tree").WaitForAsync();
        await screen.Shot($"admin-kinds-{language}");
        await screen.Sees(saved); // still in the reader's language after the Journal told the page of the change
        Assert.Equal("°", server.Get<DeviceIndex>().KindByCode("old-tree")?.QuantityOf("tilt")?.Unit);
        screen.AssertClean();
    }

    private static async Task<Device> City(TestServer server)
    {
        var (desk, index, now) = (server.Get<DeviceDesk>(), server.Get<DeviceIndex>(), server.Get<TimeProvider>().GetUtcNow());
        var gauge = await desk.Add(new DeviceDetails("LV-001", "柳河 三道闸", index.KindByCode("water-level")!.Id, ["Liu River"], 31.2304, 121.4737, "柳岸区 三道闸桥"), Caller.System, Cancel);
        await desk.Add(new DeviceDetails("NS-014", "实验小学门口", index.KindByCode("noise")!.Id, [], 31.2310, 121.4751), Caller.System, Cancel);
        await desk.Add(new DeviceDetails("SOS-203", "花园里社区 7 栋 SOS", index.KindByCode("sos")!.Id, []), Caller.System, Cancel);
        await desk.SetThresholds(gauge.Id, "level", now.AddDays(-90), 4, 4.5, 5, Caller.System, Cancel);
        await Seen(() => server.Get<DevicesLive>().Set.Items.Count == 3);
        for (var i = 96; i > 0; i--)
            await Store(server, gauge, now.AddMinutes(-15 * i), Math.Round(3.6 + Math.Sin(i / 12.0) * 0.5, 2));
        return gauge;
    }

    private static async Task Store(TestServer server, Device device, DateTimeOffset at, double value)
    {
        await using var db = server.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
        var stored = await server.Get<MeasurementStore>().Write(db, [new NewMeasurement(device.Id, "level", at, value, null, at, false)], Cancel);
        await transaction.CommitAsync(Cancel);
        server.Get<DevicesLive>().Apply(stored);
    }

    private static async Task Go(Screen screen, TestServer server, string address)
    {
        await screen.Page.GotoAsync(new Uri(server.Address, address).ToString());
        await screen.Lives();
    }

    private static async Task Seen(Func<bool> so)
    {
        for (var wait = 0; !so() && wait < 400; wait++)
            await Task.Delay(25, Cancel);
        Assert.True(so());
    }
}
