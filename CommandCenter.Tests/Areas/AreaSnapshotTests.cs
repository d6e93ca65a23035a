using CommandCenter.Areas;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace CommandCenter.Tests.Areas;

public sealed class AreaSnapshotTests
{
    private static readonly WKTReader Text = new();
    private static int made;

    [Fact]
    public void A_point_belongs_to_the_smallest_area_around_it()
    {
        var city = Make(AreaLevel.City, "city", Square(0, 0, 10));
        var district = Make(AreaLevel.District, "district", Square(0, 0, 4), city);
        var grid = Make(AreaLevel.Grid, "grid", Square(1, 1, 1), district);
        var index = new AreaSnapshot([city, district, grid]);

        Assert.Same(grid, index.SmallestAt(1.5, 1.5));
        Assert.Same(district, index.SmallestAt(3.5, 3.5));
        Assert.Same(city, index.SmallestAt(9, 9));
        Assert.Null(index.SmallestAt(11, 1));
    }

    [Fact]
    public void Of_two_areas_of_one_level_the_smaller_surface_wins()
    {
        var wide = Make(AreaLevel.Grid, "a-wide", Square(0, 0, 10));
        var narrow = Make(AreaLevel.Grid, "b-narrow", Square(2, 2, 2));

        Assert.Same(narrow, new AreaSnapshot([wide, narrow]).SmallestAt(3, 3));
        Assert.Same(narrow, new AreaSnapshot([narrow, wide]).SmallestAt(3, 3));
    }

    [Fact]
    public void A_point_on_a_boundary_belongs_to_the_same_neighbour_each_time()
    {
        var (west, east) = (Make(AreaLevel.Grid, "west", Square(0, 0, 1)), Make(AreaLevel.Grid, "east", Square(1, 0, 1)));

        Assert.Same(east, new AreaSnapshot([west, east]).SmallestAt(0.5, 1));
        Assert.Same(east, new AreaSnapshot([east, west]).SmallestAt(0.5, 1));
        Assert.Same(east, new AreaSnapshot([east, west]).SmallestAt(1, 1));
    }

    [Fact]
    public void A_hole_is_outside()
    {
        var ring = Make(AreaLevel.District, "ring", Text.Read("POLYGON((0 0,9 0,9 9,0 9,0 0),(3 3,6 3,6 6,3 6,3 3))"));
        var index = new AreaSnapshot([ring]);

        Assert.Null(index.SmallestAt(4.5, 4.5));
        Assert.Same(ring, index.SmallestAt(1, 1));
    }

    [Fact]
    public void Latitude_comes_first_and_what_is_no_number_is_nowhere()
    {
        var tall = Make(AreaLevel.City, "tall", Text.Read("POLYGON((0 0,1 0,1 9,0 9,0 0))"));
        var index = new AreaSnapshot([tall]);

        Assert.Same(tall, index.SmallestAt(latitude: 8, longitude: 0.5));
        Assert.Null(index.SmallestAt(latitude: 0.5, longitude: 8));
        Assert.Null(index.SmallestAt(double.NaN, 0.5));
        Assert.Null(index.SmallestAt(0.5, double.PositiveInfinity));
    }

    [Fact]
    public void An_inactive_area_holds_no_point_and_is_meant_by_no_text_but_keeps_its_name()
    {
        var area = Make(AreaLevel.District, "old", Square(0, 0, 1));
        area.SetActive(false);
        var index = new AreaSnapshot([area]);

        Assert.Null(index.SmallestAt(0.5, 0.5));
        Assert.Null(index.FindByText("old", null, null));
        Assert.Same(area, index.Find(area.Id));
    }

    [Fact]
    public void A_text_means_the_code_before_a_name_and_the_larger_area_before_the_smaller()
    {
        var coded = Area.Create(Guid.NewGuid(), AreaLevel.Grid, "East", "North");
        var named = Area.Create(Guid.NewGuid(), AreaLevel.District, "D1", "east");
        var smaller = Area.Create(Guid.NewGuid(), AreaLevel.Street, "D2", "D1 ");
        var street = Area.Create(Guid.NewGuid(), AreaLevel.Street, "S1", "North");
        var index = new AreaSnapshot([coded, named, smaller, street]);

        Assert.Same(coded, index.FindByText("east", null, null));
        Assert.Same(named, index.FindByText("east", null, AreaLevel.District));
        Assert.Same(street, index.FindByText("north", null, null));
        Assert.Same(named, index.FindByText("d1", null, null));
    }

    [Fact]
    public void A_text_that_two_areas_of_one_level_share_needs_the_parent()
    {
        var (one, two) = (Area.Create(Guid.NewGuid(), AreaLevel.District, "1", "One"), Area.Create(Guid.NewGuid(), AreaLevel.District, "2", "Two"));
        var (inOne, inTwo) = (Area.Create(Guid.NewGuid(), AreaLevel.Grid, "G", "G", one.Id), Area.Create(Guid.NewGuid(), AreaLevel.Grid, "G", "G", two.Id));
        var index = new AreaSnapshot([one, two, inOne, inTwo]);

        Assert.Null(index.FindByText("g", null, null));
        Assert.Same(inTwo, index.FindByText("g", two.Id, null));
    }

    [Fact]
    public void Every_spelling_of_an_alias_is_found()
    {
        var ward = Area.Create(Guid.NewGuid(), AreaLevel.District, "5", "5");
        ward.SetAliases(["Ward 5"]);
        var index = new AreaSnapshot([ward]);

        Assert.All(["Ward 5", "WARD 05", "05", "5", "5.0"], text => Assert.Same(ward, index.FindByText(text, null, null)));
        Assert.Null(index.FindByText("Ward 15", null, null));
        Assert.Null(index.FindByText(" ", null, null));
    }

    [Fact]
    public void Ancestors_and_descendants_follow_the_tree()
    {
        var city = Area.Create(Guid.NewGuid(), AreaLevel.City, "C", "江城市");
        var district = Area.Create(Guid.NewGuid(), AreaLevel.District, "D", "柳岸区", city.Id);
        var grid = Area.Create(Guid.NewGuid(), AreaLevel.Grid, "G", "第一网格", district.Id);
        var other = Area.Create(Guid.NewGuid(), AreaLevel.District, "E", "东山区", city.Id);
        var index = new AreaSnapshot([grid, other, district, city]);

        Assert.Equal([city, district], index.Ancestors(grid.Id));
        Assert.Equal(new HashSet<Guid> { district.Id, grid.Id }, index.Descendants(district.Id));
        Assert.Equal([district, other], index.Children(city.Id));
        Assert.Equal([city], index.Children(null));
    }

    private static Area Make(AreaLevel level, string code, Geometry shape, Area? parent = null) =>
        Area.Create(new Guid(++made, 0, 0, new byte[8]), level, code, code, parent?.Id, shape);

    private static Geometry Square(double west, double south, double side) => new GeometryFactory().ToGeometry(new Envelope(west, west + side, south, south + side));
}
