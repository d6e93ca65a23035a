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
