using CommandCenter.Alarms.Judging;

namespace CommandCenter.Tests.Alarms;

/// <summary>
/// A slow judge of limit rules, written another way: it walks second by second, holds the value of the last measurement, and counts for how many seconds in a row each
/// level has wanted to turn.
/// </summary>
internal sealed class SecondsOracle(double[] limits, double deadband, int onDelay, int offDelay)
{
    private readonly bool[] on = new bool[limits.Length];
    private readonly int[] wanted = [.. Enumerable.Repeat(-1, limits.Length)];
    private readonly List<int> timesOn = [];
    private bool lastUp;
    private bool chattering;

    /// <summary>The level at the end of each second from 0 to <paramref name="seconds"/>.</summary>
    public List<int> Levels(IReadOnlyDictionary<int, double[]> values, int seconds)
    {
        var (levels, held) = (new List<int>(), (double?)null);
        for (var second = 0; second <= seconds; second++)
        {
            var arrived = values.GetValueOrDefault(second) ?? [];
            if (arrived.Length == 0)
                Walk(second, held);
            foreach (var value in arrived)
                Walk(second, held = value);
            levels.Add(Level());
        }
        return levels;
    }

    private void Walk(int second, double? held)
    {
        if (held is not { } value)
            return;
        var before = Level();
        for (var k = 0; k < limits.Length; k++)
        {
            var wants = on[k] ? value < limits[k] - deadband : value >= limits[k];
            wanted[k] = !wants ? -1 : wanted[k] < 0 ? second : wanted[k];
        }
        var off = chattering ? Math.Max(offDelay, (int)AlarmJudge.ChatterWindow.TotalSeconds) : offDelay;
        for (var k = 0; k < limits.Length; k++)
            if (wanted[k] >= 0 && second - wanted[k] >= (on[k] ? off : onDelay))
                (on[k], wanted[k]) = (!on[k], -1);
        Swing(second, before, Level());
    }

    private void Swing(int second, int before, int after)
    {
        if (after > before && !lastUp)
        {
            timesOn.Add(second);
            lastUp = true;
            chattering |= timesOn.Count >= 3 && second - timesOn[^3] <= AlarmJudge.ChatterWindow.TotalSeconds;
        }
        if (after < before)
            (lastUp, chattering) = (false, chattering && after > 0);
    }

    private int Level() => Array.FindLastIndex(on, o => o) + 1;
}
