using CommandCenter.Access;
using CommandCenter.People;
using CommandCenter.Platform.Data;

namespace CommandCenter.Escalations.Inbox;

/// <summary>When somebody's shift ends: until then a desk may be muted.</summary>
public sealed class ShiftEnd(DutyBook duty, TimeProvider clock)
{
    /// <summary>How long somebody whom no roster has on duty may mute.</summary>
    public static readonly TimeSpan WithoutShift = TimeSpan.FromHours(8);

    /// <summary>The end of the shift the caller works in; eight hours from now where there is none.</summary>
    public async Task<DateTimeOffset> Of(Caller caller, CancellationToken cancel)
    {
        var now = clock.Now();
        foreach (var role in caller.Roles)
            foreach (var department in new[] { caller.DepartmentId, null }.Distinct())
                if ((await duty.OnDuty(role, department, now, cancel)).FirstOrDefault(p => p.UserId == caller.UserId) is { } on)
                    return on.UntilAt;
        return now + WithoutShift;
    }
}
