namespace CommandCenter.Tickets.Import;

/// <summary>How an import is run.</summary>
public sealed record ImportOptions
{
    /// <summary>The file, CSV or JSON, gzipped or not.</summary>
    public required string Path { get; init; }

    /// <summary>How to read it.</summary>
    public required ImportProfile Profile { get; init; }

    /// <summary>"Now" for the state of clocks; by default the present.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>Compute due instants from policies even where the source gives them.</summary>
    public bool IgnoreTargets { get; init; }

    /// <summary>Not history: clocks run on, and people are told as if the requests came in now.</summary>
    public bool Live { get; init; }

    /// <summary>Where rejected rows go; by default into the data folder.</summary>
    public string? RejectsPath { get; init; }
}

/// <summary>How far an import is.</summary>
/// <param name="Rows">Rows read.</param>
/// <param name="Share">The read share of the file, from 0 to 1.</param>
/// <param name="RowsPerSecond">The rate since the start.</param>
/// <param name="Left">The estimated time left; null at the beginning.</param>
/// <param name="Phase">What is being done.</param>
public sealed record ImportProgress(long Rows, double Share, double RowsPerSecond, TimeSpan? Left, ImportPhase Phase);

/// <summary>The stages of an import.</summary>
public enum ImportPhase
{
    /// <summary>Rows become tickets.</summary>
    Reading,

    /// <summary>The Journal is sealed and every handler catches up.</summary>
    CatchingUp,

    /// <summary>Everything stands.</summary>
    Done,
}

/// <summary>What came of an import, with the dirt named.</summary>
public sealed class ImportReport
{
    /// <summary>Rows in the file.</summary>
    public long Read { get; set; }

    /// <summary>Tickets added.</summary>
    public long Added { get; set; }

    /// <summary>Rows whose ticket was there already.</summary>
    public long AlreadyThere { get; set; }

    /// <summary>Rows that could not be read or have no identity.</summary>
    public long Rejected { get; set; }

    /// <summary>Where the rejected rows are listed; null when there are none.</summary>
    public string? RejectsPath { get; set; }

    /// <summary>Tickets without a usable point.</summary>
    public long NotGeocoded { get; set; }

    /// <summary>Tickets that were closed before they were opened.</summary>
    public long ClosedBeforeOpened { get; set; }

    /// <summary>Points outside every area.</summary>
    public long OutsideAreas { get; set; }

    /// <summary>Tickets whose point and text name the same area.</summary>
    public long AreaAgrees { get; set; }

    /// <summary>Tickets whose point and text name different areas; the point counts.</summary>
    public long AreaDiffers { get; set; }

    /// <summary>Categories that no policy covers, with how many tickets each has.</summary>
    public SortedDictionary<string, long> WithoutPolicy { get; } = new(StringComparer.Ordinal);

    /// <summary>Categories that were made.</summary>
    public long CategoriesAdded { get; set; }

    /// <summary>Departments that were made.</summary>
    public long DepartmentsAdded { get; set; }

    /// <summary>How long it took, with catching up.</summary>
    public TimeSpan Took { get; set; }

    /// <summary>The report in lines, most important first.</summary>
    public IEnumerable<string> Lines()
    {
        yield return $"Rows read {Read:N0}: {Added:N0} tickets added, {AlreadyThere:N0} were there already, {Rejected:N0} rejected.";
        if (RejectsPath is not null)
            yield return $"Rejected rows with line and reason: {RejectsPath}";
        yield return $"Not geocoded: {NotGeocoded:N0}. Closed before opened: {ClosedBeforeOpened:N0}. Outside every area: {OutsideAreas:N0}.";
        yield return $"Area by point and by text: {AreaAgrees:N0} agree, {AreaDiffers:N0} differ (the point counts).";
        if (WithoutPolicy.Count > 0)
            yield return $"Types without policy: {WithoutPolicy.Count:N0} ({WithoutPolicy.Values.Sum():N0} tickets): {string.Join(", ", WithoutPolicy.OrderByDescending(p => p.Value).Take(10).Select(p => $"{p.Key} {p.Value:N0}"))}{(WithoutPolicy.Count > 10 ? ", …" : ".")}";
        yield return $"Made on the way: {CategoriesAdded:N0} categories, {DepartmentsAdded:N0} departments. Took {Took:m\\:ss}.";
    }
}
