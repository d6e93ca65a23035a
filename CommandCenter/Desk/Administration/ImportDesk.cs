using System.Globalization;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using CommandCenter.Tickets.Import;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Desk.Administration;

/// <summary>What administrators do with imports in the browser: bring a file, choose, start, stop, continue, discard.</summary>
public sealed class ImportDesk(IDbContextFactory<CityDb> databases, DataFolder dataFolder, JournalWriter journal, TimeProvider clock)
{
    /// <summary>The Journal's subject of imports.</summary>
    public const string Subject = "import";

    private const int Shown = 50;

    /// <summary>The newest imports, newest first.</summary>
    public async Task<IReadOnlyList<ImportRun>> List(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Set<ImportRun>().AsNoTracking().OrderByDescending(r => r.Sequence).Take(Shown).ToListAsync(cancel);
    }

    /// <summary>One import; null when it was discarded.</summary>
    public async Task<ImportRun?> Find(Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Set<ImportRun>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, cancel);
    }

    /// <summary>Where an import's file lies, if it lies on this node.</summary>
    public string PathOf(Guid id) => Path.Combine(dataFolder.Folder("imports"), $"{id:N}.upload");

    /// <summary>Whether an import's file is on this node, so that it can be looked at and carried out here.</summary>
    public bool IsHere(ImportRun run) => File.Exists(PathOf(run.Id));

    /// <summary>Whether this node took an import's file, whether or not it is still there.</summary>
    public bool IsOurs(ImportRun run) => run.Node == Node;

    /// <summary>Where an import lists the rows it rejects.</summary>
    public string NewRejectsOf(Guid id) => Path.Combine(dataFolder.Folder("imports"), $"{id:N}.rejects.csv");

    /// <summary>Where an import's rejected rows lie, if there are any and they are on this node.</summary>
    public string? RejectsOf(ImportRun run) => run.RejectsFile is { } name && Path.Combine(dataFolder.Folder("imports"), Path.GetFileName(name)) is var path && File.Exists(path) ? path : null;

    /// <summary>Takes a file as a stream, never as a whole in memory.</summary>
    /// <param name="actor">Who brings it.</param>
    /// <param name="fileName">Its name where it comes from; only kept to be read by people.</param>
    /// <param name="content">The file.</param>
    /// <param name="cancel">Ends it; nothing is left then.</param>
    /// <exception cref="Refusal">It is empty.</exception>
    public async Task<ImportRun> Upload(Actor actor, string fileName, Stream content, CancellationToken cancel)
    {
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        var (path, size) = (PathOf(id), 0L);
        try
        {
            await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous))
            {
                await content.CopyToAsync(file, cancel);
                size = file.Length;
            }
            return size > 0 ? await Register(actor, id, NameOf(fileName), size, cancel) : throw Refusal.Invalid("file", "is empty.");
        }
        catch
        {
            File.Delete(path); // half a file must not be taken for a whole one
            throw;
        }
    }

    /// <summary>Starts an import, or continues one that failed, was cancelled or interrupted. The node that has the file carries it out, wherever it is started.</summary>
    /// <exception cref="Refusal">It is under way, done or discarded, or its file is gone.</exception>
    public async Task Start(Actor actor, Guid id, ImportKind kind, ImportChoices choices, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var run = await db.Set<ImportRun>().FirstOrDefaultAsync(r => r.Id == id, cancel) ?? throw Refusal.NotFound("The import");
        if (!run.CanStart)
            throw new Refusal(StatusCodes.Status409Conflict, "import-not-startable", $"{run.FileName} is {run.State}; it cannot be started.");
        if (IsOurs(run) && !IsHere(run))
            throw FileGone(run);
        (run.Kind, run.Choices, run.State, run.StartedById, run.StartedBy) = (kind, ImportRun.Write(choices), ImportState.Waiting, actor.Id, actor.Name);
        (run.Attempts, run.CancelRequested, run.Problem, run.Report, run.FinishedAt) = (0, false, null, null, null);
        (run.Rows, run.Share, run.RowsPerSecond, run.Left, run.Phase, run.StartedAt) = (0, 0, 0, null, ImportPhase.Reading, clock.Now());
        await journal.Record(db, Subject, new ImportStarted(run.FileName, kind, choices), new EventContext(id, clock.Now(), actor, History: false), cancel: cancel);
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Asks for a stop. What was committed stays; the import can be continued.</summary>
    public async Task Cancel(Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await db.Set<ImportRun>().Where(r => r.Id == id && (r.State == ImportState.Waiting || r.State == ImportState.Running))
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.CancelRequested, true), cancel);
    }

    /// <summary>Removes an import that is not under way from the list, with its files; another node removes its own at its next start. What it imported stays.</summary>
    /// <exception cref="Refusal">It is under way.</exception>
    public async Task Discard(Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var run = await db.Set<ImportRun>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, cancel) ?? throw Refusal.NotFound("The import");
        if (await db.Set<ImportRun>().Where(r => r.Id == id && r.State != ImportState.Waiting && r.State != ImportState.Running).ExecuteDeleteAsync(cancel) == 0)
            throw new Refusal(StatusCodes.Status409Conflict, "import-under-way", $"{run.FileName} is under way; cancel it first.");
        File.Delete(PathOf(id));
        if (RejectsOf(run) is { } rejects)
            File.Delete(rejects);
    }

    /// <summary>Removes the files of imports that were discarded elsewhere, and of uploads that a killed process left half done.</summary>
    public async Task Tidy(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var known = await db.Set<ImportRun>().Select(r => r.Id).ToListAsync(cancel);
        foreach (var file in Directory.EnumerateFiles(dataFolder.Folder("imports")))
            if (Guid.TryParseExact(Path.GetFileName(file).Split('.')[0], "N", out var id) && !known.Contains(id))
                File.Delete(file);
    }

    internal static Refusal FileGone(ImportRun run) => new(StatusCodes.Status409Conflict, "import-file-gone", $"{run.FileName} is no longer in the data folder; upload it again.");

    internal static Refusal FileElsewhere(ImportRun run) => new(StatusCodes.Status409Conflict, "import-elsewhere", $"{run.FileName} lies on the node {run.Node}; it can be looked at there.")
    {
        Facts = new Dictionary<string, object?> { ["node"] = run.Node },
    };

    // Machines are told apart by their names, nodes on one machine by their folders.
    private string Node => $"{Environment.MachineName} ({dataFolder.Path})" is var name && name.Length <= ImportRunTable.NodeLength ? name : name[..ImportRunTable.NodeLength];

    private async Task<ImportRun> Register(Actor actor, Guid id, string fileName, long size, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var run = new ImportRun
        {
            Id = id,
            Sequence = await Counter.Take(db, "import", 1, cancel),
            FileName = fileName,
            Size = size,
            Node = Node,
            Kind = Guess(fileName),
            Choices = ImportRun.Write(new ImportChoices { Profile = ImportWork.Profiles(Guess(fileName)).FirstOrDefault(n => Begins(fileName, n)) }),
            StartedById = actor.Id,
            StartedBy = actor.Name,
            UploadedAt = clock.Now(),
        };
        db.Add(run);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return run;
    }

    // Only a first proposal; the page asks.
    private static ImportKind Guess(string fileName)
    {
        var name = fileName.ToLowerInvariant();
        return name.EndsWith(".geojson", StringComparison.Ordinal) ? ImportKind.Areas
            : name.EndsWith(".ics", StringComparison.Ordinal) || name.Contains("calendar", StringComparison.Ordinal) || name.Contains("holiday", StringComparison.Ordinal) ? ImportKind.Calendar
            : name.Contains("polic", StringComparison.Ordinal) || name.Contains("sla", StringComparison.Ordinal) ? ImportKind.Policies
            : name.Contains("categor", StringComparison.Ordinal) || name.Contains("taxonomy", StringComparison.Ordinal) || name.Contains("分类", StringComparison.Ordinal) ? ImportKind.Categories
            : IsOf(ImportKind.Devices, "device", "设备") ? ImportKind.Devices
            : IsOf(ImportKind.Measurements, "measurement", "测量") ? ImportKind.Measurements
            : ImportKind.Tickets;

        bool IsOf(ImportKind kind, params string[] words) =>
            ImportWork.Profiles(kind).Any(n => Begins(name, n)) || words.Any(w => name.Contains(w, StringComparison.Ordinal));
    }

    private static bool Begins(string fileName, string profile) => fileName.StartsWith(profile, StringComparison.OrdinalIgnoreCase);

    private static string NameOf(string fileName)
    {
        var name = new string([.. fileName.Split('/', '\\')[^1].Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.Control)]).Trim();
        return name.Length == 0 ? "file" : name[..Math.Min(name.Length, 260)];
    }
}
