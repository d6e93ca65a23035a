using System.Globalization;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Time;

namespace CommandCenter.Tickets;

/// <summary>
/// Numbers tickets: the city's code, the day the request was opened there, and a count of that day: <c>JC-260618-0291</c>.
/// Both the day's count and the overall sequence are taken in the ticket's own transaction, so that neither has a gap or a double.
/// </summary>
public sealed class TicketNumbers(City city)
{
    /// <summary>The next sequence and number for a request opened at <paramref name="openedAt"/>.</summary>
    public async Task<(long Sequence, string Number)> Next(CityDb db, DateTimeOffset openedAt, CancellationToken cancel)
    {
        var numbers = await Next(db, [openedAt], cancel);
        return numbers[0];
    }

    /// <summary>Sequences and numbers for many requests at once, in their order.</summary>
    public async Task<IReadOnlyList<(long Sequence, string Number)>> Next(CityDb db, IReadOnlyList<DateTimeOffset> openedAt, CancellationToken cancel)
    {
        var sequence = await Counter.Take(db, "ticket", openedAt.Count, cancel);
        var days = openedAt.Select(at => city.DayOf(at).ToString("yyMMdd", CultureInfo.InvariantCulture)).ToList();
        var next = new Dictionary<string, long>();
        foreach (var day in days.GroupBy(d => d).OrderBy(g => g.Key, StringComparer.Ordinal)) // one order for all, so that two imports cannot wait for each other
            next[day.Key] = await Counter.Take(db, $"ticket:{day.Key}", day.Count(), cancel);
        return [.. days.Select((day, i) => (sequence + i, string.Create(CultureInfo.InvariantCulture, $"{city.Code}-{day}-{next[day]++:0000}")))];
    }
}
