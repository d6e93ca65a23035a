namespace CommandCenter.Platform.Journal;

/// <summary>Who caused a change, as the Journal keeps it.</summary>
/// <param name="Id">A stable id with its kind in front: <c>user:…</c>, <c>key:…</c>, <c>system</c>.</param>
/// <param name="Name">The name people read; never a phone number or an address.</param>
public sealed record Actor(string Id, string Name)
{
    /// <summary>The product itself: deadlines, schedules, imports without a person.</summary>
    public static Actor System { get; } = new("system", "CommandCenter");
}
