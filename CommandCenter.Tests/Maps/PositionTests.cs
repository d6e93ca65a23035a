using CommandCenter.Platform.Maps;

namespace CommandCenter.Tests.Maps;

public class PositionTests
{
    [Theory]
    [InlineData(42.3594, -71.0587)]
    [InlineData(-90, 180)]
    [InlineData(90, -180)]
    [InlineData(0, 9.45)]
    [InlineData(51.48, 0)]
    public void A_place_on_earth_is_accepted_as_it_is(double latitude, double longitude)
    {
        Assert.True(Position.TryCreate(latitude, longitude, out var position, out var fault));
        Assert.Null(fault);
        Assert.Equal((latitude, longitude), (position.Latitude, position.Longitude));
    }

    [Theory]
    [InlineData(null, -71.06, PositionFault.NotANumber)]
    [InlineData(42.36, null, PositionFault.NotANumber)]
    [InlineData(double.NaN, -71.06, PositionFault.NotANumber)]
    [InlineData(42.36, double.PositiveInfinity, PositionFault.NotANumber)]
    [InlineData(0.0, 0.0, PositionFault.NotSet)]
    [InlineData(2956281.3, 774866.2, PositionFault.Projected)]
    [InlineData(116.404, 39.915, PositionFault.Swapped)]
    [InlineData(-91.0, 100.0, PositionFault.LatitudeOutOfRange)]
    [InlineData(200.0, 10.0, PositionFault.LatitudeOutOfRange)]
    [InlineData(42.36, 180.0001, PositionFault.LongitudeOutOfRange)]
    [InlineData(42.36, -300.0, PositionFault.LongitudeOutOfRange)]
    public void What_is_no_place_is_refused_with_the_reason(double? latitude, double? longitude, PositionFault expected)
    {
        Assert.False(Position.TryCreate(latitude, longitude, out var position, out var fault));
        Assert.Equal(expected, fault);
        Assert.Equal(default, position);
    }

    [Fact]
    public void A_trusted_place_that_is_none_throws_and_names_the_fault() =>
        Assert.Contains(
            nameof(PositionFault.Projected),
            Assert.Throws<ArgumentOutOfRangeException>(() => Position.Create(2956281.3, 774866.2)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Surroundings_reach_as_far_to_the_east_as_to_the_north()
    {
        var around = MapBounds.Around(Position.Create(60, 25), 1000);

        Assert.Equal(1000, (around.NorthEast.Latitude - 60) * 111_320, 1);
        Assert.Equal(1000, (around.NorthEast.Longitude - 25) * 111_320 * Math.Cos(60 * Math.PI / 180), 1);
    }

    [Fact]
    public void The_bounds_of_no_places_are_none() => Assert.Null(MapBounds.Of([]));
}
