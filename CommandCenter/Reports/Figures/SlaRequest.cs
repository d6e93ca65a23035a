using System.Globalization;
using CommandCenter.Areas;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Time;
using CommandCenter.Tickets;

namespace CommandCenter.Reports.Figures;

/// <summary>A report as it stands in a URL: the same names in the API, in the address bar and behind the downloads. Empty, it is the running month by opening.</summary>
public sealed record SlaQuery
{
    /// <summary>week, month or quarter; left out when <see cref="From"/> and <see cref="To"/> are given.</summary>
    public string? Period { get; init; }

    /// <summary>A day in the week, month or quarter; today when left out.</summary>
    public string? Day { get; init; }

    /// <summary>The first day, e.g. 2015-01-01.</summary>
    public string? From { get; init; }

    /// <summary>The last day, included, e.g. 2015-12-31.</summary>
    public string? To { get; init; }

    /// <summary>opening or completion: which day of a ticket puts it into the period.</summary>
    public string? By { get; init; }

    /// <summary>Id, code or name; <c>none</c> for tickets that no department leads.</summary>
    public string? Department { get; init; }

    /// <summary>Id, name or path, with all below it; <c>none</c> for tickets without.</summary>
    public string? Category { get; init; }

    /// <summary>Id, code or name, with all below it; <c>none</c> for tickets outside every area.</summary>
    public string? Area { get; init; }

    /// <summary>The level of the category tree that rows stand for, 1 to 3.</summary>
    public string? CategoryLevel { get; init; }

    /// <summary>City, District, Street, Community or Grid: the level of the areas that rows stand for.</summary>
    public string? AreaLevel { get; init; }

    /// <summary>As a query string, with its question mark; empty for the default report.</summary>
    public string ToQueryString() => QueryWords.Join(
        ("period", Period), ("day", Day), ("from", From), ("to", To), ("by", By), ("department", Department), ("category", Category), ("area", Area),
        ("categoryLevel", CategoryLevel), ("areaLevel", AreaLevel));
}

/// <summary>A report that was asked for, with every word resolved.</summary>
/// <param name="Period">The days.</param>
/// <param name="By">What puts a ticket into them.</param>
/// <param name="Scope">Department, category and area; nothing else.</param>
/// <param name="CategoryLevel">The level of category rows, 1 at the top.</param>
/// <param name="AreaLevel">The level of area rows.</param>
public sealed record SlaRequest(SlaPeriod Period, PeriodBasis By, TicketFilter Scope, int CategoryLevel, AreaLevel AreaLevel);

/// <summary>Turns the words of a URL into a request, or says which word is wrong.</summary>
public sealed class SlaRequests(TicketQueries queries, City city, TimeProvider clock)
{
    private const int LongestDays = 3_660;
    private static readonly DateOnly Earliest = new(1970, 1, 1);
    private static readonly DateOnly Latest = new(9000, 1, 1);

    /// <summary>Today in the city.</summary>
    public DateOnly Today => city.DayOf(clock.Now());

    /// <summary>The request of a query.</summary>
    /// <exception cref="Refusal">Names the parameter that is wrong.</exception>
    public SlaRequest Read(SlaQuery query) => new(
        Period(query),
        Word<PeriodBasis>("by", query.By) ?? PeriodBasis.Opening,
        queries.Filter(new TicketQuery { Department = query.Department, Category = query.Category, Area = query.Area }),
        Level(query.CategoryLevel),
        Word<AreaLevel>("areaLevel", query.AreaLevel) ?? AreaLevel.District);

    private SlaPeriod Period(SlaQuery query)
    {
        if (Day("from", query.From) is not { } from)
            return query.To is null or ""
                ? SlaPeriod.Holding(Kind(query.Period), Day("day", query.Day) ?? Today, Today)
                : throw Refusal.Invalid("from", "is needed when 'to' is given.");
        var to = Day("to", query.To) ?? throw Refusal.Invalid("to", "is needed when 'from' is given.");
        return from > to ? throw Refusal.Invalid("from", "is after 'to'.")
            : to.DayNumber - from.DayNumber < LongestDays ? new SlaPeriod(PeriodKind.Custom, from, to)
            : throw Refusal.Invalid("to", $"is more than {LongestDays} days after 'from'.");
    }

    private static PeriodKind Kind(string? word) => (Word<PeriodKind>("period", word) ?? PeriodKind.Month) is var kind and not PeriodKind.Custom
        ? kind : throw Refusal.Invalid("from", "and 'to' are needed for a custom period.");

    private static int Level(string? text) => string.IsNullOrWhiteSpace(text) ? 1
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var level) && level is >= 1 and <= Category.Levels ? level
        : throw Refusal.Invalid("categoryLevel", $"'{text}' is not 1 to {Category.Levels}.");

    private static DateOnly? Day(string field, string? text) => string.IsNullOrWhiteSpace(text) ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day >= Earliest && day < Latest ? day
        : throw Refusal.Invalid(field, $"'{text}' is not a day such as 2026-06-18.");

    private static T? Word<T>(string field, string? text) where T : struct, Enum => string.IsNullOrWhiteSpace(text) ? null
        : Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) && !char.IsAsciiDigit(text.Trim()[0]) ? value
        : throw Refusal.Invalid(field, $"'{text}' is not one of {string.Join(", ", Enum.GetNames<T>())}.");
}
