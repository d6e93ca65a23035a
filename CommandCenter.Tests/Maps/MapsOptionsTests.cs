using CommandCenter.Platform.Maps;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace CommandCenter.Tests.Maps;

public class MapsOptionsTests
{
    private readonly MapsOptionsCheck check = new(new Host());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("https://tiles.example/{z}/{x}/{y}.png")]
    [InlineData("http://127.0.0.1:8080/t?z={z}&x={x}&y={y}")]
    public void A_map_needs_no_tiles_and_takes_any_tile_address(string? url) =>
        Assert.True(check.Validate(null, new MapsOptions { TileUrl = url }).Succeeded);

    [Fact]
    public void Every_mistake_is_told_at_once_with_its_key()
    {
        var result = check.Validate(null, new MapsOptions
        {
            TileUrl = "ftp://tiles.example/{z}/{x}/{y}.png",
            BaseLayers = [new() { File = "no-roads.geojson" }, new() { File = "" }],
        });

        Assert.Equal(["Maps:TileUrl", "Maps:BaseLayers:0:File", "Maps:BaseLayers:1:File"], result.Failures!.Select(f => f.Split(' ')[0]));
    }

    private sealed class Host : IHostEnvironment
    {
        public string ApplicationName { get; set; } = "CommandCenter";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();

        public string ContentRootPath { get; set; } = AppContext.BaseDirectory;

        public string EnvironmentName { get; set; } = Environments.Production;
    }
}
