using System.Text;
using CommandCenter.Access;
using CommandCenter.Areas;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using CommandCenter.Platform.Maps;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Tests.Areas;

public sealed class AreaImportTests
{
    private const string Unit = "[[[0,1],[1,1],[1,2],[0,2],[0,1]]]";
    private const string Next = "[[[1,1],[2,1],[2,2],[1,2],[1,1]]]";
    private const string Bowtie = "[[[4,1],[5,2],[5,1],[4,2],[4,1]]]";

    [Fact]
    public async Task A_file_comes_in_and_a_second_time_changes_nothing()
    {
        await using var city = await TemporaryCity.Create();
        var file = File(Feature("""{"name":"东区"}""", Unit), Feature("""{"name":"西区"}""", Next));

        var first = await Import(city, file);
        var second = await Import(city, file);

        Assert.Equal((2, 0, 0), (first.Added, first.Updated, first.Unchanged));
        Assert.Equal((0, 0, 2), (second.Added, second.Updated, second.Unchanged));
        Assert.Equal(["AreaAdded", "AreaAdded"], await city.Events());
        Assert.Equal("东区", city.Index.SmallestAt(1.5, 0.5)?.Name);
    }

    [Fact]
    public async Task Each_polygon_may_name_the_area_it_lies_in_and_an_unknown_one_is_refused()
    {
        await using var city = await TemporaryCity.Create();
        await Import(city, File(Feature("""{"name":"东区","name_en":"East","code":"E"}""", Unit), Feature("""{"name":"西区","code":"W"}""", Next)));
        var file = File(Feature("""{"name":"一街","code":"1","in":"E"}""", Unit), Feature("""{"name":"二街","code":"2","in":"西区"}""", Next), Feature("""{"name":"三街","code":"3","in":"北区"}""", Unit), Feature("""{"name":"四街","code":"4"}""", Unit));

        var report = await Import(city, file, new AreaImportOptions(AreaLevel.Street, ParentProperty: "in"));

        Assert.Equal((2, "East"), (report.Added, city.Index.FindByText("E")!.NameEn));
        Assert.Equal((city.Index.FindByText("E")!.Id, city.Index.FindByText("W")!.Id), (city.Index.FindByText("一街")!.ParentId, city.Index.FindByText("二街")!.ParentId));
        Assert.Equal([FeatureFault.NoParent, FeatureFault.NoParent], report.Refused.Select(r => r.Fault));
    }

    [Fact]
    public async Task A_moved_boundary_updates_the_same_area()
    {
        await using var city = await TemporaryCity.Create();
        await Import(city, File(Feature("""{"name":"A"}""", Unit)));
        var id = city.Index.FindByText("A")!.Id;

        var report = await Import(city, File(Feature("""{"name":"a"}""", Next)));

        Assert.Equal((0, 1, 0), (report.Added, report.Updated, report.Unchanged));
        Assert.Equal(id, city.Index.SmallestAt(1.5, 1.5)?.Id);
        Assert.Null(city.Index.SmallestAt(1.5, 0.5));
        Assert.Equal(["AreaAdded", "AreaChanged"], await city.Events());
    }

    [Fact]
    public async Task A_name_an_administrator_gave_survives_the_next_import()
    {
        await using var city = await TemporaryCity.Create();
        var file = File(Feature("""{"name":"Ward 5"}""", Unit));
        await Import(city, file);
        var area = city.Index.FindByText("Ward 5")!;
        await city.Get<AreaDesk>().Change(area.Id, area.Version, new AreaDetails(area.Code, "Fenway", null, [], null), Caller.System, Cancel);

        var report = await Import(city, file);

        Assert.Equal(1, report.Unchanged);
        Assert.Equal("Fenway", city.Index.FindByText("Ward 5")?.Name);
    }

    [Fact]
    public async Task Codes_identify_areas_whose_names_changed()
    {
        await using var city = await TemporaryCity.Create();
        await Import(city, File(Feature("""{"name":"A","code":"G-1"}""", Unit), Feature("""{"name":"B","code":"G-2"}""", Next)));

        var report = await Import(city, File(Feature("""{"name":"B","code":"G-1"}""", Unit), Feature("""{"name":"C","code":"G-2"}""", Next)));

        Assert.Equal((0, 2, 0), (report.Added, report.Updated, report.Unchanged));
        Assert.Equal(("B", "C"), (city.Index.FindByText("G-1")?.Name, city.Index.FindByText("G-2")?.Name));
    }

