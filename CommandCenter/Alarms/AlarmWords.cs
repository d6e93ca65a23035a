namespace CommandCenter.Alarms;

/// <summary>优先级.</summary>
public enum AlarmPriority
{
    /// <summary>紧急.</summary>
    Critical,

    /// <summary>高.</summary>
    High,

    /// <summary>中.</summary>
    Medium,

    /// <summary>低.</summary>
    Low,
}

/// <summary>The four states of ISA-18.2: <em>clear</em> is what the source does, <em>acknowledge</em> what the person does.</summary>
public enum AlarmState
{
    /// <summary>未确认.</summary>
    ActiveUnacknowledged,

    /// <summary>已确认.</summary>
    ActiveAcknowledged,

    /// <summary>已恢复未确认.</summary>
    ClearedUnacknowledged,

    /// <summary>正常: cleared and acknowledged; it has left the feed.</summary>
    Normal,
}

/// <summary>Why an alarm is hidden from the feed although it may be active.</summary>
public enum AlarmHiding
{
    /// <summary>It is not hidden.</summary>
    None,

    /// <summary>搁置: by a person, for a stated time, with a reason.</summary>
    Shelved,

    /// <summary>抑制: by design (its gateway is lost, a flood).</summary>
    Suppressed,

    /// <summary>停用: its device is out of service.</summary>
    OutOfService,
}

/// <summary>What people do with an alarm.</summary>
public enum AlarmVerb
{
    /// <summary>确认, with a comment.</summary>
    Acknowledge,

    /// <summary>搁置, with a reason and a time.</summary>
    Shelve,

    /// <summary>取消搁置.</summary>
    Unshelve,

    /// <summary>误报, with a cause: it leaves the feed and is counted as false.</summary>
    MarkFalse,

    /// <summary>备注.</summary>
    Comment,

    /// <summary>撤销确认: the acknowledgement was a slip; somebody still has to take notice.</summary>
    Unacknowledge,

    /// <summary>撤销误报: it was no false alarm after all; it stands again as it did.</summary>
    RevokeFalse,
}
