using System.Globalization;

namespace CommandCenter.Tests.Alarms;

/// <summary>One reading of the flood file, as it stands there.</summary>
/// <param name="Status">0 normal, 1 alert, 2 minor, 3 major flood; null where the file has none of the four.</param>
internal sealed record FloodReading(DateTimeOffset At, string Station, double Level, double? Alert, double? Minor, double? Major, int? Status);

/// <summary>The flood file, read straight from its columns.</summary>
internal static class FloodFile
{
    private static readonly TimeSpan Colombo = TimeSpan.FromHours(5.5);
    private static readonly Dictionary<string, int> Statuses = new() { ["Normal"] = 0, ["Alert"] = 1, ["Minor Flood"] = 2, ["Major Flood"] = 3 };

    /// <summary>Where it is. Skips the running test where it is not there.</summary>
    public static string Path => System.IO.Path.Combine(RealData.Require(), "flood", "lk_river_levels_2020_2024.csv");

    /// <summary>The other spellings of a station, by the one it is known under.</summary>
    public static IReadOnlyDictionary<string, string[]> Aliases { get; } = new Dictionary<string, string[]>
    {
        ["N' Street"] = ["Nagalagam Street"], ["Tawalama"] = ["Thawalama"], ["Kitulgala"] = ["Kithulgala"], ["Ratnapura"] = ["Rathnapura"], ["Tanamalwila"] = ["Thanamalwila"],
        ["Padiyatalawa"] = ["Padiyathalawa"], ["Weragantota"] = ["Weraganthota"], ["Taldena"] = ["Thaldena", "Taldena (HMIS)"], ["Horowpatana"] = ["Horowpothana"],
        ["Yakawewa"] = ["Yaka Wewa"], ["Tantirimale"] = ["Thanthirimale"], ["Kalawellawa (Millakanda)"] = ["Millakanda"],
        ["Manampitiya (HMIS)"] = ["Manampitiya", "Manampitiya (DSWRPP)"],
    };

    /// <summary>The station a spelling means.</summary>
    public static string Station(string spelling) => Aliases.FirstOrDefault(a => a.Value.Contains(spelling)).Key ?? spelling;

    /// <summary>Every reading with an instant and a level, in the order of the file. Skips the running test where the file is not there.</summary>
    public static IReadOnlyList<FloodReading> Read() => [.. File.ReadLines(Path).Skip(1).Select(l => l.Split(',')).Select(Reading).OfType<FloodReading>()];

    private static FloodReading? Reading(string[] cells)
    {
        if (!DateTime.TryParseExact(cells[0], "M/d/yy H:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) || Number(cells[3]) is not { } level)
            return null;
        return new(new DateTimeOffset(local, Colombo).ToUniversalTime(), cells[1], level, Set(cells[7]), Set(cells[8]), Set(cells[9]), Statuses.TryGetValue(cells[10].Trim(), out var status) ? status : null);
    }

    private static double? Number(string cell) => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static double? Set(string cell) => Number(cell) is { } value && value != 0 ? value : null;
}
