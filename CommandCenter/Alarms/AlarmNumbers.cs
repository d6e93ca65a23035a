using System.Globalization;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Time;

namespace CommandCenter.Alarms;

/// <summary>
/// Numbers alarms: <c>AL</c>, the day it was raised here, and a count of that day: <c>AL-260618-0007</c>. Blocks are taken in the alarms' own transaction; what turns out
/// not to be needed is given back in it, so that neither the day's count nor the sequence has a gap or a double.
/// </summary>
public sealed class AlarmNumbers(City city)
{
    private const string Sequence = "alarm";

    /// <summary>Takes at most one number for each of these instants.</summary>
    public async Task<AlarmNumberBlock> Take(CityDb db, IReadOnlyList<DateTimeOffset> raisedAt, CancellationToken cancel)
    {
        var block = new AlarmNumberBlock(Day);
        if (raisedAt.Count == 0)
            return block;
        block.Begin(Sequence, await Counter.Take(db, Sequence, raisedAt.Count, cancel), raisedAt.Count);
        foreach (var day in raisedAt.GroupBy(Day).OrderBy(g => g.Key, StringComparer.Ordinal)) // one order for all, so that two writers cannot wait for each other
            block.Begin(day.Key, await Counter.Take(db, $"alarm:{day.Key}", day.Count(), cancel), day.Count());
        return block;
    }

    /// <summary>Gives back what was not used; the counters' rows are still locked by the transaction.</summary>
    public static async Task GiveBack(CityDb db, AlarmNumberBlock block, CancellationToken cancel)
    {
        foreach (var (name, unused) in block.Unused())
            await Counter.Take(db, name == Sequence ? name : $"alarm:{name}", -unused, cancel);
    }

    private string Day(DateTimeOffset at) => city.DayOf(at).ToString("yyMMdd", CultureInfo.InvariantCulture);

    /// <summary>Numbers at hand.</summary>
    public sealed class AlarmNumberBlock(Func<DateTimeOffset, string> day)
    {
        private readonly Dictionary<string, (long Next, long End)> taken = [];

        /// <summary>The next sequence and number of an alarm raised at <paramref name="raisedAt"/>.</summary>
        public (long Sequence, string Number) Next(DateTimeOffset raisedAt)
        {
            var today = day(raisedAt);
            return (Use(AlarmNumbers.Sequence), string.Create(CultureInfo.InvariantCulture, $"AL-{today}-{Use(today):0000}"));
        }

        internal void Begin(string name, long first, int count) => taken[name] = (first, first + count);

        internal IEnumerable<(string Name, int Unused)> Unused() =>
            taken.Where(t => t.Value.Next < t.Value.End).OrderBy(t => t.Key == AlarmNumbers.Sequence ? "" : t.Key, StringComparer.Ordinal).Select(t => (t.Key, (int)(t.Value.End - t.Value.Next)));

        private long Use(string name)
        {
            var (next, end) = taken[name];
            taken[name] = (next + 1, end);
            return next;
        }
    }
}
