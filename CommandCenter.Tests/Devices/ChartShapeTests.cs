using CommandCenter.Devices;
using CommandCenter.Devices.Panels;

namespace CommandCenter.Tests.Devices;

public sealed class ChartShapeTests
{
    private static readonly DateTimeOffset From = new(2026, 6, 17, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset To = From.AddDays(1);

    [Fact]
    public void A_silence_breaks_the_line_and_a_state_goes_in_steps()
    {
        SeriesPoint[] points = [new(From, 1), new(From.AddHours(1), 2), new(From.AddHours(12), 3)];
        Assert.Equal(2, Shape(points, gap: TimeSpan.FromHours(2)).Line().Count(c => c == 'M'));
        Assert.Equal(1, Shape(points).Line().Count(c => c == 'M'));
        Assert.Equal(2, Shape([new(From, 0), new(From.AddHours(1), 1), new(To, 0)], isState: true).Line().Count(c => c == 'V'));
    }

    [Fact]
    public void Dated_thresholds_are_drawn_over_their_time_and_stay_on_the_picture()
    {
        DeviceThresholds[] sets =
        [
            DeviceThresholds.Create(Guid.NewGuid(), Guid.NewGuid(), "level", From.AddDays(-9), 3, 4, 0),
            DeviceThresholds.Create(Guid.NewGuid(), Guid.NewGuid(), "level", From.AddHours(12), 3.5, null, 5),
        ];
        var shape = Shape([new(From, 2.8), new(To, 3.6)], sets);

        Assert.Equal(2, shape.Threshold(ThresholdLevel.Watch)!.Count(c => c == 'M'));
        Assert.Equal(1, shape.Threshold(ThresholdLevel.Limit)!.Count(c => c == 'M'));
        Assert.Null(shape.ThresholdNow(ThresholdLevel.Warning));
        Assert.InRange(shape.ThresholdNow(ThresholdLevel.Limit)!.Value.Y, 0, 100);
        Assert.All(shape.Lines(), line => Assert.InRange(line.Y, 0, 100));
    }

    [Fact]
    public void A_threshold_far_above_does_not_press_the_line_flat()
    {
        var sets = new[] { DeviceThresholds.Create(Guid.NewGuid(), Guid.NewGuid(), "level", From, 1_000, null, null) };
        Assert.InRange(Shape([new(From, 1), new(To, 2)], sets).Lines().Max(l => l.Value), 2, 3);
    }

    [Fact]
    public void One_value_and_none_are_drawn_without_harm()
    {
        Assert.Equal("", Shape([]).Line());
        Assert.Null(Shape([]).Last);
        var flat = Shape([new(From, 5), new(To, 5)]);
        Assert.DoesNotContain("NaN", flat.Line(), StringComparison.Ordinal);
        Assert.InRange(flat.Lines().Count(), 2, 12);
    }

    private static ChartShape Shape(SeriesPoint[] points, DeviceThresholds[]? sets = null, TimeSpan? gap = null, bool isState = false) => new(From, To, points, sets ?? [], gap, isState);
}
