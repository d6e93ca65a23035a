using CommandCenter.Areas;
using CommandCenter.Platform.Journal;
using CommandCenter.People;

namespace CommandCenter.Alarms;

/// <summary>An alarm as the API shows it.</summary>
public sealed record AlarmDetail
{
    /// <summary>The number people use.</summary>
    public required string Number { get; init; }

    /// <summary>Where it stands.</summary>
    public required AlarmState State { get; init; }

    /// <summary>Whether and why it is hidden from the feed.</summary>
    public required AlarmHiding Hiding { get; init; }

    /// <summary>The reason of the hiding, in words.</summary>
    public string? HidingReason { get; init; }

    /// <summary>When its shelving ends.</summary>
    public DateTimeOffset? ShelvedUntil { get; init; }

    /// <summary>Now.</summary>
    public required AlarmPriority Priority { get; init; }

    /// <summary>The highest it has had.</summary>
    public required AlarmPriority Worst { get; init; }

    /// <summary>The rule's level, 1 the mildest.</summary>
    public required int Level { get; init; }

    /// <summary>The highest it has had.</summary>
    public required int WorstLevel { get; init; }

    /// <summary>What is wrong: the rule's name, or an outside system's own words.</summary>
    public required string Title { get; init; }

    /// <summary>The rule's English name.</summary>
    public string? TitleEn { get; init; }

    /// <summary>The device's code.</summary>
    public string? Device { get; init; }

    /// <summary>The device's name.</summary>
    public string? DeviceName { get; init; }

    /// <summary>The device kind's code.</summary>
    public string? Kind { get; init; }

    /// <summary>The rule's id; null for an outside system's alarm.</summary>
    public Guid? Rule { get; init; }

    /// <summary>The outside system.</summary>
    public string? Sender { get; init; }

    /// <summary>Its lasting key.</summary>
    public string? Key { get; init; }

    /// <summary>The quantity's code.</summary>
    public string? Quantity { get; init; }

    /// <summary>The value that was judged last.</summary>
    public double? Value { get; init; }

    /// <summary>The limit of the present level.</summary>
    public double? Threshold { get; init; }

    /// <summary>The unit of both.</summary>
    public string? Unit { get; init; }

    /// <summary>WGS84 degrees.</summary>
    public double? Latitude { get; init; }

    /// <summary>WGS84 degrees.</summary>
    public double? Longitude { get; init; }

    /// <summary>The place in words.</summary>
    public string? Place { get; init; }

    /// <summary>The area's path.</summary>
    public string? Area { get; init; }

    /// <summary>The department's name.</summary>
    public string? Department { get; init; }

    /// <summary>When it was raised.</summary>
    public required DateTimeOffset RaisedAt { get; init; }

    /// <summary>When the present level began.</summary>
    public required DateTimeOffset LevelAt { get; init; }

    /// <summary>When its condition was signalled last.</summary>
    public required DateTimeOffset LastAt { get; init; }

    /// <summary>When its source was back to normal.</summary>
    public DateTimeOffset? ClearedAt { get; init; }

    /// <summary>How often the condition was signalled.</summary>
    public required int Count { get; init; }

    /// <summary>Whether its source goes on and off.</summary>
    public bool Chattering { get; init; }

    /// <summary>When it was acknowledged.</summary>
    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>Who did.</summary>
    public string? AcknowledgedBy { get; init; }

    /// <summary>The cause when it was marked false.</summary>
    public string? FalseCause { get; init; }

    /// <summary>The linked ticket's number.</summary>
    public string? Ticket { get; init; }

    /// <summary>Raised by imported history.</summary>
    public bool History { get; init; }

    /// <summary>Send this back with a verb, to be refused when a person acted meanwhile.</summary>
    public int Moves { get; init; }
}

/// <summary>A Journal entry of an alarm.</summary>
/// <param name="At">When.</param>
/// <param name="Actor">Who.</param>
/// <param name="Event">What, by the event's name.</param>
/// <param name="Facts">The event as JSON.</param>
/// <param name="History">Whether it was imported as history.</param>
public sealed record AlarmEntry(DateTimeOffset At, string Actor, string Event, System.Text.Json.JsonElement Facts, bool History)
{
    /// <summary>Of a row.</summary>
    public static AlarmEntry Of(JournalEntry row) => new(row.At, row.ActorName, row.Event, System.Text.Json.JsonDocument.Parse(row.Payload).RootElement, row.History);
}

/// <summary>Makes <see cref="AlarmDetail"/>s: names for ids.</summary>
public sealed class AlarmDetails(DepartmentIndex departments, AreaIndex areas)
{
    /// <summary>The detail of an alarm.</summary>
    public AlarmDetail Of(Alarm a) => new()
    {
        Number = a.Number, State = a.State, Hiding = a.Hiding, HidingReason = a.HidingReason, ShelvedUntil = a.ShelvedUntil,
        Priority = a.Priority, Worst = a.Worst, Level = a.Level, WorstLevel = a.WorstLevel, Title = a.Title, TitleEn = a.TitleEn,
        Device = a.DeviceCode, DeviceName = a.DeviceName, Kind = a.KindCode, Rule = a.RuleId, Sender = a.Sender, Key = a.SenderKey,
        Quantity = a.Quantity, Value = a.Value, Threshold = a.Threshold, Unit = a.Unit, Latitude = a.Latitude, Longitude = a.Longitude, Place = a.PlaceText,
        Area = a.AreaId is { } area ? areas.PathName(area) : null, Department = a.DepartmentId is { } department ? departments.Find(department)?.Name : null,
        RaisedAt = a.RaisedAt, LevelAt = a.LevelAt, LastAt = a.LastAt, ClearedAt = a.ClearedAt, Count = a.Count, Chattering = a.Chattering,
        AcknowledgedAt = a.AcknowledgedAt, AcknowledgedBy = a.AcknowledgedBy, FalseCause = a.FalseCause, Ticket = a.TicketNumber, History = a.History, Moves = a.Moves,
    };
}
