using CommandCenter.Platform.Maps;

namespace CommandCenter.Tests.Maps;

public class DatumTests
{
    /// <summary>WGS84 longitude and latitude, then the same place in GCJ-02 and BD-09, by another implementation.</summary>
    public static TheoryData<double, double, double, double, double, double> KnownPlaces =>
    [
        (116.404, 39.915, 116.41024449916938, 39.91640428150164, 116.41662724378733, 39.922699552216216),
        (121.4737, 31.2304, 121.47822305927693, 31.22845773757727, 121.484781468503, 31.234310593689997),
        (113.2644, 23.1291, 113.26972959210308, 23.126423339922844, 113.27615075157122, 23.13271125723948),
        (87.6168, 43.8256, 87.61964994946926, 43.82680539311119, 87.62609977081571, 43.83294979479329),
        (126.6424, 45.7567, 126.64836981630474, 45.75865110185797, 126.65499932897167, 45.76434556386758),
    ];

    [Theory]
    [MemberData(nameof(KnownPlaces))]
    public void A_known_place_is_read_back_to_within_a_metre(
        double longitude, double latitude, double gcjLongitude, double gcjLatitude, double bdLongitude, double bdLatitude)
    {
        var place = Position.Create(latitude, longitude);

        Assert.InRange(Metres(place, Datum.Gcj02.ToWgs84(Position.Create(gcjLatitude, gcjLongitude))), 0, 1);
        Assert.InRange(Metres(place, Datum.Bd09.ToWgs84(Position.Create(bdLatitude, bdLongitude))), 0, 1);
    }

    [Theory]
    [MemberData(nameof(KnownPlaces))]
    public void A_known_place_is_written_as_other_programs_write_it(
        double longitude, double latitude, double gcjLongitude, double gcjLatitude, double bdLongitude, double bdLatitude)
    {
        var place = Position.Create(latitude, longitude);

        Assert.InRange(Metres(Position.Create(gcjLatitude, gcjLongitude), Datum.Gcj02.FromWgs84(place)), 0, 0.01);
        Assert.InRange(Metres(Position.Create(bdLatitude, bdLongitude), Datum.Bd09.FromWgs84(place)), 0, 0.01);
    }

    [Theory]
    [InlineData(Datum.Gcj02)]
    [InlineData(Datum.Bd09)]
    public void Anywhere_in_the_country_there_and_back_is_the_same_place(Datum datum)
    {
        var worst = 0.0;
        for (var latitude = 19.0; latitude < 53; latitude += 1.7)
            for (var longitude = 74.0; longitude < 134; longitude += 2.3)
            {
                var place = Position.Create(latitude, longitude);
                worst = Math.Max(worst, Metres(place, datum.ToWgs84(datum.FromWgs84(place))));
            }

        Assert.InRange(worst, 0, 0.01);
    }

    [Theory]
    [InlineData(Datum.Wgs84)]
    [InlineData(Datum.Gcj02)]
    [InlineData(Datum.Bd09)]
    public void A_place_outside_the_country_is_not_shifted(Datum datum)
    {
        var boston = Position.Create(42.3594, -71.0587);

        Assert.Equal(boston, datum.ToWgs84(boston));
    }

    private static double Metres(Position a, Position b) => Math.Sqrt(
        Math.Pow((a.Latitude - b.Latitude) * 111_320, 2)
        + Math.Pow((a.Longitude - b.Longitude) * 111_320 * Math.Cos(a.Latitude * Math.PI / 180), 2));
}
