using System.Security.Claims;
using CommandCenter.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace CommandCenter.Tests.Access;

public sealed class PermitTests
{
    // Rows: who. Columns: SignedIn, SeeTickets, OpenTickets, MoveTickets, SeeWall, SeeReports, Administer, SeeAlarms, HandleAlarms, SendMeasurements, SendPositions, SendAlarms, SeeRosters, OwnShifts, MakeCallbacks.
    public static TheoryData<string, string> Table { get; } = new()
    {
        { nameof(Role.DutyOfficer), "yyyyyynyynnnyyy" },
        { nameof(Role.DepartmentLead), "yyyyyynynnnnyyn" },
        { nameof(Role.Supervisor), "yyyyyynyynnnyyy" },
        { nameof(Role.CallTaker), "yyyyynnynnnnnyy" },
        { nameof(Role.GridWorker), "yyyyynnynnnnnyn" },
        { nameof(Role.Administrator), "yyyyyyyyyyyyyyy" },
        { nameof(Role.Wall), "ynnnynnnnnnnnnn" },
        { Scope.RequestsWrite, "nnynnnnnnnnnnnn" },
        { Scope.TicketsRead, "nynnnnnnnnnnnnn" },
        { Scope.TicketsWrite, "nnnynnnnnnnnnny" },
        { Scope.ReportsRead, "nnnnnynnnnnnnnn" },
        { Scope.LiveRead, "nnnnynnnnnnnnnn" },
        { Scope.AlarmsRead, "nnnnnnnynnnnnnn" },
        { Scope.AlarmsWrite, "nnnnnnnnynnynnn" },
        { Scope.MeasurementsWrite, "nnnnnnnnnynnnnn" },
        { Scope.PositionsWrite, "nnnnnnnnnnynnnn" },
        { Scope.ActAs, "nnnnnnnnnnnnnnn" },
        { "nobody", "nnnnnnnnnnnnnnn" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public async Task Who_may_what(string who, string expected)
    {
        var services = new ServiceCollection().AddLogging().AddAuthorization(Permit.AddPolicies).BuildServiceProvider();
        var authorization = services.GetRequiredService<IAuthorizationService>();
        var claim = Enum.TryParse<Role>(who, out _) ? new Claim(ClaimTypes.Role, who) : new Claim(Caller.ScopeClaim, who);
        var principal = new ClaimsPrincipal(new ClaimsIdentity([claim], "test"));
        string[] policies = [Permit.SignedIn, Permit.SeeTickets, Permit.OpenTickets, Permit.MoveTickets, Permit.SeeWall, Permit.SeeReports, Permit.Administer,
            Permit.SeeAlarms, Permit.HandleAlarms, Permit.SendMeasurements, Permit.SendPositions, Permit.SendAlarms, Permit.SeeRosters, Permit.OwnShifts,
            Permit.MakeCallbacks];

        var actual = "";
        foreach (var policy in policies)
            actual += (await authorization.AuthorizeAsync(principal, null, policy)).Succeeded ? 'y' : 'n';

        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Refused_program_is_told_which_scope_it_lacks()
    {
        Assert.Contains("'tickets:write'", Permit.Needs(Permit.MoveTickets)!, StringComparison.Ordinal);
        Assert.Contains("Administrator", Permit.Needs(Permit.Administer)!, StringComparison.Ordinal);
        Assert.Null(Permit.Needs("no such policy"));
        Assert.Null(Permit.Needs(null));
    }

    [Theory]
    [InlineData(new[] { Role.DepartmentLead }, true, false, true)]
    [InlineData(new[] { Role.DepartmentLead, Role.Supervisor }, false, false, true)]
    [InlineData(new[] { Role.GridWorker }, false, true, false)]
    [InlineData(new[] { Role.GridWorker, Role.DepartmentLead }, true, false, true)]
    [InlineData(new[] { Role.DutyOfficer }, false, false, true)]
    [InlineData(new[] { Role.CallTaker }, false, false, true)]
    [InlineData(new[] { Role.Wall }, false, false, false)]
    public void Caller_knows_how_far_they_see(Role[] roles, bool onlyDepartment, bool onlyWork, bool requesters)
    {
        var caller = Caller.System with { UserId = Guid.Empty, Roles = [.. roles], Scopes = [] };
        Assert.Equal((onlyDepartment, onlyWork, requesters), (caller.OnlyOwnDepartment, caller.OnlyOwnWork, caller.SeesRequesters));
    }

    [Theory]
    [InlineData(Scope.TicketsWrite, true)]
    [InlineData(Scope.TicketsRead, false)]
    public void Key_sees_the_whole_city_and_requesters_only_if_it_works_on_tickets(string scope, bool requesters)
    {
        var identity = new ClaimsIdentity([new Claim(Caller.KeyClaim, "k1"), new Claim(Caller.ScopeClaim, scope), new Claim(Caller.DisplayNameClaim, "hotline")], "ApiKey");
        var caller = Caller.From(new ClaimsPrincipal(identity));
        Assert.Equal(("key:k1", "hotline", null, false, requesters), (caller.Actor.Id, caller.Actor.Name, caller.UserId, caller.OnlyOwnDepartment, caller.SeesRequesters));
    }
}
