using System.Globalization;
using CommandCenter.Platform.Http;
using CommandCenter.Tickets;

namespace CommandCenter.Sla.Administration;

/// <summary>A limit while it is typed.</summary>
public sealed class LimitDraft
{
    /// <summary>A unit's name; empty for no limit.</summary>
    public string Unit { get; set; } = "";

    /// <summary>Days as a whole number; time as <c>4h</c>, <c>90m</c>, <c>2h30m</c> or <c>1:30</c>.</summary>
    public string Amount { get; set; } = "";

    /// <summary>Filled with a limit.</summary>
    public static LimitDraft Of(Limit? limit) => limit is null ? new() : new() { Unit = limit.Unit.ToString(), Amount = LimitText.Write(limit).Amount };

    /// <summary>The limit; null for none.</summary>
    /// <exception cref="Refusal">The amount cannot be read; it names <paramref name="field"/>.</exception>
    public Limit? Read(string field)
    {
        if (!Enum.TryParse<LimitUnit>(Unit, out var unit))
            return null;
        try
        {
            return LimitText.Parse(LimitText.Write(new Limit(unit, 0)).Unit, Amount.Trim(), "unit", "amount");
        }
        catch (FormatException problem)
        {
            throw Refusal.Invalid(field, problem.Message);
        }
    }
}

/// <summary>What an administrator is typing about one policy; what was stored meanwhile does not touch it.</summary>
public sealed class PolicyDraft
{
    /// <summary>The policy; null for a new one.</summary>
    public Guid? Id { get; private init; }

    /// <summary>The version that was read.</summary>
    public int Version { get; private init; }

    /// <summary>The category's id as the page's list has it; empty for all.</summary>
    public string Category { get; set; } = "";

    /// <summary>The category by name, for a policy that came in from a file; it stays.</summary>
    public string? CategoryName { get; private init; }

    /// <summary>A priority's name; empty for all.</summary>
    public string Priority { get; set; } = "";

    /// <summary>The calendar's id; empty for the city's.</summary>
    public string Calendar { get; set; } = "";

    /// <summary>Until the ticket is completed.</summary>
    public LimitDraft Resolution { get; private init; } = new() { Unit = nameof(LimitUnit.WorkingDays), Amount = "3" };

    /// <summary>Until the department signs.</summary>
    public LimitDraft Sign { get; private init; } = new();

    /// <summary>From sign to completion.</summary>
    public LimitDraft Handling { get; private init; } = new();

    /// <summary>The used share from which a clock is at risk, in percent.</summary>
    public string AtRiskPercent { get; set; } = (SlaPolicy.DefaultAtRiskShare * 100).ToString(CultureInfo.InvariantCulture);

    /// <summary>Filled with a policy.</summary>
    public static PolicyDraft Of(SlaPolicy policy) => new()
    {
        Id = policy.Id,
        Version = policy.Version,
        Category = policy.CategoryId?.ToString() ?? "",
        CategoryName = policy.CategoryName,
        Priority = policy.Priority?.ToString() ?? "",
        Calendar = policy.CalendarId?.ToString() ?? "",
        Resolution = LimitDraft.Of(policy.Resolution),
        Sign = LimitDraft.Of(policy.Sign),
        Handling = LimitDraft.Of(policy.Handling),
        AtRiskPercent = (policy.AtRiskShare * 100).ToString("0.##", CultureInfo.InvariantCulture),
    };

    /// <summary>As the desk takes it.</summary>
    /// <exception cref="Refusal">A value cannot be read; it names the field.</exception>
    public PolicyForm Form() => new(
        IdOf(Category), CategoryName, Enum.TryParse<TicketPriority>(Priority, out var priority) ? priority : null, IdOf(Calendar),
        Resolution.Read("resolution") ?? throw Refusal.Invalid("resolution", "is needed."), Sign.Read("sign"), Handling.Read("handling"), Share());

    private double Share() => double.TryParse(AtRiskPercent.Trim().TrimEnd('%', '％'), CultureInfo.InvariantCulture, out var percent) && percent is > 0 and < 100
        ? percent / 100
        : throw Refusal.Invalid("atRiskShare", "must be between 0 and 100 percent.");

    private static Guid? IdOf(string text) => Guid.TryParse(text, out var id) ? id : null;
}

/// <summary>What a policy would mean for a ticket of this moment.</summary>
/// <param name="Due">When it would have to be completed.</param>
/// <param name="RiskAt">When it would turn at risk.</param>
/// <param name="Sign">When a department would have to sign if it were dispatched now.</param>
/// <param name="Handling">When the department would have to complete if it signed now.</param>
public sealed record PolicyPreview(DateTimeOffset Due, DateTimeOffset? RiskAt, DateTimeOffset? Sign, DateTimeOffset? Handling)
{
    /// <summary>Counts, without storing anything.</summary>
    /// <exception cref="NoWorkingTime">The calendar never opens long enough.</exception>
    public static PolicyPreview Of(PolicyForm form, WorkCalendar calendar, DateTimeOffset now)
    {
        var due = Due(form.Resolution)!.Value;
        return new(due, calendar.AtRiskAt(now, form.Resolution, [], form.AtRiskShare) is { } risk && risk < due ? risk : null, Due(form.Sign), Due(form.Handling));

        DateTimeOffset? Due(Limit? limit) => limit is null ? null : calendar.Due(now, limit, []);
    }
}
