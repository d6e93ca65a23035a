using System.Globalization;
using System.Text;
using CsvHelper;

namespace CommandCenter.Platform.Files;

/// <summary>The rejected rows of an import as CSV: line, reason. Made when the first row is rejected.</summary>
public sealed class RejectsFile(string path) : IAsyncDisposable
{
    private CsvWriter? csv;

    /// <summary>Where it is.</summary>
    public string Path => path;

    /// <summary>Whether there is one.</summary>
    public bool Written => csv is not null;

    /// <summary>Adds a row.</summary>
    public async Task Write(RejectedRow row)
    {
        if (csv is null)
        {
            csv = CsvWriter.Create(new StreamWriter(path, append: false, Encoding.UTF8), new CsvWriterOptions { Injection = CsvInjection.Escape });
            await csv.WriteRecordAsync(["line", "reason"]);
        }
        await csv.WriteRecordAsync([row.Line.ToString(CultureInfo.InvariantCulture), row.Reason]);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (csv is not null)
            await csv.DisposeAsync();
    }
}
