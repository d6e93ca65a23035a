using CsvHelper;

namespace CommandCenter.Tickets.Administration;

/// <summary>One category of a file.</summary>
/// <param name="Line">Its line, from 1; the header is line 1.</param>
/// <param name="Names">The names from the top of the tree down, one to three.</param>
public sealed record CategoryRow(int Line, IReadOnlyList<string> Names);

/// <summary>A line of a category file that cannot be used.</summary>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Reason">What is wrong there.</param>
public sealed record CategoryProblem(int Line, string Reason);

/// <summary>What a category file says.</summary>
/// <param name="Columns">The header, so that a reader sees if a file without one lost its first line.</param>
/// <param name="Rows">The categories. With <paramref name="Problems"/> present they are not the whole file: import all or nothing.</param>
/// <param name="Problems">Lines that cannot be used.</param>
public sealed record CategoryFileContent(IReadOnlyList<string> Columns, IReadOnlyList<CategoryRow> Rows, IReadOnlyList<CategoryProblem> Problems);

/// <summary>
/// Reads a category tree from CSV: a header line, then one path per line in one to three columns, the top of the tree first
/// (一级分类, 二级分类, 三级分类). Empty cells at the end of a line end the path earlier.
/// </summary>
public static class CategoryFile
{
    private const int LongestName = 200;

    /// <summary>Reads the whole file; what cannot be read is in the result, by line.</summary>
    public static CategoryFileContent Read(TextReader text)
    {
        var (rows, problems) = (new List<CategoryRow>(), new List<CategoryProblem>());
        using var csv = CsvReader.Create(text, new CsvReaderOptions
        {
            TrimWhitespace = true,
            TrackLineNumbers = true,
            Separator = ',',
            MissingField = CsvMissingFieldHandling.ReturnEmpty,
            MalformedData = CsvMalformedDataHandling.Skip,
            OnMalformedRecord = bad => problems.Add(new CategoryProblem((int)bad.LineNumber, "the quotation marks do not match")),
        }, leaveOpen: true);
        var columns = csv.Headers.Select(h => h.Trim('\uFEFF', ' ', '"')).ToList();
        if (columns.All(string.IsNullOrEmpty))
            return new([], [], [new(1, "the file is empty")]);
        if (columns.Count > Category.Levels)
            return new(columns, [], [new(1, $"there are {columns.Count} columns; one to {Category.Levels} are possible, one for each level")]);
        while (csv.Read())
        {
            var names = Enumerable.Range(0, Math.Max(columns.Count, csv.FieldCount)).Select(i => i < csv.FieldCount ? csv.GetString(i)?.Trim() ?? "" : "").ToList();
            while (names.Count > 0 && names[^1].Length == 0)
                names.RemoveAt(names.Count - 1);
            var line = (int)csv.LineNumber;
            if (Problem(names) is { } reason)
                problems.Add(new(line, reason));
            else if (names.Count > 0)
                rows.Add(new(line, names));
        }
        return new(columns, rows, problems);
    }

    private static string? Problem(List<string> names)
    {
        if (names.Count > Category.Levels)
            return $"there are {names.Count} levels; one to {Category.Levels} are possible";
        var gap = names.FindIndex(string.IsNullOrEmpty);
        if (gap >= 0)
            return $"level {gap + 1} is empty, but level {names.Count} is not";
        return names.Find(n => n.Length > LongestName) is { } tooLong ? $"\"{tooLong[..20]}…\" has more than {LongestName} characters" : null;
    }
}
