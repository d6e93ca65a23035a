using System.Globalization;
using CommandCenter.Platform.Data;

namespace CommandCenter.Reports;

/// <summary>Settings of the reports: section <c>Reports</c>.</summary>
/// <param name="DailyAt">When the daily report is made on working days, in the city's time.</param>
/// <param name="OnTimeTarget">The share that is to be completed in time, 0 to 1; drawn as a line.</param>
/// <param name="OnTimeLow">Below this share a rate is shown as abnormal, 0 to 1.</param>
public sealed record ReportsOptions(TimeOnly DailyAt, double OnTimeTarget, double OnTimeLow)
{
    /// <summary>08:00, 95 %, 90 %.</summary>
    public static ReportsOptions Default { get; } = new(new TimeOnly(8, 0), 0.95, 0.90);

    /// <summary>Reads the section; what is not set has a default.</summary>
    /// <exception cref="CannotStart">A value is wrong; all wrong keys are named.</exception>
    public static ReportsOptions Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Reports");
        var problems = new List<string>();
        var at = Default.DailyAt;
        if (section["DailyAt"] is { Length: > 0 } text && !TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out at))
            problems.Add($"Reports:DailyAt is '{text}'; it must be a time such as 08:00.");
        var target = Percent("OnTimeTargetPercent", Default.OnTimeTarget);
        var low = Percent("OnTimeLowPercent", Math.Min(Default.OnTimeLow, target));
        if (low > target)
            problems.Add("Reports:OnTimeLowPercent is above Reports:OnTimeTargetPercent.");
        return problems.Count == 0 ? new ReportsOptions(at, target, low) : throw new CannotStart(string.Join(" ", problems));

        double Percent(string key, double otherwise)
        {
            if (section[key] is not { Length: > 0 } value)
                return otherwise;
            if (double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent is > 0 and <= 100)
                return percent / 100;
            problems.Add($"Reports:{key} is '{value}'; it must be a percentage above 0, up to 100.");
            return otherwise;
        }
    }
}
