using CommandCenter.Access;
using CommandCenter.Alarms;
using CommandCenter.Escalations.Chains;
using CommandCenter.Platform.Http;
using CommandCenter.Sla;
using CommandCenter.Sla.Administration;
using CommandCenter.Tickets;

namespace CommandCenter.Escalations.Administration;

/// <summary>A step while it is typed.</summary>
public sealed class StepDraft
{
    /// <summary>Whom it tells.</summary>
    public StepAudience Audience { get; set; }

    /// <summary>A role's name.</summary>
    public string Role { get; set; } = nameof(Access.Role.DutyOfficer);

    /// <summary>On duty in the lead department.</summary>
    public bool InLeadDepartment { get; set; }

    /// <summary>Only who is in charge.</summary>
    public bool InChargeOnly { get; set; }

    /// <summary>A person's id; empty for none.</summary>
    public string User { get; set; } = "";

    /// <summary>A target's id; empty for none.</summary>
    public string Webhook { get; set; } = "";

    /// <summary>Into the inbox.</summary>
    public bool Inbox { get; set; } = true;

    /// <summary>By e-mail.</summary>
    public bool Email { get; set; }

    /// <summary>How long after the step before.</summary>
    public LimitDraft Wait { get; private init; } = LimitDraft.Of(Limit.Elapsed(TimeSpan.Zero));

    /// <summary>How often it is said again.</summary>
    public int Repeats { get; set; }

    /// <summary>How long between two times.</summary>
    public LimitDraft Every { get; private init; } = LimitDraft.Of(Limit.Elapsed(TimeSpan.FromMinutes(15)));

    /// <summary>Filled with a step.</summary>
    public static StepDraft Of(EscalationStep step) => new()
    {
        Audience = step.Audience,
        Role = (step.Role ?? Access.Role.DutyOfficer).ToString(),
        InLeadDepartment = step.InLeadDepartment,
        InChargeOnly = step.InChargeOnly,
        User = step.UserId?.ToString() ?? "",
        Webhook = step.WebhookId?.ToString() ?? "",
        Inbox = step.Inbox,
        Email = step.Email,
        Wait = LimitDraft.Of(step.Wait),
        Repeats = step.Repeats,
        Every = LimitDraft.Of(step.RepeatEvery ?? Limit.Elapsed(TimeSpan.FromMinutes(15))),
    };

    /// <summary>The step; what does not belong to its audience is left out.</summary>
    /// <exception cref="Refusal">A wait cannot be read; it names the step.</exception>
    public EscalationStep Read(int number)
    {
        var person = Audience != StepAudience.Webhook;
        var duty = Audience == StepAudience.OnDuty;
        return new EscalationStep
        {
            Audience = Audience,
            Role = duty && Enum.TryParse<Role>(Role, out var role) ? role : null,
            InLeadDepartment = duty && InLeadDepartment,
            InChargeOnly = duty && InChargeOnly,
            UserId = Audience == StepAudience.Person && Guid.TryParse(User, out var user) ? user : null,
            WebhookId = !person && Guid.TryParse(Webhook, out var webhook) ? webhook : null,
            Inbox = person && Inbox,
            Email = person && Email,
            Wait = LimitOf(Wait, number, "wait"),
            Repeats = Repeats,
            RepeatEvery = Repeats > 0 ? LimitOf(Every, number, "every") : null,
        };
    }

    private static Limit LimitOf(LimitDraft draft, int number, string field)
    {
        try
        {
            return draft.Read(field) ?? throw Refusal.Invalid(field, "is needed.");
        }
        catch (Refusal)
        {
            throw new Refusal(StatusCodes.Status422UnprocessableEntity, $"step-{field}", $"steps[{number - 1}]: {field} cannot be read.")
            {
                Field = $"steps[{number - 1}]",
                Facts = new Dictionary<string, object?> { ["step"] = number },
            };
        }
    }
}

/// <summary>What an administrator is typing about one chain; what was stored meanwhile does not touch it.</summary>
public sealed class ChainDraft
{
    /// <summary>The chain; null for a new one.</summary>
    public Guid? Id { get; private init; }

    /// <summary>The version that was read.</summary>
    public int Version { get; private init; }

    /// <summary>Its name.</summary>
    public string Name { get; set; } = "";

    /// <summary>What starts it.</summary>
    public ChainTrigger Trigger { get; set; } = ChainTrigger.Breached;

