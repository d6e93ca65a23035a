using System.Globalization;
using CommandCenter.Callbacks.Sampling;
using CommandCenter.Platform.Http;
using CommandCenter.Sla.Administration;
using CommandCenter.Tickets;

namespace CommandCenter.Callbacks.Administration;

/// <summary>What an administrator is typing about one sampling rule; what was stored meanwhile does not touch it.</summary>
public sealed class SamplingDraft
{
    /// <summary>The rule; null for a new one.</summary>
    public Guid? Id { get; private init; }

    /// <summary>The version that was read.</summary>
    public int Version { get; private init; }

    /// <summary>The category's id; empty for all.</summary>
    public string Category { get; set; } = "";

    /// <summary>The priority; empty for all.</summary>
    public string Priority { get; set; } = "";

    /// <summary>How the request came in; empty for all.</summary>
    public string Source { get; set; } = "";

    /// <summary>The share in per cent.</summary>
    public string Share { get; set; } = "100";

    /// <summary>From completion to the promised instant.</summary>
    public LimitDraft Limit { get; private init; } = LimitDraft.Of(SamplingRule.Standard.Limit);

    /// <summary>The calendar's id; empty for the city's.</summary>
    public string Calendar { get; set; } = "";

    /// <summary>The used share of the limit after which call takers are reminded, in per cent.</summary>
    public string RemindPercent { get; set; } = Percent(SamplingRule.DefaultRemindShare);

    /// <summary>After how many unanswered calls it is given up.</summary>
    public string MostFailures { get; set; } = SamplingRule.Standard.MostFailures.ToString(CultureInfo.InvariantCulture);

    /// <summary>Filled with a rule.</summary>
    public static SamplingDraft Of(SamplingRule rule) => new()
    {
        Id = rule.Id,
        Version = rule.Version,
        Category = rule.CategoryId?.ToString() ?? "",
        Priority = rule.Priority?.ToString() ?? "",
        Source = rule.Source ?? "",
        Share = rule.SharePercent.ToString(CultureInfo.InvariantCulture),
        Limit = LimitDraft.Of(rule.Limit),
        Calendar = rule.CalendarId?.ToString() ?? "",
        RemindPercent = Percent(rule.RemindShare),
        MostFailures = rule.MostFailures.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>As the desk takes it.</summary>
    /// <exception cref="Refusal">A value cannot be read; it names the field.</exception>
    public SamplingForm Form() => new(
        IdOf(Category), Enum.TryParse<TicketPriority>(Priority, out var priority) ? priority : null, Source, Whole("share", Share),
        Limit.Read("limit") ?? throw Refusal.Invalid("limit", "is needed."), IdOf(Calendar), Whole("remindShare", RemindPercent) / 100.0, Whole("mostFailures", MostFailures));

    /// <summary>The rule it would become, to show what it would mean.</summary>
    /// <exception cref="Refusal">A value cannot be read; it names the field.</exception>
    public SamplingRule Preview()
    {
        var form = Form();
        return new SamplingRule
        {
            Id = Id ?? Guid.Empty, SharePercent = form.SharePercent, LimitUnit = form.Limit.Unit, LimitAmount = form.Limit.Amount, CalendarId = form.CalendarId,
            RemindShare = form.RemindShare is > 0 and < 1 ? form.RemindShare : throw Refusal.Invalid("remindShare", "must be between 0 and 100 percent."), MostFailures = form.MostFailures,
        };
    }

    private static int Whole(string field, string text) => int.TryParse(text.Trim().TrimEnd('%', '％'), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number : throw Refusal.Invalid(field, $"'{text}' is no whole number.");

    private static string Percent(double share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture);

    private static Guid? IdOf(string text) => Guid.TryParse(text, out var id) ? id : null;
}
