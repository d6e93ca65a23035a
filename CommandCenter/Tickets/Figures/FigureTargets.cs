using Microsoft.Extensions.Options;

namespace CommandCenter.Tickets;

/// <summary>What the city has set itself: section <c>Figures:Targets</c>. What is not set is not shown; nothing is invented.</summary>
public sealed class FigureTargets
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Figures:Targets";

    /// <summary>At most so many open tickets inside the warning window.</summary>
    public int? AtRisk { get; set; }

    /// <summary>At most so many open tickets past due.</summary>
    public int? Breached { get; set; }

    /// <summary>At least this share completed in time, in per cent: 95 for 95 %.</summary>
    public double? OnTimePercent { get; set; }

    /// <summary>响应率: at least this share of those reached say that somebody turned to them in time, in per cent.</summary>
    public double? ResponsePercent { get; set; }

    /// <summary>解决率: at least this share of those reached say that it is resolved, in per cent.</summary>
    public double? ResolutionPercent { get; set; }

    /// <summary>满意率: at least this share of those who say are satisfied, in per cent.</summary>
    public double? SatisfactionPercent { get; set; }
}

/// <summary>Refuses targets that cannot be, at start; each message names its key.</summary>
internal sealed class FigureTargetsCheck : IValidateOptions<FigureTargets>
{
    public ValidateOptionsResult Validate(string? name, FigureTargets options)
    {
        var failures = new List<string>();
        if (options.AtRisk < 0)
            failures.Add($"{FigureTargets.Section}:AtRisk is {options.AtRisk}; it must be 0 or more.");
        if (options.Breached < 0)
            failures.Add($"{FigureTargets.Section}:Breached is {options.Breached}; it must be 0 or more.");
        foreach (var (key, percent) in new[]
        {
            (nameof(options.OnTimePercent), options.OnTimePercent), (nameof(options.ResponsePercent), options.ResponsePercent),
            (nameof(options.ResolutionPercent), options.ResolutionPercent), (nameof(options.SatisfactionPercent), options.SatisfactionPercent),
        })
            if (percent is < 0 or > 100 or double.NaN)
                failures.Add($"{FigureTargets.Section}:{key} is {percent}; it must be from 0 to 100.");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
