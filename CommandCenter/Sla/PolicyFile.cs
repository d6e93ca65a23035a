using System.Globalization;
using CsvHelper;

namespace CommandCenter.Sla;

/// <summary>One rule of a policy file: how long a category's tickets may take.</summary>
/// <param name="Category">The category as the file writes it.</param>
/// <param name="Priority">The priority it is for, as the file writes it; null for every priority.</param>
/// <param name="Resolution">Until the ticket is completed.</param>
/// <param name="Sign">Until the department signs, or null.</param>
/// <param name="AtRiskShare">The share of a limit, above 0 and below 1, after which a ticket is at risk; null for the usual one.</param>
/// <param name="Line">The line of the file it stands on, counted from 1.</param>
public sealed record PolicyRow(string Category, string? Priority, Limit Resolution, Limit? Sign, double? AtRiskShare, int Line);

/// <summary>A line of a policy file that cannot be used, and why.</summary>
/// <param name="Line">Counted from 1; the header is line 1.</param>
/// <param name="Reason">What is wrong, in the file's own terms.</param>
public sealed record PolicyProblem(int Line, string Reason);

/// <summary>What a policy file says.</summary>
/// <param name="Rows">The rules, in the file's order. With <paramref name="Problems"/> present they are not the whole file: import all or nothing.</param>
/// <param name="WithoutLimit">Categories the file names without giving them a limit: no mistake, such tickets have no clock.</param>
/// <param name="Problems">Lines that cannot be used.</param>
public sealed record PolicyFileContent(IReadOnlyList<PolicyRow> Rows, IReadOnlyList<string> WithoutLimit, IReadOnlyList<PolicyProblem> Problems);

/// <summary>
/// Reads policies from CSV. Columns: <c>type</c> (or <c>category</c>), <c>unit</c>, <c>amount</c>, and as wanted <c>priority</c>, <c>sign_unit</c>,
/// <c>sign_amount</c>, <c>at_risk_share</c>; others are left alone. Units and amounts: <see cref="LimitText"/>.
/// </summary>
public static class PolicyFile
{
    /// <summary>Reads the whole file; what cannot be read is in the result, by line.</summary>
    public static PolicyFileContent Read(TextReader text)
    {
        var (rows, without, problems) = (new List<PolicyRow>(), new List<string>(), new List<PolicyProblem>());
        using var csv = CsvReader.Create(text, new CsvReaderOptions
        {
            Separator = ',',
            TrimWhitespace = true,
            TrackLineNumbers = true,
            MissingField = CsvMissingFieldHandling.ReturnEmpty,
            MalformedData = CsvMalformedDataHandling.Skip,
            OnMalformedRecord = bad => problems.Add(new PolicyProblem((int)bad.LineNumber, "the quotation marks do not match")),
        }, leaveOpen: true);
        var header = csv.Headers.Select(h => h.Trim().ToLowerInvariant()).ToList();
        var category = header.Contains("type") ? "type" : "category";
        if (problems.Count == 0) problems.AddRange(HeaderProblems(header, category).Select(reason => new PolicyProblem(1, reason)));
        if (problems.Count == 0) ReadRows(csv, category, rows, without, problems);
        return new PolicyFileContent(rows, without, problems);
    }

    private static IEnumerable<string> HeaderProblems(List<string> header, string category)
    {
        if (header.All(string.IsNullOrEmpty)) return ["the file is empty"];
        var missing = new[] { category, "unit", "amount" }.Except(header)
            .Select(column => column == "category" ? "there is no column type or category" : $"there is no column {column}");
        var twice = header.Where(h => h.Length > 0).GroupBy(h => h).Where(g => g.Count() > 1).Select(g => $"the column {g.Key} is there twice");
        return missing.Concat(twice);
    }

    private static void ReadRows(CsvReader csv, string category, List<PolicyRow> rows, List<string> without, List<PolicyProblem> problems)
    {
        var lines = new Dictionary<(string Category, string? Priority), int>();
        while (csv.Read())
        {
            var line = (int)csv.LineNumber;
            try
            {
                var row = Row(csv, category);
                var key = (row.Category, row.Priority?.ToUpperInvariant());
                if (!lines.TryAdd(key, line)) throw new FormatException($"{Title(row.Category, row.Priority)} stands on line {lines[key]} already");
                if (row.Resolution is { } resolution) rows.Add(new PolicyRow(row.Category, row.Priority, resolution, row.Sign, row.Share, line));
                else without.Add(row.Category);
            }
            catch (FormatException problem)
            {
                problems.Add(new PolicyProblem(line, problem.Message));
            }
        }
    }

    private static (string Category, string? Priority, Limit? Resolution, Limit? Sign, double? Share) Row(CsvReader csv, string category)
    {
        var name = Field(csv, category) ?? throw new FormatException($"the {category} is empty");
        var resolution = LimitText.Parse(Field(csv, "unit"), Field(csv, "amount"), "unit", "amount");
        var sign = LimitText.Parse(Field(csv, "sign_unit"), Field(csv, "sign_amount"), "sign_unit", "sign_amount");
        if (resolution is null && sign is not null) throw new FormatException("there is a limit for signing but none for resolution: unit and amount are empty");
        return (name, Field(csv, "priority"), resolution, sign, Share(Field(csv, "at_risk_share")));
    }

    private static string Title(string category, string? priority) => priority is null ? $"\"{category}\"" : $"\"{category}\" with priority {priority}";

    private static string? Field(CsvReader csv, string name) =>
        csv.TryGetFieldIndex(name, out var index) && csv.GetString(index) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    private static double? Share(string? text)
    {
        if (text is null) return null;
        var percent = text.EndsWith('%');
        if (!double.TryParse(text.TrimEnd('%').TrimEnd(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share))
            throw new FormatException($"at_risk_share \"{text}\" is no share such as 0.8 or 80%");
        share = percent ? share / 100 : share;
        return share is > 0 and < 1 ? share : throw new FormatException($"at_risk_share \"{text}\" is not between 0 and 1");
    }
}
