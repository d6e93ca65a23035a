using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace CommandCenter.Benchmarks;

/// <summary>The results as people read them.</summary>
public static class Tables
{
#if DEBUG
    private const string Build = "Debug";
#else
    private const string Build = "Release";
#endif

    private static string Machine => string.Create(CultureInfo.InvariantCulture,
        $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd}, {Environment.ProcessorCount} processors shared with other work, {RuntimeInformation.OSDescription.Split('#')[0].Trim()}, .NET {Environment.Version}, {Build} build.");

    /// <summary>A table in Markdown, with what it was measured on.</summary>
    public static string Of(IReadOnlyList<GlassResult> results)
    {
        var text = new StringBuilder();
        text.AppendLine(Machine).AppendLine();
        text.AppendLine("| page | alarms | median, ms | 99th percentile, ms | median beyond the bare page | 99th beyond the bare page |").AppendLine("|---|---:|---:|---:|---:|---:|");
        foreach (var result in results)
            text.AppendLine(CultureInfo.InvariantCulture, $"| {result.Way} | {result.Count} | {result.Median:0} | {result.NinetyNinth:0} | {result.Median - results[0].Median:0} | {result.NinetyNinth - results[0].NinetyNinth:0} |");
        return text.ToString();
    }

    /// <summary>A table in Markdown, with what it was measured on.</summary>
    public static string Of(IReadOnlyList<IntakeResult> results)
    {
        var text = new StringBuilder();
        text.AppendLine(Machine).AppendLine();
        text.AppendLine("| database | way | measurements | a second | share of the bulk insert |").AppendLine("|---|---|---:|---:|---:|");
        foreach (var result in results)
        {
            var bulk = results.First(r => r.Provider == result.Provider);
            text.AppendLine(CultureInfo.InvariantCulture, $"| {result.Provider} | {result.Way} | {result.Count:N0} | {result.PerSecond:N0} | {(result == bulk ? "1" : (result.PerSecond / bulk.PerSecond).ToString("0.000", CultureInfo.InvariantCulture))} |");
        }
        return text.ToString();
    }

    /// <summary>A table in Markdown, with what it was measured on.</summary>
    public static string Of(IReadOnlyList<MapResult> results)
    {
        var text = new StringBuilder();
        text.AppendLine(Machine).AppendLine();
        text.AppendLine("| view | map | frames a second, dragged | main thread, dragged, ms/s | main thread, people move, ms/s |").AppendLine("|---|---|---:|---:|---:|");
        foreach (var result in results)
            text.AppendLine(CultureInfo.InvariantCulture, $"| {result.View} | {result.Way} | {result.FramesPerSecond:0.0} | {result.DragShare:0} | {result.StillShare:0} |");
        return text.ToString();
    }

    /// <summary>A table in Markdown, with what it was measured on.</summary>
    public static string Of(FirstPictureResult result)
    {
        var (text, since) = (new StringBuilder(), 0d);
        text.AppendLine(Machine).AppendLine();
        text.AppendLine("| stage | seconds | since the clone began |").AppendLine("|---|---:|---:|");
        foreach (var stage in result.Stages)
            text.AppendLine(CultureInfo.InvariantCulture, $"| {stage.Name} | {stage.Seconds:0.0} | {since += stage.Seconds:0.0} |");
        text.AppendLine().AppendLine(result.Complaints.Count == 0 ? "No console error, no failed request, no request that left the machine." : string.Join('\n', result.Complaints));
        return text.ToString();
    }

    /// <summary>A table in Markdown: medians of the ten minutes after warming up beside those of the last ten.</summary>
    public static string Of(IReadOnlyList<SoakReading> readings)
    {
        var (text, end) = (new StringBuilder(), readings[^1].Minute);
        text.AppendLine(Machine).AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"| | median of minutes {SoakBenchmark.WarmUp} to {SoakBenchmark.WarmUp + 10} | median of minutes {end - 10:0} to {end:0} | highest after warming up |").AppendLine("|---|---:|---:|---:|");
        Row("server, resident, MB", r => r.ResidentMegabytes);
        Row("server, committed to the managed heap, MB", r => r.CommittedMegabytes);
        Row("server, managed heap, MB", r => r.HeapMegabytes);
        foreach (var page in readings[0].BrowserMegabytes.Keys)
            Row($"JavaScript heap, {page}, MB", r => r.BrowserMegabytes[page]);
        Row("circuits", r => r.Circuits);
        return text.ToString();

        void Row(string name, Func<SoakReading, double> value) => text.AppendLine(CultureInfo.InvariantCulture,
            $"| {name} | {Median(r => r.Minute is >= SoakBenchmark.WarmUp and < SoakBenchmark.WarmUp + 10, value):0.0} | {Median(r => r.Minute >= end - 10, value):0.0} | {readings.Where(r => r.Minute >= SoakBenchmark.WarmUp).Max(value):0.0} |");

        double Median(Func<SoakReading, bool> when, Func<SoakReading, double> value)
        {
            var sorted = readings.Where(when).Select(value).Order().ToList();
            return sorted.Count == 0 ? double.NaN : sorted[sorted.Count / 2];
        }
    }

    /// <summary>Puts the table into a document, between the two marks of its name.</summary>
    public static async Task Put(string file, string name, string table)
    {
        var text = await File.ReadAllTextAsync(file);
        var mark = $"<!-- {name}: written by CommandCenter.Benchmarks -->";
        var (begin, end) = (text.IndexOf(mark, StringComparison.Ordinal), text.IndexOf($"<!-- {name}: end -->", StringComparison.Ordinal));
        if (begin < 0 || end < begin)
            throw new InvalidOperationException($"{file} has not the two marks of '{name}'.");
        await File.WriteAllTextAsync(file, $"{text[..(begin + mark.Length)]}\n{table}{text[end..]}");
    }
}
