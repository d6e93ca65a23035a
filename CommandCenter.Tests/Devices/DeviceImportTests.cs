using CommandCenter.Access;
using CommandCenter.Areas;
using CommandCenter.Devices;
using CommandCenter.Devices.Import;
using CommandCenter.People;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Files;
using CommandCenter.Platform.Maps;
using CommandCenter.Tests.Databases;

namespace CommandCenter.Tests.Devices;

public sealed class DeviceImportTests
{
    private const string File = """
        code,name,kind,aliases,latitude,longitude,place,department,grid_worker,parent
        GW-1,Gateway one,gateway,,31.2304,121.4737,,,,
        N-1,Noise at the school,noise,School noise;学校噪声,31.2310,121.4740,"School Road, gate",WATER,,GW-1
        N-2,Noise at the park,Noise meter,,,,,,,
        N-3,Swapped,noise,,121.4737,31.2304,,,,
        N-4,Projected,noise,,3456789.1,456789.2,,,,
        N-5,Letters,noise,,north,121.4,,,,
        N-6,Half,noise,,31.2,,,,,
        ,No code,noise,,,,,,,
        N-7,No such kind,teapot,,,,,,,
        N-1,Again,noise,,,,,,,
        N-8,Not located,noise,,0,0,,NOBODY,nobody,GW-9
        N-9,"Noise" at the gate,noise,,,,,,,
        """;

    private static CancellationToken Cancel => DeviceCity.Cancel;

    [Theory, AllDatabases]
    public async Task A_list_of_devices_becomes_devices_and_its_dirt_is_named_line_by_line(DatabaseProvider provider)
    {
        await using var city = await DeviceCity.Open(provider);
        var department = await city.Get<DepartmentDesk>().Add(new("WATER", "水务局", "Water", [], null, null), Caller.System, Cancel);

        var report = await Import(city, File);

        Assert.Equal((12, 4, 8), (report.Read, report.Added, report.Rejected));
        var rejects = await System.IO.File.ReadAllLinesAsync(report.RejectsPath!, Cancel);
        Assert.Equal(["line", "5", "6", "7", "8", "9", "11", "10", "13"], rejects.Select(r => r.Split(',')[0]));
        Assert.Contains(rejects, r => r.Contains("the two have changed places", StringComparison.Ordinal));
        Assert.Contains(rejects, r => r.Contains("metres or feet of a projection", StringComparison.Ordinal));
        Assert.Equal(["GW-9", "NOBODY", "nobody"], report.Unknown);
        var noise = city.Index.FindByText("学校噪声")!;
        Assert.Equal(("N-1", department.Id, city.Index.FindByCode("GW-1")!.Id), (noise.Code, noise.DepartmentId, noise.ParentId));
        Assert.Equal((2, 2), (city.Index.All.Count(d => d.Latitude is not null), report.WithoutPlace));
    }

    [Theory, AllDatabases]
    public async Task A_second_import_changes_nothing_and_an_update_only_what_the_file_says(DatabaseProvider provider)
    {
        await using var city = await DeviceCity.Open(provider);
        await Import(city, File);
        var events = (await city.Events()).Count;

        var second = await Import(city, File);
        Assert.Equal((0, 0, 4), (second.Added, second.Changed, second.Unchanged));
        Assert.Equal(events, (await city.Events()).Count);

        var update = await Import(city, "code,name,kind,aliases,latitude,longitude,place,department,grid_worker,parent\nn-1,,,third spelling,,,New Road,,,\n");
        var noise = city.Index.FindByCode("N-1")!;
        Assert.Equal((1, "Noise at the school", "New Road"), (update.Changed, noise.Name, noise.PlaceText));
        Assert.Equal(["School noise", "学校噪声", "third spelling"], noise.Aliases);
        Assert.NotNull(noise.Latitude);
    }

