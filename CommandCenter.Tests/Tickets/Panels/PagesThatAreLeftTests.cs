using System.Reflection;
using System.Text.RegularExpressions;
using Bunit;
using CommandCenter.Access;
using CommandCenter.Areas;
using CommandCenter.Desk;
using CommandCenter.People;
using CommandCenter.Platform.Data;
using CommandCenter.Sla;
using CommandCenter.Sla.Administration;
using CommandCenter.Tests.Architecture;
using CommandCenter.Tickets;
using CommandCenter.Tickets.Administration;
using CommandCenter.Wall;
using Microsoft.AspNetCore.Components;

namespace CommandCenter.Tests.Tickets.Panels;

/// <summary>A handler that nobody unsubscribes keeps a closed page alive for ever, and renders it at each change.</summary>
public class PagesThatAreLeftTests
{
    [Fact]
    public async Task They_no_longer_listen_to_the_live_tickets()
    {
        await using var screen = await CityScreen.Open();
        var ticket = await screen.Ticket();

        await Leaves<TicketsPage>(screen, "/tickets");
        await Leaves<MyPage>(screen, "/my");
        await Leaves<OverviewPage>(screen, "/wall/overview");
        await Leaves<TicketPage>(screen, $"/tickets/{ticket.Number}", p => p.Add(page => page.Number, ticket.Number));

        static async Task Leaves<TPage>(CityScreen screen, string address, Action<ComponentParameterCollectionBuilder<TPage>>? parameters = null) where TPage : IComponent
        {
            var page = screen.Page(Administrator(), address, parameters);
            page.WaitForAssertion(() => Assert.True(screen.Live.Set.Subscribers > 0, $"{typeof(TPage).Name} does not listen."));
            await screen.DisposeComponentsAsync();
            Assert.True(screen.Live.Set.Subscribers == 0, $"{typeof(TPage).Name} still listens.");
        }
    }

    [Fact]
    public async Task They_no_longer_hear_of_areas_departments_categories_and_policies()
    {
        await using var screen = await CityScreen.Open();
        await Leaves<AreasPage>(screen, screen.Server.Get<AreaIndex>(), "/admin/areas");
        await Leaves<DepartmentsPage>(screen, screen.Server.Get<DepartmentIndex>(), "/admin/departments");
        await Leaves<CategoriesPage>(screen, screen.Server.Get<CategoryIndex>(), "/admin/categories");
        await Leaves<PoliciesPage>(screen, screen.Server.Get<SlaRules>(), "/admin/policies");

        static async Task Leaves<TPage>(CityScreen screen, object source, string address) where TPage : IComponent
        {
            var before = Handlers(source);
            var page = screen.Page<TPage>(Administrator(), address);
            page.WaitForAssertion(() => Assert.True(Handlers(source) > before, $"{typeof(TPage).Name} does not listen."));
            await screen.DisposeComponentsAsync();
            Assert.True(Handlers(source) == before, $"{typeof(TPage).Name} still listens.");
        }
    }

    [Fact]
    public void Whatever_a_component_subscribes_to_it_unsubscribes_from()
    {
        var components = SourceTests.Files.Where(f => f.StartsWith(Path.Combine(HomeFolder.Root, "CommandCenter") + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            .Where(f => f.EndsWith(".razor", StringComparison.Ordinal) || f.EndsWith(".razor.cs", StringComparison.Ordinal)).Select(f => (File: f, Text: File.ReadAllText(f))).ToList();
        var subscribing = components.SelectMany(c => Regex.Matches(c.Text, @"\b([A-Z]\w*\.[A-Z]\w*) \+= (\w+|\([^)]*\) =>)").Select(m => (c.File, c.Text, Event: m.Groups[1].Value, Handler: m.Groups[2].Value))).ToList();
        Assert.True(subscribing.Count >= 5, $"Only {subscribing.Count} subscriptions were found.");
        Offenders.None(subscribing.Where(s => !s.Text.Contains($"{s.Event} -= {s.Handler}", StringComparison.Ordinal)).Select(s => $"{Path.GetFileName(s.File)}: {s.Event} += {s.Handler}"));
    }

    private static int Handlers(object source) =>
        (source.GetType().GetField("Changed", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(source) as Delegate)?.GetInvocationList().Length ?? 0;

    private static Caller Administrator() => Administration.AdminWorld.Administrator with { Roles = [Role.Administrator, Role.DutyOfficer, Role.GridWorker] };
}
