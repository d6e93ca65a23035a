using CommandCenter.Access;
using CommandCenter.Areas;
using CommandCenter.DemoCity.Cast;
using CommandCenter.DemoCity.Plan;
using CommandCenter.Platform.Data;
using CommandCenter.Tickets;
using CommandCenter.Tickets.Import;
using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;

namespace CommandCenter.DemoCity.Building;

/// <summary>Thirty days of requests, by the same writer as any import: most are done, some too late, and what came in last is still open.</summary>
internal static class TicketsStage
{
    private const int PerDay = 230;
    private const int Batch = 1_000;

    // How many of a day's calls come in each hour, midnight first.
    private static readonly double[] Hours = [8, 5, 4, 3, 4, 8, 18, 34, 58, 66, 62, 52, 38, 40, 50, 54, 52, 48, 44, 42, 38, 30, 20, 12];

    public static async Task Build(DemoWork work)
    {
        var profile = ImportProfile.Read("""{ "name": "demo", "timeZone": "Asia/Shanghai", "fields": { "number": "number", "openedAt": "openedAt", "title": "title" } }""");
        var (writer, report) = (ActivatorUtilities.CreateInstance<ImportWriter>(work.Services), new ImportReport());
        var options = new ImportOptions { Path = "", Profile = profile, AsOf = work.Present };
        HashSet<string?> known;
        await using (var db = await work.Get<IDbContextFactory<CityDb>>().CreateDbContextAsync(work.Cancel))
            known = [.. await db.Set<Ticket>().Where(t => t.SourceSystem == profile.Name).Select(t => t.SourceNumber).ToListAsync(work.Cancel)];
        var rows = new TicketHistory(work).Rows();
        foreach (var (number, batch) in rows.Where(r => !known.Contains(r.SourceNumber)).Chunk(Batch).Index())
        {
            await writer.Write(batch, options, Caller.System, report, work.Cancel);
            work.Tell(Math.Min(1, (number + 1.0) * Batch / rows.Count));
        }
    }

    // Draws the requests; it knows the plan and the cast and nothing stored.
    private sealed class TicketHistory(DemoWork work)
    {
        private readonly Random random = work.Random(1);
        private readonly PlannedCategory[] leaves = [.. work.Cast.Categories.Where(c => c.Weight > 0)];
        private readonly Dictionary<string, PlannedCategory> categories = work.Cast.Categories.ToDictionary(c => c.Code);
        private readonly Dictionary<string, PlannedArea> areas = work.Cast.Plan.Areas.ToDictionary(a => a.Code);
        private readonly PlannedArea[] grids = [.. work.Cast.Plan.Areas.Where(a => a.Level == AreaLevel.Grid && a.Character != AreaCharacter.Park)];

        public IReadOnlyList<MappedRow> Rows()
        {
            var (rows, first) = (new List<MappedRow>(), work.City.DayOf(work.Present - DemoWork.Past));
            for (var day = first; day <= work.City.DayOf(work.Present); day = day.AddDays(1))
            {
                var start = work.City.StartOf(day);
                var calls = (int)(PerDay * (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0.75 : 1) * (0.9 + (random.NextDouble() * 0.2)));
                var times = Enumerable.Range(0, calls).Select(_ => start + TimeSpan.FromHours(Pick(Hours, h => h) + random.NextDouble())).Order().ToList();
                // What is drawn for the rest of today is drawn as well and left out, so that the same seed gives the same past whenever it is built.
                foreach (var at in times)
                    if (Row(rows.Count + 1, at) is var row && at < work.Present)
                        rows.Add(row);
            }
            return rows;
        }

        private MappedRow Row(int number, DateTimeOffset opened)
        {
            var category = leaves[Pick(leaves, c => c.Weight)];
            var (grid, texts) = (grids[random.Next(grids.Length)], RequestWords.Of(category, random));
            var (at, community) = (PointIn(grid), areas[grid.ParentCode!]);
            var place = $"{grid.Name.Chinese} {random.Next(1, 60)} 号";
            var course = Course(category, opened);
            return new MappedRow(
                number, $"D{number:00000}", opened, course.Dispatched, course.Signed, course.Completed, course.Closed, null, course.State, null,
                $"{community.Name.Chinese}{texts.Title}", texts.Words.Replace("{place}", place, StringComparison.Ordinal), course.Completed is null ? null : texts.Reply,
                [.. Path(category)], category.DepartmentCode, Source(), place, grid.Code, at.Y, at.X, texts.Requester, $"12{random.Next(100_000_000, 999_999_999)}",
                random.Next(12) == 0, random.Next(60) == 0, TicketDoubts.None, course.Answers);
        }

        private sealed record Life(TicketState State, DateTimeOffset? Dispatched, DateTimeOffset? Signed, DateTimeOffset? Completed, DateTimeOffset? Closed, RequesterAnswers? Answers);

        private Life Course(PlannedCategory category, DateTimeOffset opened)
        {
            var about = CastPolicies.About(category.Code);
            var dispatched = opened + TimeSpan.FromMinutes(2 + (random.NextDouble() * 9));
            var signed = dispatched + (about * (0.02 + (random.NextDouble() * 0.06)));
            // Log-normal, as the lengths of real work are: the median at four tenths of the limit, about one in eight above it.
            var completed = signed + (about * 0.4 * Math.Exp(Normal() * 0.72));
            var closed = completed + TimeSpan.FromHours(4 + (random.NextDouble() * 44));
            var (resolved, pleased) = (random.NextDouble() < 0.93, random.NextDouble());
            var answers = random.NextDouble() < 0.6 ? new RequesterAnswers(random.NextDouble() < 0.97, resolved, pleased < 0.08 ? null : resolved ? pleased < 0.95 : pleased < 0.3) : null;
            var rejected = random.NextDouble() < 0.02;
            var now = work.Present;
            return rejected && dispatched <= now ? new(TicketState.Rejected, null, null, null, dispatched, null)
                : closed <= now ? new(TicketState.Closed, dispatched, signed, completed, closed, answers)
                : completed <= now ? new(TicketState.Completed, dispatched, signed, completed, null, null)
                : signed <= now ? new(TicketState.Signed, dispatched, signed, null, null, null)
                : dispatched <= now ? new(TicketState.Dispatched, dispatched, null, null, null, null)
                : new(TicketState.New, null, null, null, null, null);
        }

        private IEnumerable<string> Path(PlannedCategory category) =>
            category.ParentCode is { } parent ? Path(categories[parent]).Append(category.Name.Chinese) : [category.Name.Chinese];

        private string Source() => random.Next(10) switch { < 6 => "phone", < 8 => "app", 8 => "web", _ => "grid" };

        private Coordinate PointIn(PlannedArea grid)
        {
            var box = grid.Outline.EnvelopeInternal;
            for (var tries = 0; tries < 30; tries++)
                if (new Coordinate(Math.Round(box.MinX + (random.NextDouble() * box.Width), 6), Math.Round(box.MinY + (random.NextDouble() * box.Height), 6)) is var at && grid.Outline.Contains(new Point(at)))
                    return at;
            return grid.Outline.InteriorPoint.Coordinate;
        }

        private int Pick<T>(IReadOnlyList<T> choices, Func<T, double> weight)
        {
            var left = random.NextDouble() * choices.Sum(weight);
            for (var i = 0; i < choices.Count - 1; i++)
                if ((left -= weight(choices[i])) < 0)
                    return i;
            return choices.Count - 1;
        }

        private double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
    }
}
