using CommandCenter.Alarms.Judging;
using CommandCenter.Alarms.Rules;
using CommandCenter.Devices;

namespace CommandCenter.Tests.Alarms;

/// <summary>A river in flood: the judge against what the authority itself said of each reading.</summary>
public class FloodJudgeTests
{
    private const int WithStatus = 31_303;
    private const int Least = 31_300;

    private static AlarmRule WaterLevel => BuiltInRules.All.Single(r => r.Code == "water-level");

    [Fact]
    public void Level_after_each_reading_is_the_official_status_by_each_rows_own_thresholds()
    {
        var (right, wrong) = Play((_, reading) => Thresholds(reading, reading.At));
        Assert.True(right >= Least, $"{right} right, the first wrong: {string.Join("; ", wrong.Take(5))}");
    }

    [Fact]
    public void Level_after_each_reading_is_the_official_status_by_dated_thresholds_of_the_station()
    {
        var sets = new Dictionary<string, List<DeviceThresholds>>();
        foreach (var reading in FloodFile.Read().OrderBy(r => r.At))
        {
            var known = sets.TryGetValue(FloodFile.Station(reading.Station), out var list) ? list : sets[FloodFile.Station(reading.Station)] = [];
            if (known.Count == 0 || (known[^1].Watch, known[^1].Warning, known[^1].Limit) != (reading.Alert, reading.Minor, reading.Major))
                known.Add(Thresholds(reading, reading.At));
        }
        var (right, wrong) = Play((station, reading) => sets[station].Last(t => t.FromAt <= reading.At));
        Assert.True(right >= Least, $"{right} right, {sets.Sum(s => s.Value.Count)} sets, the first wrong: {string.Join("; ", wrong.Take(20))}");
    }

    private static (int Right, List<string> Wrong) Play(Func<string, FloodReading, DeviceThresholds> thresholds)
    {
        var states = new Dictionary<string, ConditionState>();
        var (rule, right, wrong) = (WaterLevel, 0, new List<string>());
        foreach (var reading in FloodFile.Read().OrderBy(r => r.At)) // stable: readings of one instant in the order of the file
        {
            var station = FloodFile.Station(reading.Station);
            var state = AlarmJudge.Measure(JudgeTerms.Of(rule, thresholds(station, reading)), states.GetValueOrDefault(station, ConditionState.Quiet), reading.At, reading.Level).State;
            states[station] = state;
            if (reading.Status is not { } status)
                continue;
            if (state.Level == status)
                right++;
            else
                wrong.Add($"{station} {reading.At:u} {reading.Level}: {state.Level} instead of {status}");
        }
        Assert.Equal(WithStatus, right + wrong.Count);
        return (right, wrong);
    }

    private static DeviceThresholds Thresholds(FloodReading reading, DateTimeOffset from) =>
        DeviceThresholds.Create(Guid.Empty, Guid.Empty, "level", from, reading.Alert, reading.Minor, reading.Major);
}
