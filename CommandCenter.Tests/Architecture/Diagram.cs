namespace CommandCenter.Tests.Architecture;

/// <summary>
/// The rooms from bottom to top. A room may call any room on a lower floor; rooms on one floor do not know each other. Whoever adds a
/// room gives it its floor here.
/// </summary>
public static class Diagram
{
    /// <summary>The floors, lowest first.</summary>
    public static readonly string[][] Floors =
    [
        ["Platform"],
        ["Access"],
        ["Areas"],
        ["People"],
        ["Devices"],
        ["Intake"],
        ["Alarms"],
        ["Tickets"],
        ["Sla"],
        ["Escalations", "Callbacks"],
        ["Desk", "Wall", "Reports"],
        ["DemoCity", "Shell"],
    ];

    /// <summary>The floor of a room; null for a room nobody has placed.</summary>
    public static int? Floor(string room) => Array.FindIndex(Floors, f => f.Contains(room)) is var floor and >= 0 ? floor : null;

    /// <summary>Whether code in <paramref name="from"/> may name code in <paramref name="to"/>.</summary>
    public static bool Allows(string from, string to) => from == to || Floor(from) > Floor(to);

    /// <summary>The room of a type of the application; null for Program and what stands beside it.</summary>
    public static string? Room(Type type)
    {
        const string root = "CommandCenter.";
        return type.Assembly == typeof(CommandCenter.Platform.Data.CityDb).Assembly && type.Namespace is { } space && space.StartsWith(root, StringComparison.Ordinal)
            ? space[root.Length..].Split('.')[0]
            : null;
    }
}