    [Fact]
    public async Task Areas_hang_under_the_parent_and_the_same_name_under_another_is_another()
    {
        await using var city = await TemporaryCity.Create();
        await Import(city, File(Feature("""{"name":"江城市"}""", Unit), Feature("""{"name":"河城市"}""", Next)), new(AreaLevel.City));
        var file = File(Feature("""{"name":"东区"}""", Unit));

        await Import(city, file, new(AreaLevel.District, "江城市"));
        var report = await Import(city, file, new(AreaLevel.District, "河城市"));

        Assert.Equal(1, report.Added);
        Assert.Equal("江城市 / 东区", city.Index.PathName(city.Index.FindByText("东区", city.Index.FindByText("江城市")!.Id)!.Id));
    }

    [Theory]
    [InlineData("nowhere", AreaLevel.District)]
    [InlineData("江城市", AreaLevel.City)]
    public async Task A_parent_that_cannot_be_one_is_refused(string parent, AreaLevel level)
    {
        await using var city = await TemporaryCity.Create();
        await Import(city, File(Feature("""{"name":"江城市"}""", Unit)), new(AreaLevel.City));

        var refusal = await Assert.ThrowsAsync<Refusal>(() => Import(city, File(Feature("""{"name":"A"}""", Unit)), new(level, parent)));

        Assert.Equal("parent", refusal.Field);
    }

    [Fact]
    public async Task A_self_crossing_outline_is_mended_and_said()
    {
        await using var city = await TemporaryCity.Create();

        var report = await Import(city, File(Feature("""{"name":"A"}""", Unit), Feature("""{"name":"B"}""", Bowtie)));

        var note = Assert.Single(report.Repaired);
        Assert.Equal((1, "B", FeatureFault.SelfCrossing), (note.Feature, note.Name, note.Fault));
        Assert.Equal(2, report.Added);
        Assert.Equal("B", city.Index.SmallestAt(1.5, 4.1)?.Name);
        Assert.Equal("B", city.Index.SmallestAt(1.5, 4.9)?.Name);
    }

    [Theory]
    [InlineData("""{"type":"Point","coordinates":[1,1]}""", FeatureFault.NotPolygon)]
    [InlineData("""{"type":"LineString","coordinates":[[1,1],[2,2]]}""", FeatureFault.NotPolygon)]
    [InlineData("null", FeatureFault.Empty)]
    [InlineData("""{"type":"Polygon","coordinates":[]}""", FeatureFault.Empty)]
    [InlineData("""{"type":"Polygon","coordinates":[[[1,1],[2,2],[1,1]]]}""", FeatureFault.BrokenRing)]
    [InlineData("""{"type":"Polygon","coordinates":[[[1,1],[2,1],[2,2],[1,2]]]}""", FeatureFault.BrokenRing)]
    [InlineData("""{"type":"Polygon","coordinates":[[["a",1],[2,1],[2,2],["a",1]]]}""", FeatureFault.BrokenRing)]
    [InlineData("""{"type":"Polygon","coordinates":7}""", FeatureFault.BrokenRing)]
    [InlineData("""{"type":"Polygon","coordinates":[[[1,1],[2,1],[3,1],[1,1]]]}""", FeatureFault.Empty)]
    [InlineData("""{"type":"Polygon","coordinates":[[[30,114],[31,114],[31,115],[30,114]]]}""", FeatureFault.BadCoordinate)]
    [InlineData("""{"type":"Polygon","coordinates":[[[190,1],[191,1],[191,2],[190,1]]]}""", FeatureFault.BadCoordinate)]
    public async Task A_feature_that_is_no_sound_polygon_is_refused_and_the_others_come_in(string geometry, FeatureFault fault)
    {
        await using var city = await TemporaryCity.Create();
        var file = File("""{"type":"Feature","properties":{"name":"bad"},"geometry":""" + geometry + "}", Feature("""{"name":"good"}""", Unit));

        var report = await Import(city, file);

        var note = Assert.Single(report.Refused);
        Assert.Equal((0, fault), (note.Feature, note.Fault));
        Assert.NotEmpty(note.Detail);
        Assert.Equal("good", Assert.Single(city.Index.All).Name);
    }

