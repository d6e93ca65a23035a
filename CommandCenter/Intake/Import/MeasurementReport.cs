using CommandCenter.Devices.Import;

namespace CommandCenter.Intake.Import;

/// <summary>How an import of measurements is run.</summary>
public sealed record MeasurementImportOptions
{
    /// <summary>The file, CSV or JSON, gzipped or not.</summary>
    public required string Path { get; init; }

    /// <summary>How to read it.</summary>
    public required MeasurementProfile Profile { get; init; }

    /// <summary>"Now": what lies further ahead is in the future, kept and not judged. By default the present.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>Not history: people are told as if the measurements came in now.</summary>
    public bool Live { get; init; }

    /// <summary>Where rejected rows go; by default into the data folder.</summary>
    public string? RejectsPath { get; init; }
}

/// <summary>How far an import of measurements is.</summary>
/// <param name="Done">Measurements that are committed or were refused.</param>
/// <param name="Total">Measurements in the file.</param>
/// <param name="PerSecond">The rate since the start.</param>
/// <param name="Left">The estimated time left; null at the beginning.</param>
/// <param name="CatchingUp">Everything is stored; the Journal is sealed and handlers catch up.</param>
public sealed record MeasurementProgress(long Done, long Total, double PerSecond, TimeSpan? Left, bool CatchingUp);

/// <summary>What came of an import of measurements.</summary>
public sealed class MeasurementReport
{
    /// <summary>Rows in the file.</summary>
    public long Rows { get; set; }

    /// <summary>Measurements in them; a row may have several.</summary>
    public long Readings { get; set; }

    /// <summary>Measurements that were stored and judged.</summary>
    public long Stored { get; set; }

    /// <summary>Measurements that were there already.</summary>
    public long Duplicates { get; set; }

    /// <summary>Rows of which something could not be read.</summary>
    public long RejectedRows { get; set; }

    /// <summary>Measurements that were read and not taken: of an unknown device or quantity.</summary>
    public long NotTaken { get; set; }

    /// <summary>Measurements that lie in the future: stored, and not judged.</summary>
    public long InTheFuture { get; set; }

    /// <summary>Devices that were made of what the file says.</summary>
    public int Devices { get; set; }

    /// <summary>Spellings that were added to devices.</summary>
    public int Aliases { get; set; }

    /// <summary>Dated sets of thresholds that were added.</summary>
    public int Thresholds { get; set; }

    /// <summary>Where what was refused is listed; null when nothing was.</summary>
    public string? RejectsPath { get; set; }

    /// <summary>How long it took.</summary>
    public TimeSpan Took { get; set; }

    /// <summary>The report as people read it.</summary>
    public IEnumerable<string> Lines()
    {
        yield return $"Read {Rows:N0} rows with {Readings:N0} measurements: {Stored:N0} stored, {Duplicates:N0} were there already, {NotTaken:N0} not taken; {RejectedRows:N0} rows with something that cannot be read.";
        if (Devices + Aliases + Thresholds > 0)
            yield return $"Made on the way: {Devices:N0} devices, {Aliases:N0} further spellings, {Thresholds:N0} dated sets of thresholds.";
        if (InTheFuture > 0)
            yield return $"In the future: {InTheFuture:N0}; they are stored and raise nothing.";
        if (RejectsPath is not null)
            yield return $"What was refused, with line and reason: {RejectsPath}";
        yield return $"Took {Took:m\\:ss}, {Readings / Math.Max(0.001, Took.TotalSeconds):N0} measurements a second.";
    }
}
