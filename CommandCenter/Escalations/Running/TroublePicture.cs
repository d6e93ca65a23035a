using CommandCenter.Access;

namespace CommandCenter.Escalations.Running;

/// <summary>What is wrong with escalations now, for whoever answers for the room.</summary>
/// <param name="NoLastResort">Chains count on people, and nobody is named for when nobody is there.</param>
/// <param name="Unmanned">Escalations whose last step found nobody, the newest first.</param>
/// <param name="Failing">What cannot be delivered, the newest first.</param>
public sealed record TroublePicture(bool NoLastResort, IReadOnlyList<EscalationView> Unmanned, IReadOnlyList<FailingDelivery> Failing)
{
    /// <summary>All is well.</summary>
    public static TroublePicture None { get; } = new(false, [], []);

    /// <summary>How many things are wrong.</summary>
    public int Count => (NoLastResort ? 1 : 0) + Unmanned.Count + Failing.Count;

    /// <summary>What <paramref name="caller"/> is to see: those who keep the watch see it, a department or a wall does not.</summary>
    public static TroublePicture Of(EscalationsLive live, Caller? caller) =>
        caller is null || !(caller.Is(Role.DutyOfficer) || caller.Is(Role.Supervisor) || caller.Is(Role.Administrator)) ? None
        : new(live is { HasChains: true, HasLastResort: false }, [.. live.Unmanned.OrderByDescending(e => e.LastStepAt)], [.. live.Failing.Items.Values.OrderByDescending(f => f.At)]);
}
