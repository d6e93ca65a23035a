using System.Globalization;
using System.IO.Compression;
using CommandCenter.Areas;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using CommandCenter.Platform.Maps;
using CsvHelper;

namespace CommandCenter.Tests.Areas;

public sealed class RealAreasTests
{
    // Boston's rows that were not geocoded all sit on this point.
    private static readonly (double Latitude, double Longitude) NotGeocoded = (42.3594, -71.0587);

    [Fact]
    public async Task Bostons_wards_are_named_by_number()
    {
        await using var city = await TemporaryCity.Create();

        var report = await Import(city, new(), "boston311", "Wards.geojson");

        Assert.Equal(("WARD", 22), (report.NameProperty, report.Added));
        Assert.Equal(Enumerable.Range(1, 22).Select(n => n.ToString(CultureInfo.InvariantCulture)), city.Index.All.Select(a => a.Name));
        Assert.Equal(22, (await Import(city, new(), "boston311", "Wards.geojson")).Unchanged);
    }

    [Fact]
    public async Task Bostons_precincts_in_feet_are_refused_whole()
    {
        await using var city = await TemporaryCity.Create();

        var refusal = await Assert.ThrowsAsync<Refusal>(() => Import(city, new(), "boston311", "Precincts.geojson"));

        Assert.StartsWith("projected coordinates, not WGS84 degrees: features[0] has [787723.", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(await city.Events());
    }

    [Theory]
    [InlineData("440100", 11)]
    [InlineData("210700", 7)]
    [InlineData("211100", 4)]
    [InlineData("310000", 16)]
    [InlineData("420500", 13)]
    public async Task Chinese_districts_come_in_converted_and_a_second_time_change_nothing(string file, int districts)
    {
        await using var city = await TemporaryCity.Create();

        var first = await Import(city, new(Datum: Datum.Gcj02), "geo_cn", $"{file}.json");
        var second = await Import(city, new(Datum: Datum.Gcj02), "geo_cn", $"{file}.json");

        Assert.Equal(("name", "adcode", districts, 0), (first.NameProperty, first.CodeProperty, first.Added, first.Refused.Count));
        Assert.Equal([ImportHint.Converted], first.Hints);
        Assert.Equal(districts, second.Unchanged);
    }

    [Fact]
    public async Task Ward_by_point_is_ward_by_text_for_ninety_nine_of_a_hundred_requests()
    {
        await using var city = await TemporaryCity.Create();
        await Import(city, new(), "boston311", "Wards.geojson");
        var (rows, same, outside) = (0, 0, 0);

        foreach (var (text, latitude, longitude) in Requests(Path.Combine(RealData.Require(), "boston311", "boston311_2015.csv.gz")))
        {
            if (text.Length == 0 || (latitude, longitude) == NotGeocoded)
                continue;
            rows++;
            var byPoint = city.Index.SmallestAt(latitude, longitude);
            outside += byPoint is null ? 1 : 0;
            same += byPoint is not null && byPoint == city.Index.FindByText(text) ? 1 : 0;
        }

        Assert.Equal(104_045, rows);
        Assert.InRange(same, 102_953 - 20, 102_953 + 20);
        Assert.Equal(5, outside);
    }

    private static IEnumerable<(string Ward, double Latitude, double Longitude)> Requests(string path)
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        using var csv = CsvReader.Create(text, new CsvReaderOptions { Separator = ',' });
        while (csv.Read())
            if (double.TryParse(csv.GetString("LATITUDE"), CultureInfo.InvariantCulture, out var latitude) && double.TryParse(csv.GetString("LONGITUDE"), CultureInfo.InvariantCulture, out var longitude))
                yield return (csv.GetString("ward") ?? "", latitude, longitude);
    }

    private static async Task<AreaImportReport> Import(TemporaryCity city, AreaImportOptions options, params string[] path)
    {
        await using var file = File.OpenRead(Path.Combine([RealData.Require(), .. path]));
        return await city.Get<AreaImport>().Run(file, options, Actor.System, TestContext.Current.CancellationToken);
    }
}
