using System.Collections.Immutable;

namespace CommandCenter.Alarms.Judging;

/// <summary>One level of a condition: on or off, and since when the opposite has held, where it has.</summary>
/// <param name="On">Whether the level is on.</param>
/// <param name="Since">Since when the value says otherwise; it turns when that has lasted for the delay. Null while the value agrees.</param>
public readonly record struct LevelSwitch(bool On, DateTimeOffset? Since);

/// <summary>All that judging remembers of one condition (a device under a rule) from one measurement to the next.</summary>
public sealed record ConditionState
{
    /// <summary>Nothing was judged yet.</summary>
    public static ConditionState Quiet { get; } = new();

    /// <summary>Its levels, the mildest first.</summary>
    public ImmutableArray<LevelSwitch> Switches { get; init; } = [];

    /// <summary>The instant of the last judged measurement.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Its value.</summary>
    public double? Value { get; init; }

    /// <summary>The last time it went on after having been off.</summary>
    public DateTimeOffset? OnAt { get; init; }

    /// <summary>The time before that.</summary>
    public DateTimeOffset? OnBeforeAt { get; init; }

    /// <summary>Whether its last change was upwards.</summary>
    public bool WentUp { get; init; }

    /// <summary>抖动: it went on three times within a minute; until it has been quiet for a minute nothing of it ends.</summary>
    public bool Chattering { get; init; }

    /// <summary>The alarm's level: the highest that is on; 0 when none is.</summary>
    public int Level
    {
        get
        {
            for (var k = Switches.Length; k > 0; k--)
                if (Switches[k - 1].On)
                    return k;
            return 0;
        }
    }

    /// <summary>Whether nothing would be lost if it were forgotten at <paramref name="now"/>.</summary>
    public bool IsForgettable(DateTimeOffset now) =>
        !Chattering && Switches.All(s => s is { On: false, Since: null }) && !(now - OnBeforeAt < AlarmJudge.ChatterWindow) && !(now - OnAt < AlarmJudge.ChatterWindow);
}
