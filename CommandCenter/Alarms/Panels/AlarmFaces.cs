using CommandCenter.Platform.Kit;
using CommandCenter.Platform.Maps;

namespace CommandCenter.Alarms.Panels;

/// <summary>How an alarm looks: shape by priority, filling by state, the same in a list, on a map and in a legend.</summary>
public static class AlarmFaces
{
    /// <summary>The shape.</summary>
    public static MarkPriority Shape(AlarmPriority priority) => priority switch
    {
        AlarmPriority.Critical => MarkPriority.Critical,
        AlarmPriority.High => MarkPriority.High,
        AlarmPriority.Medium => MarkPriority.Medium,
        _ => MarkPriority.Low,
    };

    /// <summary>The filling.</summary>
    public static MarkState Filling(AlarmState state) => state switch
    {
        AlarmState.ActiveUnacknowledged => MarkState.Unacknowledged,
        AlarmState.ClearedUnacknowledged => MarkState.Cleared,
        _ => MarkState.Acknowledged,
    };

    /// <summary>The classes of a row: priority, and <c>unack</c>, <c>ack</c> or <c>cleared</c>.</summary>
    public static string Css(AlarmView alarm) => $"p-{alarm.Priority.ToString().ToLowerInvariant()} {Css(alarm.State)}";

    /// <summary>The alarm on a map; null where it is not in the feed or has no place.</summary>
    public static MapMark? Mark(AlarmView alarm, string? label = null) =>
        alarm.IsInFeed && Position.TryCreate(alarm.Latitude, alarm.Longitude, out var at, out _)
            ? new MapMark(alarm.Id.ToString("N"), at, Symbol(alarm.Priority, alarm.State), Label: label)
            : null;

    /// <summary>The symbol on a map.</summary>
    public static MapSymbol Symbol(AlarmPriority priority, AlarmState state) => (priority, Filling(state)) switch
    {
        (AlarmPriority.Critical, MarkState.Unacknowledged) => MapSymbol.CriticalActive,
        (AlarmPriority.Critical, MarkState.Acknowledged) => MapSymbol.CriticalAcknowledged,
        (AlarmPriority.Critical, _) => MapSymbol.CriticalCleared,
        (AlarmPriority.High, MarkState.Unacknowledged) => MapSymbol.HighActive,
        (AlarmPriority.High, MarkState.Acknowledged) => MapSymbol.HighAcknowledged,
        (AlarmPriority.High, _) => MapSymbol.HighCleared,
        (AlarmPriority.Medium, MarkState.Unacknowledged) => MapSymbol.MediumActive,
        (AlarmPriority.Medium, MarkState.Acknowledged) => MapSymbol.MediumAcknowledged,
        (AlarmPriority.Medium, _) => MapSymbol.MediumCleared,
        (_, MarkState.Unacknowledged) => MapSymbol.LowActive,
        (_, MarkState.Acknowledged) => MapSymbol.LowAcknowledged,
        _ => MapSymbol.LowCleared,
    };

    private static string Css(AlarmState state) => Filling(state) switch { MarkState.Unacknowledged => "unack", MarkState.Cleared => "cleared", _ => "ack" };
}
