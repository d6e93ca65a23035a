using System.Threading.Channels;
using CommandCenter.Access;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Files;
using CommandCenter.Platform.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CommandCenter.Tickets.Import;

/// <summary>
/// Imports tickets from a file. Reading and mapping run beside writing. A ticket's identity is the source's number within its profile, so a second import of the
/// same file changes nothing and an interrupted one continues.
/// </summary>
public sealed class TicketImport(IDbContextFactory<CityDb> databases, DataFolder dataFolder, IServiceProvider services, TimeProvider clock)
{
    private const int BatchSize = 2_000;
    private const int BatchesAhead = 3;
    private const int PreviewRows = 20;

    /// <summary>The first rows as they would become.</summary>
    public static async Task<(IReadOnlyList<MappedRow> Rows, IReadOnlyList<RejectedRow> Rejected)> Preview(ImportOptions options, CancellationToken cancel)
    {
        await using var source = SourceFile.Open(options.Path, options.Profile);
        var mapper = new RowMapper(options.Profile);
        var (rows, rejected) = (new List<MappedRow>(), new List<RejectedRow>());
        await foreach (var row in source.Rows(cancel))
        {
            var (mapped, reject) = mapper.Map(row);
            if (mapped is not null)
                rows.Add(mapped);
            if (reject is not null)
                rejected.Add(reject);
            if (rows.Count + rejected.Count == PreviewRows)
                break;
        }
        return (rows, [.. rejected, .. source.Malformed]);
    }

    /// <summary>Imports, and returns when every handler has caught up.</summary>
    /// <exception cref="ProfileProblem">The file does not fit the profile; what was committed before stays, and the same command continues.</exception>
    public async Task<ImportReport> Run(ImportOptions options, Caller caller, IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        var started = clock.GetTimestamp();
        var report = new ImportReport();
        await using var rejects = new RejectsFile(options.RejectsPath ?? Path.Combine(dataFolder.Folder("imports"), $"{Path.GetFileNameWithoutExtension(options.Path)}.rejects.csv"));
        await using (var source = SourceFile.Open(options.Path, options.Profile))
            await Write(source, options, caller, report, rejects, Tell, cancel);
        progress?.Report(new ImportProgress(report.Read, 1, Rate(), TimeSpan.Zero, ImportPhase.CatchingUp));
        await JournalFeature.CatchUp(services, cancel);
        report.RejectsPath = rejects.Written ? rejects.Path : null;
        report.Took = clock.GetElapsedTime(started);
        progress?.Report(new ImportProgress(report.Read, 1, Rate(), TimeSpan.Zero, ImportPhase.Done));
        return report;

        double Rate() => report.Read / Math.Max(0.001, clock.GetElapsedTime(started).TotalSeconds);

        void Tell(double share)
        {
            TimeSpan? left = share > 0.01 ? clock.GetElapsedTime(started) * ((1 - share) / share) : null;
            progress?.Report(new ImportProgress(report.Added + report.AlreadyThere + report.Rejected, share, Rate(), left, ImportPhase.Reading));
        }
    }

    private async Task Write(SourceFile source, ImportOptions options, Caller caller, ImportReport report, RejectsFile rejects, Action<double> tell, CancellationToken cancel)
    {
        var known = await Known(options.Profile.Name, cancel);
        var writer = ActivatorUtilities.CreateInstance<ImportWriter>(services);
        var batches = Channel.CreateBounded<IReadOnlyList<MappedRow>>(BatchesAhead);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var reading = Task.Run(() => ReadInto(batches.Writer, source, options, known, report, rejects, stop.Token), stop.Token);
        try
        {
            await foreach (var batch in batches.Reader.ReadAllAsync(cancel))
            {
                await writer.Write(batch, options, caller, report, cancel);
                tell(source.Progress);
            }
        }
        finally
        {
            await stop.CancelAsync(); // harmless when reading is done; ends it when writing failed
        }
        await reading;
    }

    private static async Task ReadInto(
        ChannelWriter<IReadOnlyList<MappedRow>> batches, SourceFile source, ImportOptions options, HashSet<string> known, ImportReport report, RejectsFile rejects, CancellationToken cancel)
    {
        Exception? failure = null;
        try
        {
            var mapper = new RowMapper(options.Profile);
            var batch = new List<MappedRow>(BatchSize);
            await foreach (var row in source.Rows(cancel))
            {
                report.Read++;
                var (mapped, reject) = mapper.Map(row);
                if (reject is not null)
                    await Reject(reject);
                else if (!known.Add(mapped!.SourceNumber))
                    report.AlreadyThere++;
                else
                    batch.Add(mapped);
                if (batch.Count < BatchSize)
                    continue;
                await batches.WriteAsync(batch, cancel);
                batch = new List<MappedRow>(BatchSize);
            }
            foreach (var malformed in source.Malformed)
            {
                report.Read++;
                await Reject(malformed);
            }
            if (batch.Count > 0)
                await batches.WriteAsync(batch, cancel);
        }
        catch (Exception problem)
        {
            failure = problem; // told to the writing side by the channel, which throws it
        }
        batches.Complete(failure);

        async Task Reject(RejectedRow row)
        {
            report.Rejected++;
            await rejects.Write(row);
        }
    }

    private async Task<HashSet<string>> Known(string system, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var numbers = await db.Set<Ticket>().Where(t => t.SourceSystem == system && t.SourceNumber != null).Select(t => t.SourceNumber!).ToListAsync(cancel);
        return [.. numbers];
    }
}
