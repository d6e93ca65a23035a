namespace CommandCenter.Desk.Duty;

/// <summary>What a duty officer has on the map.</summary>
public enum DutyLayer
{
    /// <summary>告警.</summary>
    Alarms,

    /// <summary>工单.</summary>
    Tickets,

    /// <summary>设备.</summary>
    Devices,

    /// <summary>人员.</summary>
    People,
}
