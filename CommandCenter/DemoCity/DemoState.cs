namespace CommandCenter.DemoCity;

/// <summary>What stands between an empty database and the invented city.</summary>
public enum DemoStage
{
    /// <summary>Ground and areas.</summary>
    Ground,

    /// <summary>Departments, people and rosters.</summary>
    People,

    /// <summary>Calendar, categories, policies, chains.</summary>
    Rules,

    /// <summary>Devices and their thresholds.</summary>
    Devices,

    /// <summary>Thirty days of requests.</summary>
    Tickets,

    /// <summary>Thirty days of alarms.</summary>
    Alarms,

    /// <summary>Values of devices.</summary>
    Measurements,

    /// <summary>All stands.</summary>
    Ready,
}

/// <summary>What this process knows of the invented city: screens say from it that nothing here is real, and how far it is built.</summary>
public sealed class DemoState
{
    private readonly Lock change = new();
    private volatile DemoNow? now;

    /// <summary>Raised on any thread when <see cref="Now"/> changes.</summary>
    public event Action? Changed;

    /// <summary>The city, or null where this database holds none.</summary>
    public DemoNow? Now => now;

    /// <summary>Says how it stands.</summary>
    public void Say(DemoNow? next)
    {
        lock (change)
            now = next;
        Changed?.Invoke();
    }
}

/// <summary>How the invented city stands.</summary>
/// <param name="Seed">What it was drawn from.</param>
/// <param name="Stage">What is being built.</param>
/// <param name="Share">How much of everything stands, from 0 to 1.</param>
public sealed record DemoNow(int Seed, DemoStage Stage, double Share)
{
    /// <summary>Whether all stands.</summary>
    public bool IsReady => Stage == DemoStage.Ready;
}