    [Fact]
    public async Task Features_without_name_or_with_a_name_seen_before_are_refused()
    {
        await using var city = await TemporaryCity.Create();

        var report = await Import(city, File(Feature("""{"name":"05"}""", Unit), Feature("""{"name":"5"}""", Next), Feature("""{"name":""}""", Next)));

        Assert.Equal([(1, FeatureFault.Repeated), (2, FeatureFault.Unnamed)], report.Refused.Select(n => (n.Feature, n.Fault)));
        Assert.Equal(1, report.Added);
    }

    [Theory]
    [InlineData("""{"OBJECTID":1,"WARD":7,"SHAPE_Area":1.5,"CNT":4}""", """{"OBJECTID":2,"WARD":8,"SHAPE_Area":2.5,"CNT":4}""", "WARD")]
    [InlineData("""{"id":"a","NAME":"x"}""", """{"id":"b","NAME":"y"}""", "NAME")]
    [InlineData("""{"CITY_NAME":"Boston","DistName":"x"}""", """{"CITY_NAME":"Boston","DistName":"y"}""", "DistName")]
    [InlineData("""{"FULLNAME":"p","name":"x"}""", """{"FULLNAME":"q","name":"y"}""", "name")]
    [InlineData("""{"GlobalID":"p","FID":1,"area":10,"Ward_No":"1"}""", """{"GlobalID":"q","FID":2,"area":20,"Ward_No":"2"}""", "Ward_No")]
    public async Task The_name_property_is_found(string one, string two, string property)
    {
        await using var city = await TemporaryCity.Create();

        Assert.Equal(property, (await Import(city, File(Feature(one, Unit), Feature(two, Next)))).NameProperty);
    }

