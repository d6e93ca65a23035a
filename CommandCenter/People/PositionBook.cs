using CommandCenter.Access.Accounts;
using CommandCenter.People.Positions;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Maps;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.People;

/// <summary>One position as it came in.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Latitude">WGS84 degrees north.</param>
/// <param name="Longitude">WGS84 degrees east.</param>
/// <param name="AccuracyMeters">The radius of the device's doubt in metres; null when it does not say.</param>
/// <param name="At">When they were there, by the device's clock.</param>
public sealed record PositionReport(Guid UserId, double Latitude, double Longitude, double? AccuracyMeters, DateTimeOffset At);

/// <summary>What became of a report.</summary>
public enum PositionOutcome
{
    /// <summary>It is where the person is now.</summary>
    Moved,

    /// <summary>It is older than what is known: kept in the track, the person stays where they are.</summary>
    Late,

    /// <summary>It lies in the future: kept in the track and flagged, the person stays where they are.</summary>
    Future,

    /// <summary>The person's position at that instant is known already; nothing was stored.</summary>
    Repeated,

    /// <summary>Nobody has that id, their account is closed, or they are no field staff; nothing was stored.</summary>
    NotFieldStaff,

    /// <summary>The numbers are no place, the accuracy is no length, or the instant is older than what is kept; nothing was stored.</summary>
    Unreadable,
}

/// <summary>What became of a report.</summary>
/// <param name="Outcome">In one word.</param>
/// <param name="Problem">For the sender, where nothing was stored: what is wrong.</param>
public sealed record PositionAnswer(PositionOutcome Outcome, string? Problem = null)
{
    /// <summary>Whether the report is in the book, now or from before.</summary>
    public bool Accepted => Outcome is not (PositionOutcome.NotFieldStaff or PositionOutcome.Unreadable);
}

/// <summary>
/// Takes positions of the field staff in. Positions are not journaled: they are personal data that must go after some days, and a city sends a million a day.
/// </summary>
public sealed class PositionBook(IDbContextFactory<CityDb> databases, PeopleOptions options, TimeProvider clock)
{
    /// <summary>Devices' clocks run ahead by so much without being wrong.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromMinutes(1);

    // Parameters of one statement are limited on every database.
    private const int Chunk = 500;

    /// <summary>
    /// Adds reports to the caller's context, which the caller saves, once: a batch of the intake is one transaction. It holds up nobody for one wrong report.
    /// The last commit wins where two nodes write one person in the same moment; the next report, seconds later, is right again, and the track has both.
    /// </summary>
    /// <param name="db">The operation's context.</param>
    /// <param name="reports">In the order of their coming.</param>
    /// <param name="cancel">Ends the reading of what is known.</param>
    /// <returns>One answer for each report, in their order.</returns>
    public async Task<IReadOnlyList<PositionAnswer>> Record(CityDb db, IReadOnlyList<PositionReport> reports, CancellationToken cancel)
    {
        var now = clock.Now();
        var answers = new PositionAnswer[reports.Count];
        var readable = new List<(int Index, PositionReport Report)>();
        for (var i = 0; i < reports.Count; i++)
        {
            var report = reports[i] with { At = Instants.Truncate(reports[i].At) };
            if (Fault(report, now) is { } fault)
                answers[i] = new(PositionOutcome.Unreadable, fault);
            else
                readable.Add((i, report));
        }
        foreach (var chunk in readable.GroupBy(r => r.Report.UserId).Chunk(Chunk))
        {
            var known = await Known(db, [.. chunk.Select(g => g.Key)], chunk.SelectMany(g => g.Select(r => r.Report.At)), cancel);
            foreach (var (index, report) in chunk.SelectMany(g => g))
                answers[index] = known.Take(db, report, now);
        }
        return answers;
    }

