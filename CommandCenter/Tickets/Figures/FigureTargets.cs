using CommandCenter.Platform.Data;
using CommandCenter.Platform.Settings;

namespace CommandCenter.Tickets;

/// <summary>What the city has set itself: section <c>Figures:Targets</c>. What is not set is not shown; nothing is invented.</summary>
public sealed class FigureTargets
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Figures:Targets";

    /// <summary>At most so many active alarms.</summary>
    public int? ActiveAlarms { get; set; }

    /// <summary>At most so many alarms that nobody has acknowledged.</summary>
    public int? UnacknowledgedAlarms { get; set; }

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

    /// <summary>Whether the city has set itself nothing.</summary>
    public bool IsEmpty => (ActiveAlarms ?? UnacknowledgedAlarms ?? AtRisk ?? Breached) is null && (OnTimePercent ?? ResponsePercent ?? ResolutionPercent ?? SatisfactionPercent) is null;

    /// <summary>Makes other targets the same as these.</summary>
    public void CopyTo(FigureTargets other)
    {
        (other.ActiveAlarms, other.UnacknowledgedAlarms, other.AtRisk, other.Breached) = (ActiveAlarms, UnacknowledgedAlarms, AtRisk, Breached);
        (other.OnTimePercent, other.ResponsePercent, other.ResolutionPercent, other.SatisfactionPercent) = (OnTimePercent, ResponsePercent, ResolutionPercent, SatisfactionPercent);
    }

    /// <summary>Reads the section; all mistakes at once, each naming its key.</summary>
    /// <exception cref="CannotStart">A target cannot be.</exception>
    public static FigureTargets Read(IConfiguration configuration)
    {
        var read = new SettingsReader(configuration.GetSection(Section));
        return read.Done(new FigureTargets
        {
            ActiveAlarms = read.Text(nameof(ActiveAlarms)) is null ? null : read.Whole(nameof(ActiveAlarms), 0, 0, int.MaxValue),
            UnacknowledgedAlarms = read.Text(nameof(UnacknowledgedAlarms)) is null ? null : read.Whole(nameof(UnacknowledgedAlarms), 0, 0, int.MaxValue),
            AtRisk = read.Text(nameof(AtRisk)) is null ? null : read.Whole(nameof(AtRisk), 0, 0, int.MaxValue),
            Breached = read.Text(nameof(Breached)) is null ? null : read.Whole(nameof(Breached), 0, 0, int.MaxValue),
            OnTimePercent = read.Number(nameof(OnTimePercent), 0, 100),
            ResponsePercent = read.Number(nameof(ResponsePercent), 0, 100),
            ResolutionPercent = read.Number(nameof(ResolutionPercent), 0, 100),
            SatisfactionPercent = read.Number(nameof(SatisfactionPercent), 0, 100),
        });
    }
}