    [Theory]
    [InlineData("""{"A":1,"B":"x"}""", """{"A":2,"B":"y"}""", "A, B")]
    [InlineData("""{"OBJECTID":1,"K":3}""", """{"OBJECTID":2,"K":3}""", "OBJECTID, K")]
    public async Task A_choice_of_names_that_is_not_clear_is_left_to_the_caller(string one, string two, string choice)
    {
        await using var city = await TemporaryCity.Create();
        var file = File(Feature(one, Unit), Feature(two, Next));

        var refusal = await Assert.ThrowsAsync<Refusal>(() => Import(city, file));

        Assert.Equal(AreaFileRefusal.NoName, refusal.Code);
        Assert.Contains(choice, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(2, (await Import(city, file, new(NameProperty: choice.Split(", ")[0].ToLowerInvariant()))).Added);
    }

    [Theory]
    [InlineData("no json", AreaFileRefusal.Unreadable)]
    [InlineData("[1]", AreaFileRefusal.Unreadable)]
    [InlineData("""{"type":"Topology"}""", AreaFileRefusal.Unreadable)]
    [InlineData("""{"type":"FeatureCollection","features":[]}""", AreaFileRefusal.Nothing)]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,1],[1,1],[1,2],[0,1]]]}""", AreaFileRefusal.NoName)]
    [InlineData("""{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::2249"}},"features":[]}""", AreaFileRefusal.ReferenceSystem)]
    public async Task A_file_that_is_none_is_refused_whole(string text, string code)
    {
        await using var city = await TemporaryCity.Create();

        Assert.Equal(code, (await Assert.ThrowsAsync<Refusal>(() => Import(city, text))).Code);
    }

    [Theory]
    [InlineData("urn:ogc:def:crs:OGC:1.3:CRS84")]
    [InlineData("urn:ogc:def:crs:EPSG::4326")]
    [InlineData("EPSG:4326")]
    public async Task A_named_reference_system_that_is_wgs84_is_taken(string crs)
    {
        await using var city = await TemporaryCity.Create();
        var file = $$$"""{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"{{{crs}}}"}},"features":[{{{Feature("""{"name":"A"}""", Unit)}}}]}""";

        Assert.Equal(1, (await Import(city, file)).Added);
    }

    [Fact]
    public async Task One_projected_coordinate_refuses_the_whole_file_and_nothing_is_written()
    {
        await using var city = await TemporaryCity.Create();
        var file = File(Feature("""{"name":"A"}""", Unit), Feature("""{"name":"B"}""", "[[[787723.7,2965812.6],[787745.7,2965800],[787700,2965700],[787723.7,2965812.6]]]"));

        var refusal = await Assert.ThrowsAsync<Refusal>(() => Import(city, file));

        Assert.Equal(AreaFileRefusal.Projected, refusal.Code);
        Assert.StartsWith("projected coordinates, not WGS84 degrees: features[1] has [787723.7, 2965812.6]", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(await city.Events());
    }

    [Fact]
    public async Task A_number_as_a_name_is_found_with_its_kind_in_front()
    {
        await using var city = await TemporaryCity.Create();
        await Import(city, File(Feature("""{"WARD":5}""", Unit), Feature("""{"WARD":15}""", Next)));

        Assert.All(["5", "05", "Ward 5"], text => Assert.Equal("5", city.Index.FindByText(text)?.Name));
        Assert.Equal("15", city.Index.FindByText("ward 15")?.Name);
    }

    [Fact]
    public async Task Chinas_datum_is_converted_and_both_ways_are_said()
    {
        await using var city = await TemporaryCity.Create();
        var file = File(Feature("""{"name":"黄浦区","adcode":310101}""", "[[[121.4,31.2],[121.5,31.2],[121.5,31.3],[121.4,31.3],[121.4,31.2]]]"));

        var asIs = await Import(city, file);
        var said = await Import(city, file, new(Datum: Datum.Wgs84));
        var converted = await Import(city, file, new(Datum: Datum.Gcj02));

        Assert.Equal([ImportHint.LooksLikeGcj02], asIs.Hints);
        Assert.Empty(said.Hints);
        Assert.Equal([ImportHint.Converted], converted.Hints);
        Assert.Equal(1, converted.Updated);
        var area = Assert.Single(city.Index.All);
        var expected = Datum.Gcj02.ToWgs84(Position.Create(31.2, 121.4));
        Assert.Equal("310101", area.Code);
        Assert.InRange(area.MinLon!.Value, expected.Longitude - 1e-4, expected.Longitude + 1e-4);
        Assert.InRange(121.4 - area.MinLon!.Value, 0.003, 0.006);
    }

    [Fact]
    public async Task A_deactivated_area_stays_so_and_is_said()
    {
        await using var city = await TemporaryCity.Create();
        var file = File(Feature("""{"name":"A"}""", Unit));
        await Import(city, file);
        var area = Assert.Single(city.Index.All);
        await city.Get<AreaDesk>().Change(area.Id, area.Version, new AreaDetails("A", "A", null, [], null, Active: false), Caller.System, Cancel);

        Assert.Equal([ImportHint.Inactive], (await Import(city, file)).Hints);
        Assert.False(Assert.Single(city.Index.All).Active);
    }

    [Fact]
    public async Task Another_node_follows_the_journal()
    {
        await using var city = await TemporaryCity.Create();
        using var other = new AreaIndex(city.Get<IDbContextFactory<CityDb>>());
        await other.Rebuild(Cancel);
        await Import(city, File(Feature("""{"name":"A"}""", Unit)));
        await using var db = await city.Open();
        var entries = await db.Set<JournalEntry>().ToListAsync(Cancel);

        await other.Follow([], Cancel);
        Assert.Empty(other.All);
        await other.Follow(entries, Cancel);
        Assert.Single(other.All);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Feature(string properties, string rings) => $$$"""{"type":"Feature","properties":{{{properties}}},"geometry":{"type":"Polygon","coordinates":{{{rings}}}}}""";

    private static string File(params string[] features) => $$"""{"type":"FeatureCollection","features":[{{string.Join(',', features)}}]}""";

    private static Task<AreaImportReport> Import(TemporaryCity city, string text, AreaImportOptions? options = null) =>
        city.Get<AreaImport>().Run(new MemoryStream(Encoding.UTF8.GetBytes(text)), options ?? new(), Actor.System, Cancel);
}
