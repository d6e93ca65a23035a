using System.Globalization;
using System.Text.RegularExpressions;

namespace CommandCenter.Sla;

/// <summary>
/// Limits as people write them in files. Units: <c>working_days</c> (also <c>business_days</c>), <c>working_time</c>, <c>calendar_days</c>,
/// <c>elapsed_time</c>. Amounts: whole days for the first and third; <c>4h</c>, <c>90m</c>, <c>2h30m</c>, <c>1:30</c> or <c>0</c> for the others.
/// </summary>
public static partial class LimitText
{
    private static readonly Dictionary<string, LimitUnit> s_units = new(StringComparer.OrdinalIgnoreCase)
    {
        ["working_days"] = LimitUnit.WorkingDays,
        ["business_days"] = LimitUnit.WorkingDays,
        ["working_time"] = LimitUnit.WorkingTime,
        ["calendar_days"] = LimitUnit.CalendarDays,
        ["elapsed_time"] = LimitUnit.Elapsed,
    };

    /// <summary>Reads a limit from its two fields.</summary>
    /// <returns>The limit, or null when both fields are empty.</returns>
    /// <exception cref="FormatException">One is missing or unreadable; the message names the field.</exception>
    public static Limit? Parse(string? unit, string? amount, string unitField, string amountField)
    {
        if (unit is null && amount is null) return null;
        if (unit is null) throw new FormatException($"{unitField} is empty, but {amountField} is \"{amount}\"");
        if (amount is null) throw new FormatException($"{amountField} is empty, but {unitField} is \"{unit}\"");
        if (!s_units.TryGetValue(unit, out var known))
            throw new FormatException($"{unitField} \"{unit}\" is unknown; known are {string.Join(", ", s_units.Keys)}");
        var number = known is LimitUnit.WorkingDays or LimitUnit.CalendarDays ? Days(amount) : Minutes(amount);
        if (number is null)
            throw new FormatException(known is LimitUnit.WorkingDays or LimitUnit.CalendarDays
                ? $"{amountField} \"{amount}\" is no whole number of days from 0 to {Limit.MostDays}"
                : $"{amountField} \"{amount}\" is no length of time such as 4h, 90m, 2h30m or 1:30");
        return new Limit(known, number.Value);
    }

    /// <summary>The limit's unit and amount as <see cref="Parse"/> reads them.</summary>
    public static (string Unit, string Amount) Write(Limit limit) =>
        (s_units.First(u => u.Value == limit.Unit).Key, limit.Unit is LimitUnit.WorkingDays or LimitUnit.CalendarDays
            ? limit.Amount.ToString(CultureInfo.InvariantCulture)
            : limit.Amount % 60 == 0 ? FormattableString.Invariant($"{limit.Amount / 60}h") : FormattableString.Invariant($"{limit.Amount}m"));

    private static int? Days(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days <= Limit.MostDays ? days : null;

    private static int? Minutes(string text)
    {
        if (text == "0") return 0;
        var match = Amount().Match(text);
        if (!match.Success) return null;
        var hours = Number(match, "h") + Number(match, "hh");
        var minutes = Number(match, "m") + Number(match, "mm");
        var total = hours * 60 + minutes;
        return total <= Limit.MostDays * 24 * 60 ? (int)total : null;
    }

    private static long Number(Match match, string group) =>
        match.Groups[group].Success ? long.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex("^(?:(?<h>[0-9]{1,7})h(?: ?(?<m>[0-9]{1,2})m)?|(?<m>[0-9]{1,8})m|(?<hh>[0-9]{1,7}):(?<mm>[0-5][0-9]))$", RegexOptions.IgnoreCase)]
    private static partial Regex Amount();
}
