using CommandCenter.Platform.Maps;

namespace CommandCenter.Tests.Maps;

public class MapShapeTests
{
    [Fact]
    public void An_outline_is_written_as_differences_of_millionths_of_a_degree()
    {
        var shape = MapShape.FromGeoJson("""{"type":"LineString","coordinates":[[0.000001,-0.000001],[0.000017,-0.000001]]}""");

        // 1, -1, then +16 (two digits), 0: the lowest bit is the sign, the sixth says that more follow.
        Assert.Equal("CDgBA", shape.Encoded);
    }

    [Fact]
    public void Holes_and_further_polygons_are_further_parts()
    {
        const string Ring = "[[1,1],[2,1],[2,2],[1,1]]";
        var shape = MapShape.FromGeoJson($$"""{"type":"MultiPolygon","coordinates":[[{{Ring}},{{Ring}}],[{{Ring}}]]}""");

        Assert.Equal(3, shape.Encoded.Split('.').Length);
    }

    [Theory]
    [InlineData("""{"type":"LineString","coordinates":[[774866.2,2956281.3],[774867.2,2956281.3]]}""")]
    [InlineData("""{"type":"LineString","coordinates":[[-71.06,42.36],[-71.05,142.36]]}""")]
    [InlineData("""{"type":"Point","coordinates":[-71.06,42.36]}""")]
    [InlineData("null")]
    [InlineData("{")]
    public void What_cannot_be_drawn_is_refused(string geometry) =>
        Assert.Throws<ArgumentException>(() => MapShape.FromGeoJson(geometry));
}
