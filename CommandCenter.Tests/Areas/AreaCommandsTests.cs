using System.CommandLine;
using CommandCenter.Areas;

namespace CommandCenter.Tests.Areas;

public sealed class AreaCommandsTests
{
    [Fact]
    public async Task A_file_that_is_taken_ends_with_0_and_a_report()
    {
        await using var city = await TemporaryCity.Create();

        var (exit, output, error) = await Run(city, """{"type":"Feature","properties":{"name":"A"},"geometry":{"type":"Polygon","coordinates":[[[4,1],[5,2],[5,1],[4,2],[4,1]]]}}""", "--level", "grid");

        Assert.Equal((0, ""), (exit, error));
        Assert.Contains("1 added, 0 updated, 0 unchanged, 1 repaired, 0 refused.", output, StringComparison.Ordinal);
        Assert.Contains("repaired features[0] A: Self-intersection at [4.5, 1.5].", output, StringComparison.Ordinal);
        Assert.Equal(AreaLevel.Grid, Assert.Single(city.Index.All).Level);
    }

    [Fact]
    public async Task A_file_that_is_refused_ends_with_1_and_the_reason_on_standard_error()
    {
        await using var city = await TemporaryCity.Create();

        var (exit, output, error) = await Run(city, """{"type":"Feature","properties":{"name":"A"},"geometry":{"type":"Polygon","coordinates":[[[787723,2965812],[787745,2965800],[787700,2965700],[787723,2965812]]]}}""");

        Assert.Equal((1, ""), (exit, output));
        Assert.Contains("nothing was imported: projected coordinates, not WGS84 degrees", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_datum_is_given_in_any_case()
    {
        await using var city = await TemporaryCity.Create();

        var (exit, output, _) = await Run(city, """{"type":"Feature","properties":{"name":"A"},"geometry":{"type":"Polygon","coordinates":[[[121,31],[122,31],[122,32],[121,31]]]}}""", "--datum", "gcj02");

        Assert.Equal(0, exit);
        Assert.Contains("read as Gcj02 and converted to WGS84", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_ends_with_1()
    {
        await using var city = await TemporaryCity.Create();

        Assert.Equal(1, (await Run(city, null)).Exit);
    }

    private static async Task<(int Exit, string Output, string Error)> Run(TemporaryCity city, string? text, params string[] options)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.geojson");
        try
        {
            if (text is not null)
                await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
            var (output, error) = (new StringWriter(), new StringWriter());
            var exit = await AreaCommands.Import(() => Task.FromResult(city.Services)).Parse([file, .. options])
                .InvokeAsync(new InvocationConfiguration { Output = output, Error = error }, TestContext.Current.CancellationToken);
            return (exit, output.ToString(), error.ToString());
        }
        finally
        {
            File.Delete(file);
        }
    }
}
