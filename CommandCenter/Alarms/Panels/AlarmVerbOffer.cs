using CommandCenter.Access;

namespace CommandCenter.Alarms.Panels;

/// <summary>A verb as a button: possible, or refused with the reason.</summary>
/// <param name="Line">Its line of the table.</param>
/// <param name="Refusal">Why not; null when it can be used.</param>
public sealed record AlarmVerbOffer(AlarmTransition Line, AlarmRefusal? Refusal)
{
    /// <summary>The verb.</summary>
    public AlarmVerb Verb => Line.Verb;

    /// <summary>
    /// The verbs of an alarm for a caller, in the table's order; of two on one key the one that is possible stands, so that a key always means the button that shows it.
    /// </summary>
    public static IReadOnlyList<AlarmVerbOffer> For(AlarmStanding alarm, Caller caller) =>
        [.. AlarmTransitions.Table.Select(line => new AlarmVerbOffer(line, AlarmTransitions.Refuse(alarm, line.Verb, caller)))
            .GroupBy(o => o.Line.Key).Select(twins => twins.FirstOrDefault(o => o.Refusal is null) ?? twins.First())];
}
