using System.Security.Cryptography;
using System.Text;
using CommandCenter.Intake.Reading;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Intake.Problems;

/// <summary>
/// Gathers what was refused and writes it each second. Equal problems are counted in memory first, so that a flood of rubbish costs a few rows a second, whatever its size;
/// what differs too much to be listed one by one is counted together.
/// </summary>
public sealed class IntakeProblems(IDbContextFactory<CityDb> databases, IntakeOptions options, TimeProvider clock, ILogger<IntakeProblems> logger) : Worker(clock, logger)
{
    // How many different problems may wait for the next writing, and how many rows one statement asks for.
    private const int MostWaiting = 1_000;
    private const int Chunk = 500;
    private static readonly TimeSpan Tidied = TimeSpan.FromMinutes(1);
    private readonly Lock gate = new();
    private readonly TimeProvider clock = clock;
    private Dictionary<string, IntakeProblem> waiting = [];
    private DateTimeOffset? tidiedAt;

    /// <inheritdoc/>
    protected override TimeSpan Interval => TimeSpan.FromSeconds(1);

    /// <summary>Remembers a problem. It is a row within about a second.</summary>
    public void Note(SignalOrigin origin, ArrivedItem item, SignalReceipt receipt, bool kept) =>
        Note(origin, item.Kind, receipt, item.Named, item.Kind == SignalKind.Positions ? null : item.Head(), kept);

    /// <summary>Remembers a problem of a sending that could not be cut into items.</summary>
    /// <param name="origin">Where it came in.</param>
    /// <param name="kind">What it was to be about.</param>
    /// <param name="receipt">Code, field and reason.</param>
    /// <param name="named">The device or person it names.</param>
    /// <param name="head">The beginning of what was written.</param>
    /// <param name="kept">Whether it was taken all the same.</param>
    public void Note(SignalOrigin origin, SignalKind kind, SignalReceipt receipt, string? named, string? head, bool kept)
    {
        var now = clock.Now();
        lock (gate)
        {
            var problem = Make(origin, kind, receipt, named, head, kept, now);
            if (!waiting.ContainsKey(problem.Key) && waiting.Count >= MostWaiting)
                problem = Make(origin, kind, receipt with { Reason = "Many of this kind that differ; only the first are listed one by one." }, null, head, kept, now);
            if (waiting.TryGetValue(problem.Key, out var known))
                (known.Count, known.LastAt, known.Reason, known.Head) = (known.Count + 1, now, problem.Reason, problem.Head);
            else
                waiting.Add(problem.Key, problem);
        }
    }

    /// <summary>Writes what was gathered, and removes what is too old or too much.</summary>
    public override async Task<bool> Sweep(CancellationToken cancel)
    {
        Dictionary<string, IntakeProblem> taken;
        lock (gate)
            (taken, waiting) = (waiting, []);
        try
        {
            foreach (var chunk in taken.Values.Chunk(Chunk))
            {
                await Write(chunk, cancel);
                foreach (var written in chunk)
                    taken.Remove(written.Key);
            }
        }
        finally
        {
            GiveBack(taken.Values);
        }
        await Tidy(cancel);
        return false;
    }

    private async Task Write(IntakeProblem[] problems, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        string[] keys = [.. problems.Select(p => p.Key)];
        var known = await db.Set<IntakeProblem>().Where(p => keys.Contains(p.Key)).ToDictionaryAsync(p => p.Key, cancel);
        foreach (var problem in problems)
            if (known.TryGetValue(problem.Key, out var row))
                (row.Count, row.LastAt, row.Reason, row.Head) = (row.Count + problem.Count, problem.LastAt, problem.Reason, problem.Head);
            else
                db.Add(problem);
        await db.SaveChangesAsync(cancel); // another node was first: it fails, and the next sweep finds its row
    }

    // What could not be written waits for the next sweep, joined with what came meanwhile.
    private void GiveBack(IEnumerable<IntakeProblem> unwritten)
    {
        lock (gate)
            foreach (var problem in unwritten)
                if (waiting.TryGetValue(problem.Key, out var newer))
                    newer.Count += problem.Count;
                else
                    waiting.Add(problem.Key, problem);
    }

    private async Task Tidy(CancellationToken cancel)
    {
        var now = clock.Now();
        if (now - tidiedAt < Tidied)
            return;
        tidiedAt = now;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var rows = db.Set<IntakeProblem>();
        var oldest = now.AddDays(-options.ProblemDays);
        await rows.Where(p => p.LastAt < oldest).ExecuteDeleteAsync(cancel);
        var overflow = await rows.OrderByDescending(p => p.LastAt).ThenBy(p => p.Key).Skip(options.ProblemRows).Select(p => (DateTimeOffset?)p.LastAt).FirstOrDefaultAsync(cancel);
        if (overflow is not null)
            await rows.Where(p => p.LastAt <= overflow).ExecuteDeleteAsync(cancel);
    }

    private static IntakeProblem Make(SignalOrigin origin, SignalKind kind, SignalReceipt receipt, string? named, string? head, bool kept, DateTimeOffset now)
    {
        var code = receipt.Code ?? "rejected";
        var words = string.Join('\n', origin.Door, origin.Sender, kind, kept, code, receipt.Field, named);
        return new IntakeProblem
        {
            Key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words))),
            Door = origin.Door,
            Sender = Cut(origin.Sender, SignalOrigin.SenderLength)!,
            Kind = kind,
            Kept = kept,
            Code = Cut(code, 60)!,
            Field = Cut(receipt.Field, 60),
            Named = Cut(named, 200),
            Reason = Cut(receipt.Reason ?? code, 500)!,
            Head = head,
            Count = 1,
            FirstAt = now,
            LastAt = now,
        };
    }

    private static string? Cut(string? text, int most) => text is null || text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
}
