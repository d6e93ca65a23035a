using Microsoft.EntityFrameworkCore;
using CommandCenter.Platform.Data;
using Bunit;
using CommandCenter.Platform.Maps;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.JSInterop;

namespace CommandCenter.Tests.Maps;

public sealed class CityMapTests : BunitContext
{
    private static readonly Position Here = Position.Create(42.36, -71.06);
    private readonly BunitJSModuleInterop script;

    public CityMapTests()
    {
        Services.AddSingleton<IHostEnvironment>(new Host());
        Services.AddLogging();
        Services.AddSingleton(new GroundIndex(new NoDatabase()));
        Services.AddMaps(new Microsoft.Extensions.Configuration.ConfigurationManager());
        JSInterop.Mode = JSRuntimeMode.Strict;
        script = JSInterop.SetupModule("./js/map.js");
        script.Setup<int>("create", _ => true).SetResult(7);
    }

    [Fact]
    public void A_map_is_made_once_and_told_only_what_changes()
    {
        script.SetupVoid("apply", _ => true).SetVoidResult();
        var map = Render<CityMap>(p => p.Add(m => m.Label, "City").Add(m => m.Marks, [Mark("a"), Mark("b")]));

        map.Render(p => p.Add(m => m.Marks, [Mark("a"), Mark("b") with { Symbol = MapSymbol.ClockBreached }]));
        map.Render(p => p.Add(m => m.Marks, [Mark("a"), Mark("b") with { Symbol = MapSymbol.ClockBreached }]));

        Assert.Single(script.Invocations["create"]);
        Assert.Equal(["mark a, mark b", "mark b"], Told());
    }

    [Fact]
    public void While_a_message_is_under_way_later_pictures_become_one_difference()
    {
        var answer = script.SetupVoid("apply", _ => true);
        var map = Render<CityMap>(p => p.Add(m => m.Label, "City").Add(m => m.Marks, [Mark("a")]));

        map.Render(p => p.Add(m => m.Marks, [Mark("a"), Mark("b")]));
        map.Render(p => p.Add(m => m.Marks, [Mark("a"), Mark("c")]));
        Assert.Equal(["mark a"], Told());
        answer.SetVoidResult();

        map.WaitForAssertion(() => Assert.Equal(["mark a", "mark c"], Told()));
    }

    [Fact]
    public void A_large_picture_goes_in_several_messages_and_only_the_last_says_that_it_is_whole()
    {
        script.SetupVoid("apply", _ => true).SetVoidResult();
        Render<CityMap>(p => p.Add(m => m.Label, "City").Add(m => m.Marks, [.. Enumerable.Range(0, 2_500).Select(i => Mark($"m{i}"))]));

        Assert.Equal([(1000, true), (1000, true), (500, false)], script.Invocations["apply"].Select(i => (Changes(i).Count, (bool)i.Arguments[2]!)));
    }

    [Fact]
    public async Task A_map_that_leaves_the_page_is_taken_down()
    {
        script.SetupVoid("apply", _ => true).SetVoidResult();
        script.SetupVoid("dispose", 7).SetVoidResult();
        Render<CityMap>(p => p.Add(m => m.Label, "City").Add(m => m.Marks, [Mark("a")]));

        await DisposeComponentsAsync();

        script.VerifyInvoke("dispose");
    }

    [Fact]
    public async Task A_map_whose_page_is_gone_leaves_without_an_error()
    {
        script.SetupVoid("apply", _ => true).SetException(new JSDisconnectedException("gone"));
        script.SetupVoid("dispose", 7).SetException(new JSDisconnectedException("gone"));
        var map = Render<CityMap>(p => p.Add(m => m.Label, "City").Add(m => m.Marks, [Mark("a")]));

        await map.Instance.DisposeAsync();

        script.VerifyInvoke("dispose");
    }

    [Fact]
    public async Task A_map_can_leave_while_a_message_is_under_way()
    {
        var answer = script.SetupVoid("apply", _ => true);
        script.SetupVoid("dispose", 7).SetVoidResult();
        var map = Render<CityMap>(p => p.Add(m => m.Label, "City").Add(m => m.Marks, [Mark("a")]));

        var leaving = map.InvokeAsync(() => map.Instance.DisposeAsync().AsTask());
        script.VerifyNotInvoke("dispose");
        answer.SetCanceled();
        await leaving;

        script.VerifyInvoke("dispose");
    }

    [Fact]
    public async Task A_pick_that_is_no_place_is_no_pick()
    {
        script.SetupVoid("apply", _ => true).SetVoidResult();
        var picked = new List<Position?>();
        var map = Render<CityMap>(p => p.Add(m => m.Label, "City").Add(m => m.Pickable, true).Add(m => m.PickedChanged, picked.Add));

        await map.InvokeAsync(() => map.Instance.OnPicked(42.36, -71.06));
        await map.InvokeAsync(() => map.Instance.OnPicked(2956281, 774866));
        await map.InvokeAsync(() => map.Instance.OnPicked(double.NaN, 0));

        Assert.Equal([Here], picked);
    }

    [Fact]
    public async Task What_is_pressed_comes_back_by_its_id()
    {
        script.SetupVoid("apply", _ => true).SetVoidResult();
        var pressed = new List<string>();
        var map = Render<CityMap>(p => p.Add(m => m.Label, "City")
            .Add(m => m.MarkClicked, pressed.Add)
            .Add(m => m.ClusterClicked, c => pressed.Add($"{c.Count}: {string.Join(' ', c.Ids)}")));

        await map.InvokeAsync(() => map.Instance.OnMarkClicked("a"));
        await map.InvokeAsync(() => map.Instance.OnClusterClicked(60, ["b", "c"]));

        Assert.Equal(["a", "60: b c"], pressed);
    }

    private static MapMark Mark(string id) => new(id, Here, MapSymbol.ClockOnTime);

    private static IReadOnlyList<MapChange> Changes(JSRuntimeInvocation invocation) => (IReadOnlyList<MapChange>)invocation.Arguments[1]!;

    private IEnumerable<string> Told() =>
        script.Invocations["apply"].Select(i => string.Join(", ", Changes(i).Select(c => $"{c.Op} {c.Id}")));

    private sealed class Host : IHostEnvironment
    {
        public string ApplicationName { get; set; } = "CommandCenter";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();

        public string ContentRootPath { get; set; } = AppContext.BaseDirectory;

        public string EnvironmentName { get; set; } = Environments.Production;
    }

    // The ground in a database is read when there is some, and here there is none.
    private sealed class NoDatabase : IDbContextFactory<CityDb>
    {
        public CityDb CreateDbContext() => throw new NotSupportedException("This map has no ground in a database.");
    }
}
