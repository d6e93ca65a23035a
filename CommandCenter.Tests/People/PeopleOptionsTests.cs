using CommandCenter.Access;
using CommandCenter.People;
using CommandCenter.Platform.Data;
using Microsoft.Extensions.Configuration;

namespace CommandCenter.Tests.People;

public sealed class PeopleOptionsTests
{
    [Fact]
    public void Grid_workers_and_seven_days_unless_said_otherwise()
    {
        var options = Read();

        Assert.Equal([Role.GridWorker], options.FieldRoles);
        Assert.Equal(7, options.TrackDays);
    }

    [Fact]
    public void Roles_are_a_list_or_one_value_with_commas()
    {
        Assert.Equal([Role.GridWorker, Role.DepartmentLead], Read(("People:FieldRoles", "GridWorker, DepartmentLead")).FieldRoles);
        Assert.Equal([Role.DepartmentLead], Read(("People:FieldRoles:0", "DepartmentLead"), ("People:FieldRoles:1", "DepartmentLead")).FieldRoles);
    }

    [Fact]
    public void Every_wrong_setting_is_named_at_once()
    {
        var problem = Assert.Throws<CannotStart>(() => Read(("People:FieldRoles", "Wall,Plumber,4"), ("People:TrackDays", "0")));

        foreach (var word in new[] { "'Wall'", "'Plumber'", "'4'", "People:TrackDays is '0'" })
            Assert.Contains(word, problem.Message, StringComparison.Ordinal);
    }

    private static PeopleOptions Read(params (string Key, string Value)[] settings) =>
        PeopleOptions.Read(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build());
}
