using System.Text;
using CommandCenter.Platform.Maps;

namespace CommandCenter.Tests.Maps;

public class BaseLayerTests
{
    [Fact]
    public async Task Roads_are_ranked_by_their_class_and_what_cannot_be_drawn_is_counted()
    {
        var layer = await ReadAsync(BaseLayerKind.Roads, Datum.Wgs84,
            Line("""{"highway":"motorway_link"}""", "[[-71.1,42.3],[-71.0,42.3]]"),
            Line("""{"highway":"residential"}""", "[[-71.1,42.3],[-71.0,42.3]]"),
            Line("{}", "[[-71.1,42.3],[-71.0,42.3]]"),
            Line("{}", "[[-71.1,42.3],[-71.0,912]]"),
            """{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[-71,42]}}""",
            """{"type":"Feature","properties":{},"geometry":null}""");

        Assert.Equal([1, 4, 3], layer.Shapes.Select(s => s.Rank));
        Assert.Equal(3, layer.Skipped);
    }

    [Fact]
    public async Task A_layer_in_another_datum_is_converted_when_it_is_read()
    {
        const string Coordinates = "[[116.404,39.915],[116.405,39.915]]";
        var shifted = await ReadAsync(BaseLayerKind.Rail, Datum.Gcj02, Line("{}", Coordinates));
        var asIs = await ReadAsync(BaseLayerKind.Rail, Datum.Wgs84, Line("{}", Coordinates));

        Assert.NotEqual(asIs.Shapes[0].Shape, shifted.Shapes[0].Shape);
    }

    private static string Line(string properties, string coordinates) =>
        $$$"""{"type":"Feature","properties":{{{properties}}},"geometry":{"type":"LineString","coordinates":{{{coordinates}}}}}""";

    private static async Task<BaseLayer> ReadAsync(BaseLayerKind kind, Datum datum, params string[] features)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes($$"""{"type":"FeatureCollection","features":[{{string.Join(',', features)}}]}"""));
        return await BaseLayer.ReadAsync(file, kind, datum, TestContext.Current.CancellationToken);
    }
}