    /// <summary>A category's id; empty for all.</summary>
    public string Category { get; set; } = "";

    /// <summary>A ticket priority's name; empty for all.</summary>
    public string Priority { get; set; } = "";

    /// <summary>A clock's name; empty for any.</summary>
    public string Clock { get; set; } = "";

    /// <summary>A device kind's code; empty for all.</summary>
    public string Kind { get; set; } = "";

    /// <summary>An alarm priority's name; empty for all.</summary>
    public string AlarmPriority { get; set; } = "";

    /// <summary>A calendar's id; empty for the city's.</summary>
    public string Calendar { get; set; } = "";

    /// <summary>Whether it starts from now on.</summary>
    public bool Active { get; set; } = true;

    /// <summary>It stops when the alarm's source is back to normal.</summary>
    public bool StopsAtClear { get; set; }

    /// <summary>The verbs that stop it; none for those of the clock.</summary>
    public HashSet<TicketVerb> Progress { get; private init; } = [];

    /// <summary>The steps in order.</summary>
    public List<StepDraft> Steps { get; private init; } = [];

    /// <summary>The verbs that may count as progress. A comment is none: words alone move nothing.</summary>
    public static IReadOnlyList<TicketVerb> Verbs { get; } =
        [TicketVerb.Accept, TicketVerb.Dispatch, TicketVerb.Sign, TicketVerb.Assign, TicketVerb.Return, TicketVerb.Suspend, TicketVerb.Resume, TicketVerb.Complete, TicketVerb.ChangePriority];

    /// <summary>The usual chain, to begin with: the department's lead at once, the supervisor after half an hour, the duty officer in charge after another.</summary>
    public static ChainDraft Usual() => new()
    {
        Steps =
        [
            StepDraft.Of(new EscalationStep { Role = Role.DepartmentLead, InLeadDepartment = true, Repeats = 1, RepeatEvery = Limit.Elapsed(TimeSpan.FromMinutes(15)) }),
            StepDraft.Of(new EscalationStep { Role = Role.Supervisor, Wait = Limit.Elapsed(TimeSpan.FromMinutes(30)) }),
            StepDraft.Of(new EscalationStep { Role = Role.DutyOfficer, InChargeOnly = true, Wait = Limit.Elapsed(TimeSpan.FromMinutes(30)) }),
        ],
    };

    /// <summary>Filled with a chain.</summary>
    public static ChainDraft Of(EscalationChain chain)
    {
        var plan = chain.Read();
        return new()
        {
            Id = chain.Id,
            Version = chain.Version,
            Name = chain.Name,
            Trigger = chain.Trigger,
            Category = chain.CategoryId?.ToString() ?? "",
            Priority = chain.Priority?.ToString() ?? "",
            Clock = chain.Clock?.ToString() ?? "",
            Kind = chain.KindCode ?? "",
            AlarmPriority = chain.AlarmPriority?.ToString() ?? "",
            Calendar = plan.CalendarId?.ToString() ?? "",
            Active = chain.Active,
            StopsAtClear = plan.StopsAtClear,
            Progress = [.. plan.Progress],
            Steps = [.. plan.Steps.Select(StepDraft.Of)],
        };
    }

    /// <summary>Moves a step one place up or down.</summary>
    public void Move(StepDraft step, int by)
    {
        var (from, to) = (Steps.IndexOf(step), Steps.IndexOf(step) + by);
        if (to < 0 || to >= Steps.Count)
            return;
        Steps.RemoveAt(from);
        Steps.Insert(to, step);
    }

    /// <summary>As the desk takes it.</summary>
    /// <exception cref="Refusal">A value cannot be read; it names the field.</exception>
    public ChainForm Form() => new(
        Name, Trigger, IdOf(Category), Of<TicketPriority>(Priority), Of<TicketClock>(Clock), Kind.Length == 0 ? null : Kind, Of<AlarmPriority>(AlarmPriority),
        new EscalationPlan([.. Steps.Select((step, index) => step.Read(index + 1))], [.. Progress.Order()], IdOf(Calendar), StopsAtClear), Active);

    private static Guid? IdOf(string text) => Guid.TryParse(text, out var id) ? id : null;

    private static T? Of<T>(string text) where T : struct, Enum => Enum.TryParse<T>(text, out var value) ? value : null;
}