    /// <summary>Takes one report in and saves it: the way of the phone page.</summary>
    public async Task<PositionAnswer> Record(PositionReport report, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var answer = (await Record(db, [report], cancel))[0];
        await db.SaveChangesAsync(cancel);
        return answer;
    }

    /// <summary>Erases everything that is known of somebody's positions.</summary>
    public static async Task Forget(CityDb db, Guid userId, CancellationToken cancel)
    {
        await db.Set<TrackPoint>().Where(p => p.UserId == userId).ExecuteDeleteAsync(cancel);
        await db.Set<LastPosition>().Where(p => p.UserId == userId).ExecuteDeleteAsync(cancel);
    }

    private string? Fault(PositionReport report, DateTimeOffset now) =>
        !Position.TryCreate(report.Latitude, report.Longitude, out _, out var fault) ? $"The numbers are no place in WGS84 degrees: {fault}."
        : report.AccuracyMeters is { } meters && !(double.IsFinite(meters) && meters >= 0) ? "The accuracy is no length in metres."
        : report.At < now.AddDays(-options.TrackDays) ? $"It is older than the {options.TrackDays} days for which positions are kept."
        : null;

    private async Task<KnownPositions> Known(CityDb db, Guid[] ids, IEnumerable<DateTimeOffset> instants, CancellationToken cancel)
    {
        var (first, last) = (instants.Min(), instants.Max());
        var staff = await db.Set<User>().AsNoTracking().Where(u => u.Active && ids.Contains(u.Id)).Select(u => new { u.Id, u.Roles }).ToListAsync(cancel);
        var rows = await db.Set<LastPosition>().Where(p => ids.Contains(p.UserId)).ToDictionaryAsync(p => p.UserId, cancel);
        var points = await db.Set<TrackPoint>().AsNoTracking().Where(p => ids.Contains(p.UserId) && p.At >= first && p.At <= last).Select(p => new { p.UserId, p.At }).ToListAsync(cancel);
        var added = db.Set<TrackPoint>().Local.Select(p => (p.UserId, p.At));
        foreach (var row in db.Set<LastPosition>().Local)
            rows[row.UserId] = row;
        return new KnownPositions(
            [.. staff.Where(u => options.FieldRoles.Any(u.Roles.Contains)).Select(u => u.Id)], rows, [.. points.Select(p => (p.UserId, p.At)), .. added]);
    }

    private sealed class KnownPositions(HashSet<Guid> staff, Dictionary<Guid, LastPosition> rows, HashSet<(Guid, DateTimeOffset)> points)
    {
        public PositionAnswer Take(CityDb db, PositionReport report, DateTimeOffset now)
        {
            if (!staff.Contains(report.UserId))
                return new(PositionOutcome.NotFieldStaff, "Nobody of the field staff has that id, or the account is closed.");
            if (!points.Add((report.UserId, report.At)))
                return new(PositionOutcome.Repeated);
            var future = report.At > now + Ahead;
            db.Add(new TrackPoint
            {
                UserId = report.UserId,
                At = report.At,
                Latitude = report.Latitude,
                Longitude = report.Longitude,
                AccuracyMeters = report.AccuracyMeters,
                ReceivedAt = now,
                Future = future,
            });
            return new(future ? PositionOutcome.Future : Move(db, report, now) ? PositionOutcome.Moved : PositionOutcome.Late);
        }

        private bool Move(CityDb db, PositionReport report, DateTimeOffset now)
        {
            if (!rows.TryGetValue(report.UserId, out var row))
            {
                row = new LastPosition { UserId = report.UserId, Latitude = report.Latitude, Longitude = report.Longitude, At = report.At, ReceivedAt = now };
                rows[report.UserId] = row;
                db.Add(row);
            }
            else if (report.At <= row.At)
            {
                return false;
            }
            (row.Latitude, row.Longitude, row.AccuracyMeters, row.At, row.ReceivedAt) = (report.Latitude, report.Longitude, report.AccuracyMeters, report.At, now);
            return true;
        }
    }
}
