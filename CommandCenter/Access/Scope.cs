namespace CommandCenter.Access;

/// <summary>What an API key may do.</summary>
public static class Scope
{
    /// <summary>Open tickets from citizens' requests.</summary>
    public const string RequestsWrite = "requests:write";

    /// <summary>Read tickets, areas, departments, categories and deadlines.</summary>
    public const string TicketsRead = "tickets:read";

    /// <summary>Move tickets: every verb.</summary>
    public const string TicketsWrite = "tickets:write";

    /// <summary>Read reports.</summary>
    public const string ReportsRead = "reports:read";

    /// <summary>Subscribe to the live hub.</summary>
    public const string LiveRead = "live:read";

    /// <summary>Send measurements.</summary>
    public const string MeasurementsWrite = "measurements:write";

    /// <summary>Send positions of the field staff.</summary>
    public const string PositionsWrite = "positions:write";

    /// <summary>Raise and clear alarms of an outside system, and use verbs on alarms.</summary>
    public const string AlarmsWrite = "alarms:write";

    /// <summary>Read devices, measurements and alarms.</summary>
    public const string AlarmsRead = "alarms:read";

    /// <summary>Act as one of the demo city's people: only the demo's own key has it, see <see cref="Keys.ApiKeyDesk.CreateForDemo"/>.</summary>
    public const string ActAs = "act-as";

    /// <summary>Every scope that a key can be given by an administrator.</summary>
    public static IReadOnlyList<string> All { get; } =
        [RequestsWrite, TicketsRead, TicketsWrite, ReportsRead, LiveRead, MeasurementsWrite, PositionsWrite, AlarmsWrite, AlarmsRead];
}
