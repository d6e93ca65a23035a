using System.Globalization;
using System.Resources;
using Bunit;
using CommandCenter.DemoCity;
using CommandCenter.DemoCity.Screens;
using CommandCenter.DemoCity.Simulation;
using CommandCenter.Platform.Time;
using CommandCenter.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;

namespace CommandCenter.Tests.DemoCity;

public sealed class DemoPageTests : KitContext
{
    public DemoPageTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
    }

    [Fact]
    public void Tells_every_story_and_starts_and_stops_one()
    {
        var control = Simulator();
        control.Begin(new SimulatedCity(SmallCity.Of(), "Demo", "cc_"));
        var page = Render<DemoPage>();
        Assert.Equal(6, page.FindAll("section[aria-label] h2").Count);
        Assert.Contains("入夜后一条强对流云带", page.Markup, StringComparison.Ordinal);

        page.Find("section[aria-label='暴雨之夜'] button.pri").Click();
        Assert.Equal(TimeSpan.Zero, control.Look().Scenarios[0].Elapsed);
        control.Pass(TimeSpan.FromMinutes(36));
        Clock.Advance(TimeSpan.FromSeconds(1));
        page.WaitForAssertion(() => Assert.Contains("雨强超过每小时五十毫米", page.Markup, StringComparison.Ordinal));
        page.Find("section[aria-label='暴雨之夜'] button").Click();
        Assert.Null(control.Look().Scenarios[0].Elapsed);
    }

    [Fact]
    public void Pauses_and_goes_on()
    {
        var control = Simulator();
        control.Begin(new SimulatedCity(SmallCity.Of(), "Demo", "cc_"));
        var page = Render<DemoPage>();
        page.Find("section[aria-label='城市时间'] button").Click();
        Assert.True(control.Look().Paused);
        Clock.Advance(TimeSpan.FromSeconds(1));
        page.WaitForAssertion(() => Assert.Contains("已暂停", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void Says_so_where_there_is_no_demo()
    {
        Simulator(state: null);
        Assert.Contains("这里不是演示环境", Render<DemoPage>().Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_that_the_city_is_being_built()
    {
        Simulator(new(1, DemoStage.Tickets, 0.5));
        Assert.Contains("演示城市正在生成", Render<DemoPage>().Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Both_languages_say_the_same_things()
    {
        var texts = new ResourceManager(typeof(DemoText));
        var english = Keys(CultureInfo.InvariantCulture);
        Assert.NotEmpty(english);
        Assert.Equal(english, Keys(CultureInfo.GetCultureInfo("zh-Hans")));

        IEnumerable<string> Keys(CultureInfo culture) =>
            texts.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!.Cast<System.Collections.DictionaryEntry>().Select(e => (string)e.Key).Order(StringComparer.Ordinal).ToList();
    }

    private SimulatorControl Simulator() => Simulator(new(1, DemoStage.Ready, 1));

    private SimulatorControl Simulator(DemoNow? state)
    {
        var demo = new DemoState();
        demo.Say(state);
        Services.AddSingleton(demo);
        ComponentFactories.AddStub<DemoRemoval>();
        var control = new SimulatorControl(new DemoOptions(), new City("江城", null, "JC", TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"), "zh-CN"), Clock);
        Services.AddSingleton(control);
        return control;
    }
}
