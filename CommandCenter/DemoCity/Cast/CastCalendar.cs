namespace CommandCenter.DemoCity.Cast;

/// <summary>
/// The demo city's working time: Monday to Friday, with the holidays and adjusted workdays (调休) of China's State Council notices. Years later than the last notice written
/// down here are counted by the week alone, and the calendar's page says so.
/// </summary>
internal static class CastCalendar
{
    /// <summary>What the calendar is called.</summary>
    public const string Name = "中国工作日历";

    /// <summary>The calendar as <c>import calendar</c> reads it.</summary>
    public const string Json =
        """
        {
          "name": "中国工作日历", "timeZone": "Asia/Shanghai",
          "workingHours": { "monday-friday": ["08:30", "12:00", "13:30", "17:30"] },
          "holidays": [
            { "date": "2025-01-01", "name": "元旦" },
            { "date": "2025-01-28", "name": "春节" }, { "date": "2025-01-29", "name": "春节" }, { "date": "2025-01-30", "name": "春节" }, { "date": "2025-01-31", "name": "春节" },
            { "date": "2025-02-01", "name": "春节" }, { "date": "2025-02-02", "name": "春节" }, { "date": "2025-02-03", "name": "春节" }, { "date": "2025-02-04", "name": "春节" },
            { "date": "2025-04-04", "name": "清明节" }, { "date": "2025-04-05", "name": "清明节" }, { "date": "2025-04-06", "name": "清明节" },
            { "date": "2025-05-01", "name": "劳动节" }, { "date": "2025-05-02", "name": "劳动节" }, { "date": "2025-05-03", "name": "劳动节" }, { "date": "2025-05-04", "name": "劳动节" }, { "date": "2025-05-05", "name": "劳动节" },
            { "date": "2025-05-31", "name": "端午节" }, { "date": "2025-06-01", "name": "端午节" }, { "date": "2025-06-02", "name": "端午节" },
            { "date": "2025-10-01", "name": "国庆节、中秋节" }, { "date": "2025-10-02", "name": "国庆节、中秋节" }, { "date": "2025-10-03", "name": "国庆节、中秋节" }, { "date": "2025-10-04", "name": "国庆节、中秋节" },
            { "date": "2025-10-05", "name": "国庆节、中秋节" }, { "date": "2025-10-06", "name": "国庆节、中秋节" }, { "date": "2025-10-07", "name": "国庆节、中秋节" }, { "date": "2025-10-08", "name": "国庆节、中秋节" },
            { "date": "2026-01-01", "name": "元旦" }, { "date": "2026-01-02", "name": "元旦" }, { "date": "2026-01-03", "name": "元旦" },
            { "date": "2026-02-15", "name": "春节" }, { "date": "2026-02-16", "name": "春节" }, { "date": "2026-02-17", "name": "春节" }, { "date": "2026-02-18", "name": "春节" }, { "date": "2026-02-19", "name": "春节" },
            { "date": "2026-02-20", "name": "春节" }, { "date": "2026-02-21", "name": "春节" }, { "date": "2026-02-22", "name": "春节" }, { "date": "2026-02-23", "name": "春节" },
            { "date": "2026-04-04", "name": "清明节" }, { "date": "2026-04-05", "name": "清明节" }, { "date": "2026-04-06", "name": "清明节" },
            { "date": "2026-05-01", "name": "劳动节" }, { "date": "2026-05-02", "name": "劳动节" }, { "date": "2026-05-03", "name": "劳动节" }, { "date": "2026-05-04", "name": "劳动节" }, { "date": "2026-05-05", "name": "劳动节" },
            { "date": "2026-06-19", "name": "端午节" }, { "date": "2026-06-20", "name": "端午节" }, { "date": "2026-06-21", "name": "端午节" },
            { "date": "2026-09-25", "name": "中秋节" }, { "date": "2026-09-26", "name": "中秋节" }, { "date": "2026-09-27", "name": "中秋节" },
            { "date": "2026-10-01", "name": "国庆节" }, { "date": "2026-10-02", "name": "国庆节" }, { "date": "2026-10-03", "name": "国庆节" }, { "date": "2026-10-04", "name": "国庆节" },
            { "date": "2026-10-05", "name": "国庆节" }, { "date": "2026-10-06", "name": "国庆节" }, { "date": "2026-10-07", "name": "国庆节" }
          ],
          "adjustedWorkdays": [
            { "date": "2025-01-26", "name": "补春节假期" }, { "date": "2025-02-08", "name": "补春节假期" }, { "date": "2025-04-27", "name": "补劳动节假期" },
            { "date": "2025-09-28", "name": "补国庆节、中秋节假期" }, { "date": "2025-10-11", "name": "补国庆节、中秋节假期" },
            { "date": "2026-01-04", "name": "补元旦假期" }, { "date": "2026-02-14", "name": "补春节假期" }, { "date": "2026-02-28", "name": "补春节假期" },
            { "date": "2026-05-09", "name": "补劳动节假期" }, { "date": "2026-09-20", "name": "补国庆节假期" }, { "date": "2026-10-10", "name": "补国庆节假期" }
          ]
        }
        """;
}
