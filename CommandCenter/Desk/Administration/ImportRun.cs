using System.Text.Json;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using CommandCenter.Tickets.Import;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommandCenter.Desk.Administration;

/// <summary>What an uploaded file is.</summary>
public enum ImportKind
{
    /// <summary>Outlines of areas, GeoJSON.</summary>
    Areas,

    /// <summary>Working hours and holidays.</summary>
    Calendar,

    /// <summary>Policies, CSV.</summary>
    Policies,

    /// <summary>The category tree, CSV.</summary>
    Categories,

    /// <summary>Tickets through a profile.</summary>
    Tickets,

    /// <summary>Devices through a profile.</summary>
    Devices,

    /// <summary>Measurements through a profile, played in time order.</summary>
    Measurements,
}

/// <summary>How an import stands.</summary>
public enum ImportState
{
    /// <summary>The file is here; nobody has started it.</summary>
    Uploaded,

    /// <summary>Started; it waits for its turn.</summary>
    Waiting,

    /// <summary>Being read. After the process was killed it is taken up again by itself.</summary>
    Running,

    /// <summary>Everything stands.</summary>
    Done,

    /// <summary>The file was refused, or something failed; <see cref="ImportRun.Problem"/> says what.</summary>
    Failed,

    /// <summary>Somebody stopped it; what was committed stays, and it can be continued.</summary>
    Cancelled,

    /// <summary>It ended the process too often to be taken up by itself; somebody may continue it.</summary>
    Interrupted,
}

/// <summary>How a file is to be imported; which of them count depends on the kind.</summary>
public sealed record ImportChoices
{
    /// <summary>Tickets, devices, measurements: the name of a profile that comes with the product.</summary>
    public string? Profile { get; init; }

    /// <summary>Tickets, devices, measurements: a profile of the administrator's own, as JSON; it counts before <see cref="Profile"/>.</summary>
    public string? OwnProfile { get; init; }

    /// <summary>Tickets: "now" for the state of clocks. Measurements: "now"; what lies further ahead raises nothing.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>Tickets: compute due instants from policies even where the source gives them.</summary>
    public bool IgnoreTargets { get; init; }

    /// <summary>Tickets, measurements: not history.</summary>
    public bool Live { get; init; }

    /// <summary>Areas: what the polygons are.</summary>
    public Areas.AreaLevel Level { get; init; } = Areas.AreaLevel.District;

    /// <summary>Areas: name or code of the area they lie in.</summary>
    public string? Parent { get; init; }

    /// <summary>Areas: the property that holds the name.</summary>
    public string? NameProperty { get; init; }

    /// <summary>Calendar: the calendar it makes or goes into.</summary>
    public string CalendarName { get; init; } = "city";

    /// <summary>Calendar: make it the default.</summary>
    public bool MakeDefault { get; init; }
}

/// <summary>One line of a report: a text's key and what stands in its places, so that every reader sees it in their language.</summary>
/// <param name="Key">The text <c>Report.{Key}</c>.</param>
/// <param name="Values">Its places, already written.</param>
public sealed record ReportLine(string Key, params string[] Values);

/// <summary>
/// One import in the browser: file, choices, progress and report as a row, so that it goes on when the page is closed and after the server was killed.
/// </summary>
public sealed class ImportRun
{
    /// <summary>The row; the file's name on disk as well.</summary>
    public required Guid Id { get; init; }

    /// <summary>Counts imports; what the list is ordered by.</summary>
    public required long Sequence { get; init; }

    /// <summary>The file's name as it was uploaded.</summary>
    public required string FileName { get; init; }

    /// <summary>Its size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>The node that took the file, as people know it: only there it can be read. The file itself decides; this is what the others say of it.</summary>
    public required string Node { get; init; }

    /// <summary>What it is.</summary>
    public ImportKind Kind { get; set; }

    /// <summary><see cref="ImportChoices"/> as JSON.</summary>
    public string Choices { get; set; } = "{}";

    /// <summary>How it stands.</summary>
    public ImportState State { get; set; }

    /// <summary>How often it was taken up.</summary>
    public int Attempts { get; set; }

    /// <summary>Somebody wants it stopped.</summary>
    public bool CancelRequested { get; set; }

    /// <summary>Rows read so far.</summary>
    public long Rows { get; set; }

    /// <summary>The read share of the file, from 0 to 1.</summary>
    public double Share { get; set; }

    /// <summary>The rate since the start of this attempt.</summary>
    public double RowsPerSecond { get; set; }

    /// <summary>The estimated time left.</summary>
    public TimeSpan? Left { get; set; }

    /// <summary>What is being done.</summary>
    public ImportPhase Phase { get; set; }

    /// <summary>When the progress was written; an old one on a running import means that its process is gone.</summary>
    public DateTimeOffset? ProgressAt { get; set; }

    /// <summary>The report as JSON lines of <see cref="ReportLine"/>; null before the end.</summary>
    public string? Report { get; set; }

    /// <summary>The rejected rows' file in the folder of imports.</summary>
    public string? RejectsFile { get; set; }

    /// <summary>Why it failed.</summary>
    public string? Problem { get; set; }

    /// <summary>See <see cref="Actor.Id"/> of who started it.</summary>
    public required string StartedById { get; set; }

    /// <summary>The name people read.</summary>
    public required string StartedBy { get; set; }

    /// <summary>When the file came.</summary>
    public required DateTimeOffset UploadedAt { get; init; }

    /// <summary>When it was started.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Whether it is under way or will be without anybody's doing.</summary>
    public bool IsUnderWay => State is ImportState.Waiting or ImportState.Running;

    /// <summary>Whether somebody may start or continue it.</summary>
    public bool CanStart => State is ImportState.Uploaded or ImportState.Failed or ImportState.Cancelled or ImportState.Interrupted;

    /// <summary>The choices.</summary>
    public ImportChoices ReadChoices() => JsonSerializer.Deserialize<ImportChoices>(Choices, JournalWriter.Json) ?? new();

    /// <summary>The report's lines.</summary>
    public IReadOnlyList<ReportLine> ReadReport() => Report is null ? [] : JsonSerializer.Deserialize<List<ReportLine>>(Report, JournalWriter.Json)!;

    /// <summary>Stores something as JSON, Chinese left readable.</summary>
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, JournalWriter.Json);
}

/// <summary>An import was started or continued.</summary>
public sealed record ImportStarted(string FileName, ImportKind Kind, ImportChoices Choices) : IEvent;

/// <summary>An import ended: done, failed or cancelled.</summary>
public sealed record ImportEnded(string FileName, ImportKind Kind, ImportState State, string? Problem) : IEvent;

internal sealed class ImportRunTable : IEntityTypeConfiguration<ImportRun>
{
    public const int NodeLength = 400;

    public void Configure(EntityTypeBuilder<ImportRun> run)
    {
        run.ToTable("ImportRuns");
        run.Property(r => r.Id).ValueGeneratedNever();
        run.Property(r => r.FileName).HasMaxLength(260);
        run.Property(r => r.Node).HasMaxLength(NodeLength).HasDefaultValue("");
        run.Property(r => r.RejectsFile).HasMaxLength(100);
        run.Property(r => r.StartedById).HasMaxLength(80);
        run.Property(r => r.StartedBy).HasMaxLength(200);
        run.Property(r => r.Problem).HasMaxLength(4_000);
        run.HasIndex(r => r.Sequence).IsUnique();
        run.HasIndex(r => r.State);
    }
}
