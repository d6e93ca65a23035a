using System.IO.Compression;
using System.Text;
using CommandCenter.Platform.Files;
using CommandCenter.Tickets.Import;

namespace CommandCenter.Tests.Tickets.Import;

public sealed class SourceEncodingTests : IDisposable
{
    private const string Csv = "编号,时间,标题,类别\nA1,2026/6/18 08:15,\"中山路路灯不亮，\n三盏\",城市管理\nA2,2026/6/18 09:00,𠮷祥里積水 №5,水务\n";
    private const string Json = """[ { "编号": "A1", "时间": "2026/6/18 08:15", "标题": "中山路路灯不亮", "类别": "城市管理" } ]""";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("commandcenter-encoding-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("gb18030")]
    [InlineData("GB18030")]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    public async Task A_csv_file_is_read_in_the_encoding_of_its_profile(string encoding)
    {
        var rows = await Read(Csv, encoding, "csv");
        Assert.Equal([("A1", "中山路路灯不亮，\n三盏", "城市管理"), ("A2", "𠮷祥里積水 №5", "水务")], rows.Select(r => (r.SourceNumber, r.Title, r.Category[0])));
        Assert.Equal(new DateTimeOffset(2026, 6, 18, 0, 15, 0, TimeSpan.Zero), rows[0].OpenedAt);
    }

    [Theory]
    [InlineData("gbk", "中山路路灯不亮")]
    [InlineData("gb2312", "中山路路灯不亮")]
    [InlineData("big5", "中山路積水")]
    [InlineData("shift_jis", "中山路")]
    public async Task Older_code_pages_are_known(string encoding, string title) =>
        Assert.Equal(title, Assert.Single(await Read($"编号,时间,标题,类别\n1,2026/6/18 08:15,{title},x\n", encoding, "csv", ["no", "at", "what", "kind"])).Title);

    [Theory]
    [InlineData("gb18030", false)]
    [InlineData("gb18030", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-8", true)]
    public async Task A_json_file_as_well_as_an_array_or_object_after_object_and_gzipped(string encoding, bool zipped)
    {
        Assert.Equal("中山路路灯不亮", Assert.Single(await Read(Json, encoding, "json", zipped: zipped)).Title);
        var lines = await Read(Json[1..^1] + "\n" + Json[1..^1].Replace("A1", "A2", StringComparison.Ordinal), encoding, "json", zipped: zipped);
        Assert.Equal(["A1", "A2"], lines.Select(r => r.SourceNumber));
    }

    [Fact]
    public void An_encoding_that_is_not_known_is_refused_with_the_other_mistakes_of_the_profile()
    {
        var refused = Assert.Throws<ProfileProblem>(() => ImportProfile.Read(Profile("gb-18030", "xml")));
        Assert.Contains("encoding: 'gb-18030' is not known", refused.Message, StringComparison.Ordinal);
        Assert.Contains("format: 'xml'", refused.Message, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose() => folder.Delete(recursive: true);

    private async Task<IReadOnlyList<MappedRow>> Read(string text, string encoding, string format, string[]? header = null, bool zipped = false)
    {
        // Big5 and Shift JIS have no simplified characters, which the header is written in.
        if (header is not null)
            text = string.Join(',', header) + text[text.IndexOf('\n', StringComparison.Ordinal)..];
        var known = SourceEncoding.Find(encoding)!;
        var path = Path.Combine(folder.FullName, $"{encoding}.{format}");
        await using (var file = File.Create(path))
        await using (Stream content = zipped ? new GZipStream(file, CompressionLevel.Fastest) : file)
            await content.WriteAsync(known.GetPreamble().Concat(known.GetBytes(text)).ToArray(), Cancel);
        var profile = ImportProfile.Read(Profile(encoding, format, header));
        var (rows, rejected) = await TicketImport.Preview(new ImportOptions { Path = path, Profile = profile }, Cancel);
        Assert.Empty(rejected);
        return rows;
    }

    private static string Profile(string encoding, string format, string[]? header = null)
    {
        string[] names = header ?? ["编号", "时间", "标题", "类别"];
        return $$"""
            { "name": "town", "format": "{{format}}", "encoding": "{{encoding}}", "timeZone": "Asia/Shanghai", "dateFormats": [ "yyyy/M/d HH:mm" ],
              "fields": { "number": "{{names[0]}}", "openedAt": "{{names[1]}}", "title": "{{names[2]}}", "category": "{{names[3]}}" } }
            """;
    }
}
