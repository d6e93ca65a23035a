using Microsoft.AspNetCore.Authorization;

namespace CommandCenter.Access;

/// <summary>
/// The policies that endpoints, pages and hubs name: who may. A policy is met by a person with one of its roles or by an API key with its scope.
/// Which tickets and which verbs is decided further in, by the department and the transition table.
/// </summary>
public static class Permit
{
    /// <summary>Anybody who is signed in as a person.</summary>
    public const string SignedIn = nameof(SignedIn);

    /// <summary>See tickets.</summary>
    public const string SeeTickets = nameof(SeeTickets);

    /// <summary>Open tickets.</summary>
    public const string OpenTickets = nameof(OpenTickets);

    /// <summary>Use verbs on tickets.</summary>
    public const string MoveTickets = nameof(MoveTickets);

    /// <summary>Call requesters back, and see their numbers for it.</summary>
    public const string MakeCallbacks = nameof(MakeCallbacks);

    /// <summary>Work on the spot, with a list of one's own.</summary>
    public const string FieldWork = nameof(FieldWork);

    /// <summary>See walls and live figures.</summary>
    public const string SeeWall = nameof(SeeWall);

    /// <summary>Read reports.</summary>
    public const string SeeReports = nameof(SeeReports);

    /// <summary>See who is on duty when; who may change it is decided further in, by department.</summary>
    public const string SeeRosters = nameof(SeeRosters);

    /// <summary>See one's own shifts.</summary>
    public const string OwnShifts = nameof(OwnShifts);

    /// <summary>Administer people, settings and imports.</summary>
    public const string Administer = nameof(Administer);

    /// <summary>See devices, measurements and alarms.</summary>
    public const string SeeAlarms = nameof(SeeAlarms);

    /// <summary>Acknowledge, shelve and mark alarms.</summary>
    public const string HandleAlarms = nameof(HandleAlarms);

    /// <summary>Send measurements.</summary>
    public const string SendMeasurements = nameof(SendMeasurements);

    /// <summary>Send positions of the field staff.</summary>
    public const string SendPositions = nameof(SendPositions);

    /// <summary>Raise and clear alarms of an outside system.</summary>
    public const string SendAlarms = nameof(SendAlarms);

    /// <summary>Steer the demo city.</summary>
    public const string SteerDemo = nameof(SteerDemo);

    private static readonly Role[] Staff = [Role.DutyOfficer, Role.DepartmentLead, Role.Supervisor, Role.CallTaker, Role.GridWorker, Role.Administrator];

    private static readonly (string Name, Role[] Roles, string? Scope)[] Table =
    [
        (SignedIn, [.. Staff, Role.Wall], null),
        (SeeTickets, Staff, Scope.TicketsRead),
        (OpenTickets, Staff, Scope.RequestsWrite),
        (MoveTickets, Staff, Scope.TicketsWrite),
        (MakeCallbacks, [Role.CallTaker, Role.DutyOfficer, Role.Supervisor, Role.Administrator], Scope.TicketsWrite),
        (FieldWork, [Role.GridWorker], null),
        (SeeWall, [.. Staff, Role.Wall], Scope.LiveRead),
        (SeeReports, [Role.Supervisor, Role.DutyOfficer, Role.DepartmentLead, Role.Administrator], Scope.ReportsRead),
        (SeeRosters, [Role.Supervisor, Role.DutyOfficer, Role.DepartmentLead, Role.Administrator], null),
        (OwnShifts, Staff, null),
        (Administer, [Role.Administrator], null),
        (SeeAlarms, Staff, Scope.AlarmsRead),
        (HandleAlarms, [Role.DutyOfficer, Role.Supervisor, Role.Administrator], Scope.AlarmsWrite),
        (SendMeasurements, [Role.Administrator], Scope.MeasurementsWrite),
        (SendPositions, [Role.Administrator], Scope.PositionsWrite),
        (SendAlarms, [Role.Administrator], Scope.AlarmsWrite),
        (SteerDemo, [Role.Administrator], Scope.ActAs),
    ];

    /// <summary>What a policy asks for, in words for whoever was refused; null where <paramref name="policy"/> is none of ours.</summary>
    public static string? Needs(string? policy) => Array.Find(Table, row => row.Name == policy) is not { Name: not null } row ? null
        : row.Scope is null ? $"a person with one of the roles {string.Join(", ", row.Roles)}"
        : $"the scope '{row.Scope}' or one of the roles {string.Join(", ", row.Roles)}";

    /// <summary>Registers every policy; what names none is refused to strangers.</summary>
    public static void AddPolicies(AuthorizationOptions options)
    {
        foreach (var (name, roles, scope) in Table)
            options.AddPolicy(name, policy => policy.RequireAssertion(context =>
                Array.Exists(roles, role => context.User.IsInRole(role.ToString())) || (scope is not null && context.User.HasClaim(Caller.ScopeClaim, scope))));
        options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
    }
}
