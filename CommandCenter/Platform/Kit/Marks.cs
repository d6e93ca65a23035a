namespace CommandCenter.Platform.Kit;

/// <summary>The shape of an alarm's symbol. Shape is priority, so that colour never speaks alone.</summary>
public enum MarkPriority
{
    /// <summary>Octagon.</summary>
    Critical,

    /// <summary>Triangle.</summary>
    High,

    /// <summary>Diamond.</summary>
    Medium,

    /// <summary>Circle.</summary>
    Low,
}

/// <summary>The filling of an alarm's symbol. Filling is state.</summary>
public enum MarkState
{
    /// <summary>Filled: nobody has acknowledged it.</summary>
    Unacknowledged,

    /// <summary>Outline: somebody has it.</summary>
    Acknowledged,

    /// <summary>Dashed outline: the source is back to normal, nobody has acknowledged.</summary>
    Cleared,
}

/// <summary>The face of a ticket's clock.</summary>
public enum ClockFace
{
    /// <summary>In time: grey ring, wedge of the time used.</summary>
    Ok,

    /// <summary>Inside the warning window: amber wedge.</summary>
    Risk,

    /// <summary>Past due: rose square.</summary>
    Breached,

    /// <summary>Suspended: two bars.</summary>
    Paused,

    /// <summary>Done in time: muted green.</summary>
    Met,

    /// <summary>The figure behind it is old: grey.</summary>
    Stale,
}
