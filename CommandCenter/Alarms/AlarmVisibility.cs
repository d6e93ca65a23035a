using CommandCenter.Access;

namespace CommandCenter.Alarms;

/// <summary>Which alarms a caller knows of: a department lead those of the department, a grid worker those of the grid. What they may not see is not found.</summary>
public static class AlarmVisibility
{
    /// <summary>The visible part of a query.</summary>
    public static IQueryable<Alarm> VisibleTo(this IQueryable<Alarm> alarms, Caller caller)
    {
        var (department, area) = (caller.DepartmentId, caller.AreaId);
        return caller.OnlyOwnDepartment ? alarms.Where(a => a.DepartmentId != null && a.DepartmentId == department)
            : caller.OnlyOwnWork ? alarms.Where(a => a.AreaId != null && a.AreaId == area)
            : alarms;
    }

    /// <summary>The same rule for an alarm in memory.</summary>
    public static bool IsVisibleTo(this AlarmView alarm, Caller caller) =>
        caller.OnlyOwnDepartment ? alarm.DepartmentId is not null && alarm.DepartmentId == caller.DepartmentId
        : !caller.OnlyOwnWork || (alarm.AreaId is not null && alarm.AreaId == caller.AreaId);
}
