using CommandCenter.Intake.Reading;

namespace CommandCenter.Intake.Http;

/// <summary>One value of one device at one instant. What senders write; read by <see cref="ItemReader"/>.</summary>
public sealed record MeasurementItem
{
    /// <summary>The device's code, name or alias.</summary>
    public required string Device { get; init; }

    /// <summary>The quantity's code; by default the first of the device's kind.</summary>
    public string? Quantity { get; init; }

    /// <summary>The value, in the quantity's unit; true and false are 1 and 0.</summary>
    public required double Value { get; init; }

    /// <summary>When it was measured: ISO 8601 with its offset, or milliseconds since 1970 as a number; by default the time of receipt.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The sender's own id of this message, unique among its messages: sent again it has no second effect.</summary>
    public string? MessageId { get; init; }
}

/// <summary>Where a member of the field staff was. What senders write; read by <see cref="ItemReader"/>.</summary>
public sealed record PositionItem
{
    /// <summary>The account's name or id.</summary>
    public required string Person { get; init; }

    /// <summary>Degrees north.</summary>
    public required double Latitude { get; init; }

    /// <summary>Degrees east.</summary>
    public required double Longitude { get; init; }

    /// <summary>What the degrees are measured against: wgs84, gcj02 or bd09; by default the query's <c>datum</c>, else wgs84.</summary>
    public string? Datum { get; init; }

    /// <summary>The radius of doubt, in metres.</summary>
    public double? AccuracyMeters { get; init; }

    /// <summary>When they were there: ISO 8601 with its offset, or milliseconds since 1970 as a number; by default the time of receipt.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The sender's own id of this message.</summary>
    public string? MessageId { get; init; }
}

/// <summary>What an outside system says about an alarm of its own. What senders write; read by <see cref="ItemReader"/>.</summary>
public sealed record AlarmItem
{
    /// <summary>The outside system's lasting key of the condition; with the sender it names the one alarm.</summary>
    public required string Key { get; init; }

    /// <summary>raise or clear; by default raise.</summary>
    public string? Kind { get; init; }

    /// <summary>Critical, High, Medium or Low; needed to raise.</summary>
    public string? Priority { get; init; }

    /// <summary>What is wrong, in one line; needed to raise.</summary>
    public string? Title { get; init; }

    /// <summary>The device's code, name or alias, where it is one of ours.</summary>
    public string? Device { get; init; }

    /// <summary>Degrees north, with the longitude.</summary>
    public double? Latitude { get; init; }

    /// <summary>Degrees east, with the latitude.</summary>
    public double? Longitude { get; init; }

    /// <summary>What the degrees are measured against: wgs84, gcj02 or bd09; by default the query's <c>datum</c>, else wgs84.</summary>
    public string? Datum { get; init; }

    /// <summary>The place in words.</summary>
    public string? PlaceText { get; init; }

    /// <summary>When it happened: ISO 8601 with its offset, or milliseconds since 1970 as a number; by default the time of receipt.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The sender's own id of this message.</summary>
    public string? MessageId { get; init; }
}

/// <summary>What is to be said of one item.</summary>
/// <param name="Index">Its place in the sending, from 0.</param>
/// <param name="Code">A lasting name of the reason.</param>
/// <param name="Field">The field at fault; null where it is none.</param>
/// <param name="Reason">One sentence.</param>
public sealed record ItemRemark(int Index, string Code, string? Field, string Reason);

/// <summary>What became of a sending, after the commit.</summary>
/// <param name="Accepted">Items that were stored now.</param>
/// <param name="Duplicates">Items that were there already, from an earlier sending.</param>
/// <param name="Rejected">Items that cannot be taken, each with the reason: sent again they will be rejected again.</param>
/// <param name="Doubtful">Items that were stored although something about them is doubtful.</param>
public sealed record SendingAnswer(int Accepted, int Duplicates, IReadOnlyList<ItemRemark> Rejected, IReadOnlyList<ItemRemark> Doubtful)
{
    /// <summary>The answer made of receipts.</summary>
    public static SendingAnswer Of(IReadOnlyList<ArrivedItem> items, IReadOnlyList<SignalReceipt> receipts) => new(
        receipts.Count(r => r.Outcome == SignalOutcome.Stored),
        receipts.Count(r => r.Outcome == SignalOutcome.Duplicate),
        [.. receipts.Select((r, i) => (Receipt: r, Index: i)).Where(r => r.Receipt.Outcome == SignalOutcome.Rejected).Select(r => Remark(r.Index, r.Receipt))],
        [.. items.Select((item, i) => (item.Doubt, Index: i)).Where(d => d.Doubt is not null && receipts[d.Index].Outcome == SignalOutcome.Stored).Select(d => Remark(d.Index, d.Doubt!))]);

    private static ItemRemark Remark(int index, SignalReceipt receipt) => new(index, receipt.Code ?? "rejected", receipt.Field, receipt.Reason ?? "It cannot be taken.");
}
