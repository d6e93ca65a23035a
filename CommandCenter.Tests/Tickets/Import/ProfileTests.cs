using CommandCenter.Platform.Data;
using CommandCenter.Platform.Files;
using CommandCenter.Tickets;
using CommandCenter.Tickets.Import;

namespace CommandCenter.Tests.Tickets.Import;

/// <summary>What <c>docs/profiles.md</c> promises a stranger, tried on the very file and profile that stand there.</summary>
public sealed class ProfileTests : IDisposable
{
    private static readonly string Document = File.ReadAllText(Path.Combine(HomeFolder.Root, "docs", "profiles.md"));
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("commandcenter-profile-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_documents_example_becomes_what_the_document_says()
    {
        var (rows, rejected) = await Preview(Block("工单编号;"), Block("{\n  \"name\": \"jiangcheng\""));

        Assert.Equal(["JC20260301001", "JC20260301002"], rows.Select(r => r.SourceNumber));
        var (first, second) = (rows[0], rows[1]);
        Assert.Equal((TicketState.Completed, "城市管理局", "滨江", "phone"), (first.State, first.Department, first.Area, first.Source));
        Assert.Equal(["城市管理", "市政设施", "路灯"], first.Category);
        Assert.Equal(Utc(3, 1, 0, 15), first.OpenedAt);
        Assert.Equal(Utc(3, 4, 9, 30), first.DueAt);
        Assert.Equal(Utc(3, 2, 8, 5), first.CompletedAt);
        Assert.Equal((30.5915, 114.2868), (Math.Round(first.Latitude!.Value, 4), Math.Round(first.Longitude!.Value, 4)));
        Assert.Equal((TicketState.Signed, TicketPriority.High, true, null), (second.State, second.Priority, second.Anonymous, second.Latitude));
        Assert.True(second.Doubts.HasFlag(TicketDoubts.NotGeocoded));
        Assert.All(rejected, r => Assert.Contains($"{r.Line} | rejected | {r.Reason}", Document, StringComparison.Ordinal));
        Assert.Equal([4, 5], rejected.Select(r => r.Line));
    }

    [Fact]
    public void Every_field_and_key_stands_in_the_document()
    {
        Assert.All(ImportProfile.Names, name => Assert.Contains($"`{name}`", Document, StringComparison.Ordinal));
        Assert.All(typeof(ImportProfile).GetProperties().Where(p => p is { CanWrite: true, GetMethod.IsStatic: false }),
            key => Assert.Contains($"| `{char.ToLowerInvariant(key.Name[0])}{key.Name[1..]}` |", Document, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_profile_that_does_not_fit_its_file_says_which_columns_there_are()
    {
        var refused = await Assert.ThrowsAsync<ProfileProblem>(() => Preview("a;b\n1;2\n", Block("{\n  \"name\": \"jiangcheng\"")));
        Assert.Contains("it has no column 工单编号, 受理时间", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Its columns are a, b.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_mistake_of_a_profile_is_named_at_once()
    {
        var refused = Assert.Throws<ProfileProblem>(() => ImportProfile.Read(
            """{ "name": "x", "format": "xls", "timeZone": "Beijing", "fields": { "number": "n", "titel": "t", "area": { "column": "a", "match": "(a)(b)" }, "category": { "path": ["1","2","3","4"] } } }"""));
        Assert.All(["format: 'xls'", "timeZone: 'Beijing'", "'titel'", "'openedAt' is needed", "'title' is needed", "'area' has a match", "'category' has 4 levels"],
            mistake => Assert.Contains(mistake, refused.Message, StringComparison.Ordinal));
        Assert.Contains("line 1", Assert.Throws<ProfileProblem>(() => ImportProfile.Read("""{ "name": "x", "colour": "red" }""")).Message, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose() => folder.Delete(recursive: true);

    private async Task<(IReadOnlyList<MappedRow> Rows, IReadOnlyList<RejectedRow> Rejected)> Preview(string csv, string profile)
    {
        var path = Path.Combine(folder.FullName, "jiangcheng.csv");
        await File.WriteAllTextAsync(path, csv, Cancel);
        return await TicketImport.Preview(new ImportOptions { Path = path, Profile = ImportProfile.Read(profile) }, Cancel);
    }

    // The fenced block of the document that begins so.
    private static string Block(string beginning)
    {
        var start = Document.IndexOf("\n" + beginning, StringComparison.Ordinal) + 1;
        Assert.True(start > 0, $"The document has no block that begins with {beginning}.");
        return Document[start..Document.IndexOf("\n```", start, StringComparison.Ordinal)] + "\n";
    }

    private static DateTimeOffset Utc(int month, int day, int hour, int minute) => new(2026, month, day, hour, minute, 0, TimeSpan.Zero);
}
