using CommandCenter.Access;
using CommandCenter.Platform.Http;

namespace CommandCenter.People.Rosters;

/// <summary>Who may say who is on duty: an administrator everywhere, a supervisor for the center, a department lead for their own department.</summary>
public static class RosterRights
{
    /// <summary>Whether somebody leads the rosters and leaves of a department or (null) of the center.</summary>
    public static bool Leads(this Caller caller, Guid? departmentId) => caller.Is(Role.Administrator)
        || (departmentId is null ? caller.Is(Role.Supervisor) : caller.Is(Role.DepartmentLead) && caller.DepartmentId == departmentId);

    /// <summary>Refuses whoever does not.</summary>
    internal static void MustLead(Caller caller, Guid? departmentId)
    {
        if (!caller.Leads(departmentId))
            throw new Refusal(StatusCodes.Status403Forbidden, "not-lead", "Only an administrator, a supervisor (for the center) or the department's lead says who is on duty.");
    }
}
