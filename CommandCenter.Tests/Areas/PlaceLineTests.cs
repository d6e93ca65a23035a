using CommandCenter.Areas;

namespace CommandCenter.Tests.Areas;

public sealed class PlaceLineTests
{
    [Theory]
    [InlineData("荷桥村第2网格", "荷桥村第2网格 4 号旁", "荷桥村第2网格 4 号旁")]
    [InlineData("荷桥村第2网格", "荷桥村第2网格", "荷桥村第2网格")]
    [InlineData("荷桥村第2网格", "石桥路 118 号", "荷桥村第2网格 · 石桥路 118 号")]
    [InlineData("荷桥村第2网格", "荷桥村", "荷桥村第2网格 · 荷桥村")]
    [InlineData("Dorchester", "dorchester Ave 12", "dorchester Ave 12")]
    [InlineData("Dorchester", null, "Dorchester")]
    [InlineData(null, "石桥路 118 号", "石桥路 118 号")]
    [InlineData("Dorchester", " ", "Dorchester")]
    [InlineData("", "", null)]
    [InlineData(null, null, null)]
    public void The_area_and_the_place_each_stand_once(string? area, string? place, string? line) => Assert.Equal(line, PlaceLine.Of(area, place));
}