    [Fact]
    public async Task Gateways_that_speak_through_each_other_are_left_out_and_named()
    {
        await using var city = await DeviceCity.Open();
        var report = await Import(city, """
            code,name,kind,aliases,latitude,longitude,place,department,grid_worker,parent
            A,,gateway,,,,,,,B
            B,,gateway,,,,,,,C
            C,,gateway,,,,,,,A
            D,,gateway,,,,,,,D
            """);

        Assert.Equal(["C", "D"], report.Circles);
        Assert.Equal([city.Index.FindByCode("B")!.Id, city.Index.FindByCode("C")!.Id, null, null], city.Index.All.Select(d => d.ParentId));
        Assert.Equal(0, (await Import(city, "code,name,kind,aliases,latitude,longitude,place,department,grid_worker,parent\nA,,gateway,,,,,,,B\n")).Changed);
    }

    [Fact]
    public async Task Coordinates_of_Chinas_maps_are_converted_by_the_profiles_datum()
    {
        await using var city = await DeviceCity.Open();
        var place = Position.Create(31.2304, 121.4737);
        foreach (var datum in new[] { Datum.Gcj02, Datum.Bd09 })
        {
            var there = datum.FromWgs84(place);
            await Import(city, FormattableString.Invariant($"code,name,kind,aliases,latitude,longitude,place,department,grid_worker,parent\n{datum},,noise,,{there.Latitude:R},{there.Longitude:R},,,,\n"), datum);
            var device = city.Index.FindByCode(datum.ToString())!;
            Assert.Equal(place.Latitude, device.Latitude!.Value, 6);
            Assert.Equal(place.Longitude, device.Longitude!.Value, 6);
        }
    }

    [Fact]
    public async Task A_device_lies_in_the_smallest_area_of_its_point()
    {
        await using var city = await DeviceCity.Open();
        var shape = new NetTopologySuite.IO.WKTReader().Read("POLYGON((121.4 31.2, 121.5 31.2, 121.5 31.3, 121.4 31.3, 121.4 31.2))");
        await using (var db = city.Db())
        {
            db.Add(Area.Create(Guid.CreateVersion7(city.Now), AreaLevel.District, "HP", "Huangpu", null, shape));
            await db.SaveChangesAsync(Cancel);
        }
        await city.Rebuild();

        var report = await Import(city, File);

        Assert.Equal(city.Get<AreaIndex>().FindByText("HP")!.Id, city.Index.FindByCode("N-1")!.AreaId);
        Assert.Equal(0, report.OutsideAreas);
    }

    [Fact]
    public async Task A_preview_shows_rows_and_rejects_and_imports_nothing()
    {
        await using var city = await DeviceCity.Open();
        var (rows, rejected) = await DeviceImport.Preview(await Write(city, File), DeviceProfile.Shelf.Find("plain"), Cancel);
        Assert.Equal((6, 6), (rows.Count, rejected.Count));
        Assert.Empty(city.Index.All);
    }

    [Fact]
    public void A_profile_with_mistakes_names_them_all()
    {
        var problem = Assert.Throws<ProfileProblem>(() => DeviceProfile.Read("""{ "name": "x", "timeZone": "Mars/Olympus", "fields": { "colour": "c", "latitude": "lat" } }"""));
        Assert.All(["timeZone", "colour", "'code' is needed", "'kind' is needed", "go together"], part => Assert.Contains(part, problem.Message, StringComparison.Ordinal));
    }

    private static async Task<DeviceImportReport> Import(DeviceCity city, string text, Datum datum = Datum.Wgs84) =>
        await city.Get<DeviceImport>().Run(await Write(city, text), DeviceProfile.Shelf.Find("plain") with { Datum = datum }, null, Caller.System, Cancel);

    private static async Task<string> Write(DeviceCity city, string text)
    {
        var path = Path.Combine(city.Get<DataFolder>().Folder("in"), "devices.csv");
        await System.IO.File.WriteAllTextAsync(path, text, Cancel);
        return path;
    }
}
