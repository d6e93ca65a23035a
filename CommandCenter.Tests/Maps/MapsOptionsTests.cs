using CommandCenter.Platform.Data;
using CommandCenter.Platform.Maps;
using Microsoft.Extensions.Configuration;

namespace CommandCenter.Tests.Maps;

public class MapsOptionsTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("https://tiles.example/{z}/{x}/{y}.png")]
    [InlineData("http://127.0.0.1:8080/t?z={z}&x={x}&y={y}")]
    public void A_map_needs_no_tiles_and_takes_any_tile_address(string? url) =>
        Assert.Equal(url is "" ? null : url, Read(("Maps:TileUrl", url)).TileUrl);

    [Fact]
    public void Base_layers_stand_in_their_order_with_what_they_hold()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "CommandCenter.dll"); // any file that is there
        var layers = Read(("Maps:BaseLayers:0:File", file), ("Maps:BaseLayers:0:Kind", "water"), ("Maps:BaseLayers:0:Datum", "Gcj02"), ("Maps:BaseLayers:1:File", file)).BaseLayers;
        Assert.Equal([(file, BaseLayerKind.Water, Datum.Gcj02), (file, BaseLayerKind.Roads, Datum.Wgs84)], layers.Select(l => (l.File, l.Kind, l.Datum)));
    }

    [Fact]
    public void Every_mistake_is_told_at_once_with_its_key()
    {
        var refused = Assert.Throws<CannotStart>(() => Read(
            ("Maps:TileUrl", "ftp://tiles.example/{z}/{x}/{y}.png"), ("Maps:BaseLayers:0:File", "no-roads.geojson"), ("Maps:BaseLayers:0:Kind", "Swamp"), ("Maps:BaseLayers:1:Datum", "3")));

        Assert.All(["Maps:TileUrl", "Maps:BaseLayers:0:File", "Maps:BaseLayers:0:Kind", "Maps:BaseLayers:1:File", "Maps:BaseLayers:1:Datum"],
            key => Assert.Contains($"{key} is '", refused.Message, StringComparison.Ordinal));
    }

    private static MapsOptions Read(params (string Key, string? Value)[] settings) =>
        MapsOptions.Read(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => s.Value)).Build());
}
