namespace CommandCenter.Alarms.Panels;

/// <summary>What a person types for a verb on an alarm.</summary>
/// <param name="Verb">The verb.</param>
/// <param name="Moves">How far people had acted on the alarm when this person looked at it.</param>
public sealed record AlarmVerbForm(AlarmVerb Verb, int Moves)
{
    /// <summary>How long a shelving may be in the form, in minutes.</summary>
    public static IReadOnlyList<int> Lengths { get; } = [15, 60, 240, 1_440, 10_080];

    /// <summary>Reason, cause or comment.</summary>
    public string? Words { get; set; }

    /// <summary>For how long, of Shelve.</summary>
    public int Minutes { get; set; } = 60;

    /// <summary>As the desk takes it.</summary>
    public AlarmVerbInput Input
    {
        get
        {
            var words = string.IsNullOrWhiteSpace(Words) ? null : Words.Trim();
            return AlarmTransitions.Of(Verb).Needs switch
            {
                AlarmField.Reason => new() { Reason = words, Minutes = Minutes, Moves = Moves },
                AlarmField.Cause => new() { Cause = words, Moves = Moves },
                _ => new() { Comment = words, Moves = Moves },
            };
        }
    }
}
