using CommandCenter.Sla;

namespace CommandCenter.Tests.Sla;

public class WorkCalendarOracleTests
{
    private const int Calendars = 250;
    private const int CasesPerCalendar = 40;
    private const int FirstSeed = 20260101;

    [Fact]
    public void Ten_thousand_random_limits_end_where_counting_minutes_ends()
    {
        for (var seed = FirstSeed; seed < FirstSeed + Calendars; seed++)
        {
            var random = new Random(seed);
            var plan = Plan.Random(random, out var start);
            var (calendar, oracle) = (plan.ToCalendar(), new MinuteOracle(plan, start));
            for (var number = 0; number < CasesPerCalendar; number++)
                new Case(random, number, calendar, oracle, start, $"seed {seed}, case {number}: {plan}").Check();
        }
    }

    private sealed class Case(Random random, int number, WorkCalendar calendar, MinuteOracle oracle, DateTimeOffset start, string title)
    {
        private readonly int _opened = random.Next(10 * 1440);

        public void Check()
        {
            var other = _opened + random.Next(12 * 1440);
            Same(oracle.IsOpen(other), calendar.IsOpen(At(other)), "is open");
            Same(At(oracle.NextOpening(_opened)), calendar.NextOpening(At(_opened)), "next opening");
            Same(TimeSpan.FromMinutes(oracle.WorkingTime(_opened, other)), calendar.WorkingTime(At(_opened), At(other)), "working time");
            var limit = RandomLimit();
            var pauses = RandomPauses();
            var ours = pauses.Select(p => new Pause(At(p.From), p.To == int.MaxValue ? null : At(p.To))).ToList();
            var unpaused = oracle.Unpaused(_opened, limit);
            var asked = $"{limit} from {At(_opened):o} with pauses {string.Join(", ", ours)}";
            Same(At(unpaused), calendar.Due(At(_opened), limit, []), $"{limit} from {At(_opened):o}");
            Same(AtOrNull(oracle.Run(_opened, unpaused, limit.IsWorking, pauses)), calendar.Due(At(_opened), limit, ours), asked);
            CheckAtRisk(limit, pauses, ours, unpaused, asked);
        }

        private void CheckAtRisk(Limit limit, (int From, int To)[] pauses, List<Pause> ours, int unpaused, string asked)
        {
            var whole = limit.IsWorking ? oracle.WorkingTime(_opened, unpaused) : unpaused - _opened;
            var used = random.Next(whole + 1);
            var end = used == whole ? unpaused : limit.IsWorking ? oracle.AddWorkingTime(_opened, used) : _opened + used;
            var expected = AtOrNull(oracle.Run(_opened, end, limit.IsWorking, pauses));
            // A share is a binary fraction, so its instant may be a microsecond short.
            var share = whole == 0 ? random.NextDouble() : (double)used / whole;
            var actual = calendar.AtRiskAt(At(_opened), limit, ours, share);
            if (expected is { } instant && actual is { } said && (instant - said).Duration() <= TimeSpan.FromMicroseconds(1)) return;
            Same(expected, actual, $"at risk after {used} of {whole} minutes of {asked}");
        }

        private Limit RandomLimit() => (number % 4) switch
        {
            0 => Limit.WorkingDays(random.Next(8)),
            1 => Limit.WorkingTime(TimeSpan.FromMinutes(random.Next(8) == 0 ? random.Next(2) * 60 : random.Next(24 * 60))),
            2 => Limit.CalendarDays(random.Next(15)),
            _ => Limit.Elapsed(TimeSpan.FromMinutes(random.Next(10 * 1440))),
        };

        private (int From, int To)[] RandomPauses()
        {
            var pauses = new List<(int, int)>();
            for (var left = random.Next(5); left > 0; left--)
            {
                var from = Math.Max(0, _opened - 600) + random.Next(6 * 1440);
                // Sometimes on the very minute of an opening, where "before" and "after" are easily mistaken.
                if (random.Next(4) == 0) from = oracle.NextOpening(from);
                var to = from + (random.Next(3) == 0 ? random.Next(4 * 1440) : random.Next(600)) + 1;
                if (random.Next(4) == 0) to = oracle.NextOpening(to);
                pauses.Add((from, random.Next(15) == 0 ? int.MaxValue : to));
            }
            return [.. pauses];
        }

        // The same instant, written with an offset that has nothing to do with the calendar's zone.
        private DateTimeOffset At(int minute) => start.AddMinutes(minute).ToOffset(TimeSpan.FromHours(number % 24 - 12));

        private DateTimeOffset? AtOrNull(int? minute) => minute is { } known ? At(known) : null;

        private void Same<T>(T expected, T actual, string question)
        {
            if (!EqualityComparer<T>.Default.Equals(expected, actual))
                Assert.Fail($"{title}\n{question}\nby the minute: {Text(expected)}\nby the calendar: {Text(actual)}");
        }

        private static string Text<T>(T value) => value is DateTimeOffset instant ? instant.UtcDateTime.ToString("o", null) : value?.ToString() ?? "none";
    }
}
