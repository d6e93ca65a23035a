using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace CommandCenter.Benchmarks;

/// <summary>The soak as a picture: the server's memory, the browsers' heaps and the circuits over the same minutes.</summary>
public static class SoakPlot
{
    /// <summary>An SVG.</summary>
    public static string Of(IReadOnlyList<SoakReading> readings)
    {
        var plot = new PlotModel { Background = OxyColors.White, DefaultFont = "sans-serif", IsLegendVisible = true };
        plot.Legends.Add(new Legend { LegendPosition = LegendPosition.TopCenter, LegendPlacement = LegendPlacement.Outside, LegendOrientation = LegendOrientation.Horizontal });
        plot.Axes.Add(new LinearAxis { Position = AxisPosition.Bottom, Title = "minutes", Minimum = 0, MajorGridlineStyle = LineStyle.Solid, MajorGridlineColor = OxyColors.Gainsboro });
        Panel("server", "server, MB", .55, 1);
        Panel("browser", "JS heap, MB", .22, .5);
        Panel("circuits", "circuits", 0, .17);
        Line("server", "resident", r => r.ResidentMegabytes);
        Line("server", "committed", r => r.CommittedMegabytes);
        Line("server", "managed heap", r => r.HeapMegabytes);
        foreach (var page in readings[0].BrowserMegabytes.Keys)
            Line("browser", page, r => r.BrowserMegabytes[page]);
        Line("circuits", "circuits", r => r.Circuits);
        return new SvgExporter { Width = 960, Height = 640, IsDocument = false, UseVerticalTextAlignmentWorkaround = true }.ExportToString(plot);

        void Panel(string key, string title, double from, double to) =>
            plot.Axes.Add(new LinearAxis { Key = key, Position = AxisPosition.Left, Title = title, StartPosition = from, EndPosition = to, Minimum = 0, MaximumPadding = .1, MajorGridlineStyle = LineStyle.Solid, MajorGridlineColor = OxyColors.Gainsboro });

        void Line(string axis, string title, Func<SoakReading, double> value)
        {
            var line = new LineSeries { YAxisKey = axis, Title = title };
            line.Points.AddRange(readings.Select(r => new DataPoint(r.Minute, value(r))));
            plot.Series.Add(line);
        }
    }
}
