using System.Reflection;
using CommandCenter.Platform.Data;

namespace CommandCenter.Tests.Architecture;

public class ArchitectureTests
{
    private static readonly IReadOnlyList<Mentions> All = Mentions.Of(typeof(CityDb).Assembly, "CommandCenter");

    private static readonly string[] Providers =
        ["Microsoft.Data.Sqlite", "Microsoft.Data.SqlClient", "Npgsql", "Microsoft.EntityFrameworkCore.Sqlite", "Microsoft.EntityFrameworkCore.SqlServer", "SQLitePCLRaw"];

    [Fact]
    public void The_scan_sees_the_application()
    {
        Assert.True(All.Count > 30, $"Only {All.Count} types were found.");
        var cityDb = All.Single(m => m.Subject == typeof(CityDb));
        Assert.Contains(typeof(InstantConverter), cityDb.Types);
        Assert.Contains(typeof(IVersioned), cityDb.Types);
        Assert.Contains(All, m => m.Subject == typeof(DatabaseProviders) && m.Types.Any(t => From(t, Providers)));
    }

    [Fact]
    public void Every_room_has_its_floor_in_the_diagram()
    {
        Assert.Equal(Diagram.Floors.SelectMany(f => f).Count(), Diagram.Floors.SelectMany(f => f).Distinct().Count());
        var unplaced = All.Select(m => m.Subject).Where(t => Diagram.Room(t) is { } room && Diagram.Floor(room) is null).Select(t => t.FullName);
        Offenders.None(unplaced);
    }

    [Fact]
    public void Only_the_composition_stands_outside_the_rooms()
    {
        var outside = All.Select(m => m.Subject).Where(t => Diagram.Room(t) is null).Select(t => t.Name);
        Offenders.None(outside.Except(["Program", "Rooms", "Verbs", "_Imports"]));
    }

    [Fact]
    public void A_room_calls_down_and_never_up_or_sideways()
    {
        var forbidden = from mentions in All
                        let @from = Diagram.Room(mentions.Subject)
                        where @from is not null
                        from named in mentions.Types.Concat(mentions.AttributeTypes)
                        let to = Diagram.Room(named)
                        where to is not null && !Diagram.Allows(@from, to)
                        select $"{@from} must not know {to}: {mentions.Subject.Name} names {named.Name}";
        Offenders.None(forbidden.Distinct());
    }

    [Theory]
    [InlineData("Alarms", "Tickets")]
    [InlineData("Tickets", "Reports")]
    [InlineData("Escalations", "Callbacks")]
    [InlineData("Desk", "Wall")]
    [InlineData("Platform", "Access")]
    [InlineData("Wall", "Shell")]
    public void The_diagram_forbids(string from, string to) => Assert.False(Diagram.Allows(from, to));

    [Theory]
    [InlineData("Tickets", "Alarms")]
    [InlineData("Shell", "Reports")]
    [InlineData("Sla", "Tickets")]
    [InlineData("Access", "Platform")]
    public void The_diagram_allows(string from, string to) => Assert.True(Diagram.Allows(from, to));

    [Fact]
    public void Only_Platform_Data_names_a_database_provider() =>
        Offenders.None(Naming(m => m.Types.Concat(m.AttributeTypes), Providers).Where(m => !In(m, "CommandCenter.Platform.Data")).Select(m => m.Subject.FullName));

    [Fact]
    public void Only_Platform_Jobs_names_Hangfire_and_Quartz_except_in_attributes_of_jobs() =>
        Offenders.None(Naming(m => m.Types, ["Hangfire", "Quartz"]).Where(m => !In(m, "CommandCenter.Platform.Jobs")).Select(m => m.Subject.FullName));

    [Fact]
    public void Only_Platform_writes_SQL_by_hand()
    {
        var writers = All.Where(m => m.Members.Any(IsRawSql)).ToList();
        Offenders.None(writers.Where(m => !In(m, "CommandCenter.Platform")).Select(m => m.Subject.FullName));
    }

    // The project does without the SDK's own content items; a component it does not list is passed over in silence.
    [Fact]
    public void Every_component_is_compiled()
    {
        var types = All.Select(m => m.Subject.FullName).ToHashSet();
        var components = SourceTests.Files.Where(f => f.EndsWith(".razor", StringComparison.Ordinal) && !f.Contains("CommandCenter.Tests", StringComparison.Ordinal))
            .Select(f => Path.ChangeExtension(Path.GetRelativePath(HomeFolder.Root, f), null).Replace(Path.DirectorySeparatorChar, '.'));
        Offenders.None(components.Where(c => !types.Contains(c) && !types.Any(t => t!.StartsWith(c + '`', StringComparison.Ordinal))));
    }

    private static bool IsRawSql(MemberInfo member) => member.DeclaringType?.Namespace == "Microsoft.EntityFrameworkCore"
        && (member.Name.StartsWith("FromSql", StringComparison.Ordinal) || member.Name.StartsWith("ExecuteSql", StringComparison.Ordinal)
            || member.Name.StartsWith("SqlQuery", StringComparison.Ordinal) || member.Name == "GetDbConnection");

    private static IEnumerable<Mentions> Naming(Func<Mentions, IEnumerable<Type>> types, string[] packages) =>
        All.Where(m => types(m).Any(t => From(t, packages)));

    // By assembly, because extension methods such as UseSqlite stand in the namespaces of others.
    private static bool From(Type type, string[] packages) =>
        packages.Any(p => type.Assembly.GetName().Name is { } name && (name == p || name.StartsWith(p + '.', StringComparison.Ordinal)));

    private static bool In(Mentions mentions, string space) =>
        mentions.Subject.Namespace == space || mentions.Subject.Namespace?.StartsWith(space + '.', StringComparison.Ordinal) == true;
}
