using System.Globalization;

namespace CommandCenter.Reports.Figures;

/// <summary>Periods in words.</summary>
public static class PeriodWords
{
    /// <summary><c>2015年1月1日–12月31日</c>, <c>1 Jan – 31 Dec 2015</c>; a single day once.</summary>
    public static string Of(SlaPeriod period, CultureInfo reader)
    {
        var chinese = reader.TwoLetterISOLanguageName == "zh";
        var (from, to, sameYear) = (period.From, period.To, period.From.Year == period.To.Year);
        if (from == to)
            return Full(from, reader, chinese);
        return chinese
            ? $"{Full(from, reader, chinese)}–{(sameYear ? to.ToString("M'月'd'日'", reader) : Full(to, reader, chinese))}"
            : $"{(sameYear ? from.ToString("d MMM", reader) : Full(from, reader, chinese))} – {Full(to, reader, chinese)}";
    }

    private static string Full(DateOnly day, CultureInfo reader, bool chinese) => day.ToString(chinese ? "yyyy'年'M'月'd'日'" : "d MMM yyyy", reader);
}
