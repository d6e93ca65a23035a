using CommandCenter.Access;
using CommandCenter.DemoCity.Plan;
using CommandCenter.Platform.Maps;

namespace CommandCenter.DemoCity.Cast;

/// <summary>Who lives and works in a planned city, and what senses in it: made from the plan alone, so that the same seed gives the same people and devices. It knows no database.</summary>
/// <param name="Plan">The city they are in.</param>
/// <param name="Departments">Who answers for what.</param>
/// <param name="People">Accounts; the first of each role is the one a visitor may sign in as.</param>
/// <param name="Categories">Three levels, parents before children.</param>
/// <param name="Devices">What senses; gateways before the devices that speak through them.</param>
public sealed record CityCast(
    CityPlan Plan, IReadOnlyList<PlannedDepartment> Departments, IReadOnlyList<PlannedPerson> People,
    IReadOnlyList<PlannedCategory> Categories, IReadOnlyList<PlannedDevice> Devices)
{
    /// <summary>The people and devices of a planned city.</summary>
    public static CityCast Of(CityPlan plan)
    {
        var people = CastPeople.Of(plan).ToList();
        return new(plan, CastPeople.Departments, people, CastCategories.All, [.. CastDevices.Of(plan, people)]);
    }
}

/// <summary>A department.</summary>
/// <param name="Code">Unique, e.g. <c>water</c>.</param>
/// <param name="Name">What people call it.</param>
public sealed record PlannedDepartment(string Code, PlanName Name);

/// <summary>A person with an account.</summary>
/// <param name="UserName">What they sign in with, e.g. <c>lead.water</c>.</param>
/// <param name="Name">Their name.</param>
/// <param name="Role">What they do.</param>
/// <param name="DepartmentCode">Where they belong; null for nowhere.</param>
/// <param name="AreaCode">The area a grid worker walks in: a community; null for everybody else.</param>
/// <param name="Phone">Their number, of a range that is nobody's.</param>
public sealed record PlannedPerson(string UserName, PlanName Name, Role Role, string? DepartmentCode, string? AreaCode, string Phone);

/// <summary>A category of requests.</summary>
/// <param name="Code">Unique, e.g. <c>water.flood.road</c>.</param>
/// <param name="ParentCode">The level above; null at the top.</param>
/// <param name="Name">What people call it.</param>
/// <param name="DepartmentCode">Who usually gets it.</param>
/// <param name="Weight">How often it comes, beside the others of its level; 0 where only children are used.</param>
public sealed record PlannedCategory(string Code, string? ParentCode, PlanName Name, string DepartmentCode, double Weight);

/// <summary>A device.</summary>
/// <param name="Code">Unique; kind and number, e.g. <c>WL-0003</c>. Scenarios name it.</param>
/// <param name="Name">What people call it, with its place.</param>
/// <param name="KindCode">One of <c>BuiltInKinds</c>.</param>
/// <param name="At">Where it stands.</param>
/// <param name="GridCode">The grid it lies in.</param>
/// <param name="PlaceText">The place in words, to the building.</param>
/// <param name="DepartmentCode">Who answers for it.</param>
/// <param name="GridWorker">The user name of the grid worker whose phone it rings; null for nobody's.</param>
/// <param name="GatewayCode">The gateway it speaks through; null where it speaks for itself.</param>
/// <param name="PlaceCode">The named place it stands at; null where it stands at none.</param>
/// <param name="Charted">Whether it has hourly values of 30 days; the others have a day of values.</param>
/// <param name="Thresholds">Watch, warning and limit in its first quantity's unit; null where its rule has fixed levels.</param>
public sealed record PlannedDevice(
    string Code, PlanName Name, string KindCode, Position At, string GridCode, string PlaceText, string DepartmentCode,
    string? GridWorker, string? GatewayCode, string? PlaceCode, bool Charted, PlannedThresholds? Thresholds);

/// <summary>A gauge's thresholds.</summary>
/// <param name="Watch">关注.</param>
/// <param name="Warning">警戒.</param>
/// <param name="Limit">保证 or 极限.</param>
public sealed record PlannedThresholds(double Watch, double Warning, double Limit);
