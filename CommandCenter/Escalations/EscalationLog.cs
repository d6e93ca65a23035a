using System.Diagnostics.Metrics;
using CommandCenter.Escalations.Channels;

namespace CommandCenter.Escalations;

/// <summary>What this room logs and counts.</summary>
internal static partial class EscalationLog
{
    private static readonly Meter Meter = new("CommandCenter.Escalations");
    private static readonly Counter<long> Deliveries = Meter.CreateCounter<long>("commandcenter.escalations.deliveries", "{delivery}", "Attempts to deliver, by channel and outcome");

    public static void Delivered(DeliveryChannel channel, bool taken) =>
        Deliveries.Add(1, new KeyValuePair<string, object?>("channel", channel.ToString()), new KeyValuePair<string, object?>("outcome", taken ? "sent" : "failed"));

    [LoggerMessage(LogLevel.Warning, "Delivery {Id} by {Channel} failed, attempt {Attempt}: {Error}")]
    public static partial void DeliveryFailed(this ILogger logger, Guid id, DeliveryChannel channel, int attempt, string error);
}
