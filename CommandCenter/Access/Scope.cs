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

    /// <summary>Every scope there is.</summary>
    public static IReadOnlyList<string> All { get; } = [RequestsWrite, TicketsRead, TicketsWrite, ReportsRead, LiveRead];
}
