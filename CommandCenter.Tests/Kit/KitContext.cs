using System.Globalization;
using Bunit;
using CommandCenter.Platform.Kit;
using CommandCenter.Platform.Time;
using Microsoft.Extensions.DependencyInjection;

namespace CommandCenter.Tests.Kit;

/// <summary>Components of the kit on a clock the test moves, in Chinese, in Shanghai.</summary>
public abstract class KitContext : BunitContext
{
    protected static readonly DateTimeOffset Start = new(2026, 6, 18, 6, 32, 8, TimeSpan.Zero);

    protected KitContext()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo("zh-CN");
        Services.AddLocalization();
        Services.AddSingleton<TimeProvider>(Clock);
        Services.AddSingleton(new City("江城", "Jiangcheng", "JC", TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"), "zh-CN"));
    }

    protected CountingClock Clock { get; } = new(Start);
}
