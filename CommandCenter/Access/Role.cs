namespace CommandCenter.Access;

/// <summary>What a person does here. A person may have several roles.</summary>
public enum Role
{
    /// <summary>值班员: watches the wall, accepts and dispatches.</summary>
    DutyOfficer,

    /// <summary>部门负责人: signs for, handles and completes the tickets of one department.</summary>
    DepartmentLead,

    /// <summary>督办: watches deadlines and reads reports.</summary>
    Supervisor,

    /// <summary>话务员: takes calls and drafts tickets.</summary>
    CallTaker,

    /// <summary>网格员: handles on site what is assigned to them.</summary>
    GridWorker,

    /// <summary>管理员: people, settings, imports.</summary>
    Administrator,

    /// <summary>大屏: a screen on a wall; reads for a long time, changes nothing, sees no personal data.</summary>
    Wall,
}
