using CommandCenter.Platform.Journal;

namespace CommandCenter.Alarms;

/// <summary>Everything that happens to an alarm: the room's face to the rooms above it. The Journal's subject is <see cref="AlarmSubject.Name"/>, its id the alarm's.</summary>
public interface IAlarmEvent : IEvent;

/// <summary>The Journal's subject of alarms.</summary>
public static class AlarmSubject
{
    /// <summary>The word.</summary>
    public const string Name = "alarm";
}

/// <summary>What a rule or a chain needs to know of an alarm without reading its row.</summary>
/// <param name="Number">The number people use, e.g. <c>AL-260618-0007</c>.</param>
/// <param name="DeviceId">The device; null where an outside system's alarm names none of ours.</param>
/// <param name="KindCode">The device kind's code.</param>
/// <param name="RuleId">The rule; null for an alarm of an outside system.</param>
/// <param name="Priority">Now.</param>
/// <param name="Level">The rule's level, 1 the mildest.</param>
/// <param name="DepartmentId">The department that answers for the device.</param>
/// <param name="AreaId">The smallest area.</param>
/// <param name="Title">What is wrong, in one line; for a rule's alarm the rule's name.</param>
public sealed record AlarmFacts(
    string Number, Guid? DeviceId, string? KindCode, Guid? RuleId, AlarmPriority Priority, int Level, Guid? DepartmentId, Guid? AreaId, string Title);

/// <summary>触发: an abnormal condition began.</summary>
public sealed record AlarmRaised(AlarmFacts Alarm, double? Value) : IAlarmEvent;

/// <summary>升级: it became worse than it is known to whoever acknowledged it; it asks for acknowledgement again.</summary>
public sealed record AlarmLevelRose(AlarmFacts Alarm, int From, double? Value) : IAlarmEvent;

/// <summary>降级: better, not yet normal.</summary>
public sealed record AlarmLevelFell(AlarmFacts Alarm, int From, double? Value) : IAlarmEvent;

/// <summary>恢复: the source is back to normal.</summary>
/// <param name="Count">How often the condition was signalled from first raise to clear.</param>
public sealed record AlarmCleared(AlarmFacts Alarm, int Count, double? Value) : IAlarmEvent;

/// <summary>确认.</summary>
public sealed record AlarmAcknowledged(AlarmFacts Alarm, string? Comment) : IAlarmEvent;

/// <summary>搁置.</summary>
public sealed record AlarmShelved(AlarmFacts Alarm, DateTimeOffset UntilAt, string Reason) : IAlarmEvent;

/// <summary>搁置结束: by a person, or because its time is over.</summary>
public sealed record AlarmUnshelved(AlarmFacts Alarm, bool TimeOver) : IAlarmEvent;

/// <summary>抑制: hidden by design, with the reason; or no longer.</summary>
public sealed record AlarmHidden(AlarmFacts Alarm, AlarmHiding Hiding, string Reason) : IAlarmEvent;

/// <summary>误报.</summary>
public sealed record AlarmMarkedFalse(AlarmFacts Alarm, string Cause) : IAlarmEvent;

/// <summary>备注.</summary>
public sealed record AlarmCommented(AlarmFacts Alarm, string Text) : IAlarmEvent;

/// <summary>撤销确认: an acknowledgement was taken back; it asks for one again.</summary>
public sealed record AlarmUnacknowledged(AlarmFacts Alarm) : IAlarmEvent;

/// <summary>撤销误报: it was true after all.</summary>
/// <param name="Asks">Whether it asks for acknowledgement again.</param>
public sealed record AlarmFalseRevoked(AlarmFacts Alarm, bool Asks) : IAlarmEvent;

/// <summary>A ticket was opened from it, or linked to it; the Tickets room says so by calling down.</summary>
public sealed record AlarmTicketLinked(AlarmFacts Alarm, Guid TicketId, string TicketNumber) : IAlarmEvent;

/// <summary>The ticket is no longer linked: the link was taken back.</summary>
public sealed record AlarmTicketUnlinked(AlarmFacts Alarm, Guid TicketId, string TicketNumber) : IAlarmEvent;
