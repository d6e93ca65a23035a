using System.Globalization;
using System.Text;
using CommandCenter.Platform.Kit;
using CommandCenter.Platform.Time;
using CommandCenter.Reports.Figures;
using CsvHelper;
using MiniExcelLibs;

namespace CommandCenter.Reports.Files;

/// <summary>Writes a report as a workbook or as CSV. A word that a spreadsheet would run as a formula is neutralized in both.</summary>
public sealed class SlaFiles(SlaNames names, City city)
{
    /// <summary>The media type of a workbook.</summary>
    public const string ExcelType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>The name of a report's file without its ending, e.g. <c>sla-2015-01-01-2015-12-31</c>.</summary>
    public static string Name(SlaPeriod period) => string.Create(CultureInfo.InvariantCulture, $"sla-{period.From:yyyy-MM-dd}-{period.To:yyyy-MM-dd}");

    /// <summary>CSV (RFC 4180, UTF-8 with a mark, so that spreadsheets read Chinese): one line per row, column names as in the API's documents.</summary>
    public async Task WriteCsv(Stream output, SlaReport report, CultureInfo reader, CancellationToken cancel)
    {
        await using var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await using var csv = CsvWriter.Create(text, new CsvWriterOptions { Injection = CsvInjection.None });
        await csv.WriteRecordAsync(["group", "name", .. SlaTable.Columns.Select(c => c.Name)], cancel);
        foreach (var line in Enum.GetValues<SlaDimension>().SelectMany(d => SlaTable.Lines(report, d, names, reader)).Prepend(SlaTable.Total(report, reader)))
            await csv.WriteRecordAsync([line.Group, SpreadsheetText.Neutral(line.Name), .. SlaTable.Columns.Select(c => Convert.ToString(c.Value(line), CultureInfo.InvariantCulture))], cancel);
    }

    /// <summary>A workbook: what it is about, departments, categories, areas, newly breached tickets, and what each figure means.</summary>
    public byte[] Excel(SlaReport report, CultureInfo reader)
    {
        string Word(string key, params object[] values) => ReportsText.In(reader, key, values);
        var sheets = new Dictionary<string, object>
        {
            [Word("SlaReport")] = About(report, reader),
            [Word("Departments")] = Sheet(report, SlaDimension.Department, reader),
            [Word("Categories")] = Sheet(report, SlaDimension.Category, reader),
            [Word("Areas")] = Sheet(report, SlaDimension.Area, reader),
            [Word("NewlyBreached")] = report.Breaches.Bars.Select(b => Row((Word("FromDay"), Day(b.From)), (Word("ToDay"), Day(b.To)), (Word("Breached"), b.Count), (Word("Before"), b.Before))).ToList(),
            [Word("Definitions")] = Definitions.Keys.Select(k => Row((Word("Figure"), Word(k)), (Word("Definition"), Word("Define." + k)))).ToList(),
        };
        using var memory = new MemoryStream();
        memory.SaveAs(sheets);
        return memory.ToArray();
    }

    private List<Dictionary<string, object?>> About(SlaReport report, CultureInfo reader)
    {
        string Word(string key, params object[] values) => ReportsText.In(reader, key, values);
        (string, object?)[] facts =
        [
            (Word("Period"), PeriodWords.Of(report.Request.Period, reader)), (Word("Previous"), PeriodWords.Of(report.Request.Period.Previous(), reader)),
            (Word("CountedBy"), Word("By." + report.Request.By)), (Word("AsOf"), Formats.Full(report.AsOf, city.Zone, reader)),
        ];
        var total = SlaTable.Total(report, reader);
        return [.. facts.Concat(SlaTable.Columns.Select(c => (Word("Column." + c.Name), c.Value(total)))).Select(f => Row((Word("Figure"), f.Item1), (Word("Value"), f.Item2)))];
    }

    private List<Dictionary<string, object?>> Sheet(SlaReport report, SlaDimension dimension, CultureInfo reader) =>
        [.. SlaTable.Lines(report, dimension, names, reader).Append(SlaTable.Total(report, reader)).Select(line =>
            Row([(ReportsText.In(reader, "Name"), line.Name), .. SlaTable.Columns.Select(c => (ReportsText.In(reader, "Column." + c.Name), c.Value(line)))]))];

    private static Dictionary<string, object?> Row(params IEnumerable<(string Name, object? Value)> cells) =>
        cells.ToDictionary(c => c.Name, c => c.Value is string words ? SpreadsheetText.Neutral(words) : c.Value);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
