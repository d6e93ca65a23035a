using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace CommandCenter.Benchmarks;

/// <summary>The results as people read them.</summary>
public static class IntakeTable
{
    private const string Begin = "<!-- intake: written by CommandCenter.Benchmarks -->";
    private const string End = "<!-- intake: end -->";
#if DEBUG
    private const string Build = "Debug";
#else
    private const string Build = "Release";
#endif

    /// <summary>A table in Markdown, with what it was measured on.</summary>
    public static string Of(IReadOnlyList<IntakeResult> results)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd}, {Environment.ProcessorCount} processors shared with other work, {RuntimeInformation.OSDescription.Split('#')[0].Trim()}, .NET {Environment.Version}, {Build} build.").AppendLine();
        text.AppendLine("| database | way | measurements | a second | share of the bulk insert |").AppendLine("|---|---|---:|---:|---:|");
        foreach (var result in results)
        {
            var bulk = results.First(r => r.Provider == result.Provider);
            text.AppendLine(CultureInfo.InvariantCulture, $"| {result.Provider} | {result.Way} | {result.Count:N0} | {result.PerSecond:N0} | {(result == bulk ? "1" : (result.PerSecond / bulk.PerSecond).ToString("0.000", CultureInfo.InvariantCulture))} |");
        }
        return text.ToString();
    }

    /// <summary>Puts the table into a document, between its two marks.</summary>
    public static async Task Put(string file, string table)
    {
        var text = await File.ReadAllTextAsync(file);
        var (begin, end) = (text.IndexOf(Begin, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
        if (begin < 0 || end < begin)
            throw new InvalidOperationException($"{file} has not the two marks {Begin} and {End}.");
        await File.WriteAllTextAsync(file, $"{text[..(begin + Begin.Length)]}\n{table}{text[end..]}");
    }
}
