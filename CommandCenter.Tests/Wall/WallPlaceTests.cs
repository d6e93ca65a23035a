using CommandCenter.Wall;

namespace CommandCenter.Tests.Wall;

public sealed class WallPlaceTests
{
    [Theory]
    [InlineData("花园里社区 7 栋", "花园里社区 7 栋")]
    [InlineData("花园里社区7栋3单元502室", "花园里社区7栋")]
    [InlineData("花园里社区 7 栋 502", "花园里社区 7 栋")]
    [InlineData("学府路北苑12号楼1202", "学府路北苑12号楼")]
    [InlineData("石桥路 118 号口", "石桥路 118 号口")]
    [InlineData("湖滨市场 3楼 B区", "湖滨市场")]
    [InlineData("幸福小区7-3-502", "幸福小区")]
    [InlineData("石桥路118号 张先生", "石桥路118号")]
    [InlineData("石桥路118号，联系人王芳", "石桥路118号")]
    [InlineData("石桥路118号 13800001234", "石桥路118号")]
    [InlineData("石桥路118号 010-6655 4433", "石桥路118号")]
    [InlineData("钟楼大街工地", "钟楼大街工地")]
    [InlineData("三道闸站", "三道闸站")]
    [InlineData("145-151 Ipswich St  Boston  MA  02215", "145-151 Ipswich St Boston MA 02215")]
    [InlineData("12 Main St, Apt 4B, Boston", "12 Main St")]
    [InlineData("12 Main St #4", "12 Main St")]
    [InlineData("12 Sunset Dr Unit 3", "12 Sunset Dr")]
    [InlineData("12 Main St c/o Mrs Jones", "12 Main St")]
    [InlineData("502室", null)]
    [InlineData("  ", null)]
    [InlineData(null, null)]
    public void A_wall_shows_places_to_the_building(string? given, string? shown) => Assert.Equal(shown, WallPlace.ToBuilding(given));
}
