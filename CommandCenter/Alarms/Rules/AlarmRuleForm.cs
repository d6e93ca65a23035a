using CommandCenter.Devices;
using CommandCenter.Platform.Http;

namespace CommandCenter.Alarms.Rules;

/// <summary>One level as it is typed.</summary>
public sealed class AlarmLevelForm
{
    /// <summary>Its priority.</summary>
    public AlarmPriority Priority { get; set; } = AlarmPriority.Medium;

    /// <summary>A fixed limit.</summary>
    public double? Value { get; set; }

    /// <summary>Or the device's own threshold.</summary>
    public ThresholdLevel? Threshold { get; set; }
}

/// <summary>What an administrator is typing about one rule; what was stored meanwhile does not touch it.</summary>
public sealed class AlarmRuleForm
{
    /// <summary>The rule; null for a new one.</summary>
    public Guid? Id { get; private init; }

    /// <summary>The version that was read, by which a change in between is found.</summary>
    public int Version { get; private init; }

    /// <summary>See <see cref="AlarmRule.Name"/>.</summary>
    public string Name { get; set; } = "";

    /// <summary>See <see cref="AlarmRule.NameEn"/>.</summary>
    public string NameEn { get; set; } = "";

    /// <summary>See <see cref="AlarmRule.KindCode"/>.</summary>
    public string KindCode { get; set; } = "";

    /// <summary>The one device's code, name or alias; empty for every device of the kind.</summary>
    public string Device { get; set; } = "";

    /// <summary>See <see cref="AlarmRule.Quantity"/>; empty for any sign of life.</summary>
    public string Quantity { get; set; } = "";

    /// <summary>See <see cref="AlarmRule.Type"/>.</summary>
    public AlarmRuleType Type { get; set; }

    /// <summary>See <see cref="AlarmRule.Direction"/>.</summary>
    public AlarmDirection Direction { get; set; }

    /// <summary>See <see cref="AlarmRule.Levels"/>.</summary>
    public List<AlarmLevelForm> Levels { get; private init; } = [new()];

    /// <summary>See <see cref="AlarmRule.Deadband"/>.</summary>
    public double Deadband { get; set; }

    /// <summary>See <see cref="AlarmRule.OnDelay"/>, in seconds.</summary>
    public int OnDelaySeconds { get; set; }

    /// <summary>See <see cref="AlarmRule.OffDelay"/>, in seconds.</summary>
    public int OffDelaySeconds { get; set; }

    /// <summary>See <see cref="AlarmRule.Per"/>, in minutes.</summary>
    public int PerMinutes { get; set; } = 60;

    /// <summary>Whether it opens a ticket by itself.</summary>
    public bool OpensTicket { get; set; }

    /// <summary>See <see cref="TicketWish"/>.</summary>
    public string TicketCategory { get; set; } = "";

    /// <summary>See <see cref="TicketWish"/>.</summary>
    public string TicketPriority { get; set; } = "";

    /// <summary>See <see cref="TicketWish"/>.</summary>
    public string TicketDepartment { get; set; } = "";

    /// <summary>See <see cref="TicketWish"/>.</summary>
    public int TicketFromLevel { get; set; } = 1;

    /// <summary>See <see cref="AlarmRule.Active"/>.</summary>
    public bool Active { get; set; } = true;

    /// <summary>Filled with a rule.</summary>
    public static AlarmRuleForm Of(AlarmRule rule, DeviceIndex devices) => new()
    {
        Id = rule.Id, Version = rule.Version, Name = rule.Name, NameEn = rule.NameEn, KindCode = rule.KindCode,
        Device = rule.DeviceId is { } id ? devices.Find(id)?.Code ?? "" : "", Quantity = rule.Quantity ?? "", Type = rule.Type, Direction = rule.Direction,
        Levels = [.. rule.Levels.Select(l => new AlarmLevelForm { Priority = l.Priority, Value = l.Value, Threshold = l.Threshold })],
        Deadband = rule.Deadband, OnDelaySeconds = (int)rule.OnDelay.TotalSeconds, OffDelaySeconds = (int)rule.OffDelay.TotalSeconds, PerMinutes = (int)rule.Per.TotalMinutes,
        OpensTicket = rule.Ticket is not null, TicketCategory = rule.Ticket?.Category ?? "", TicketPriority = rule.Ticket?.Priority ?? "",
        TicketDepartment = rule.Ticket?.Department ?? "", TicketFromLevel = rule.Ticket?.FromLevel ?? 1, Active = rule.Active,
    };

    /// <summary>What is wrong, by field: the key of a text under <c>RuleInvalid.</c>; empty when it can be kept.</summary>
    public IReadOnlyDictionary<string, string> Check(DeviceIndex devices)
    {
        var wrong = new Dictionary<string, string>();
        var kind = devices.KindByCode(KindCode);
        When("name", string.IsNullOrWhiteSpace(Name) || TextField.Check("name", Name, 120) is not null, "Name");
        When("nameEn", string.IsNullOrWhiteSpace(NameEn) || TextField.Check("nameEn", NameEn, 120) is not null, "Name");
        When("kind", kind is null, "Kind");
        When("device", Device.Length > 0 && (devices.FindByText(Device) is not { } device || device.KindId != kind?.Id), "Device");
        When("quantity", Quantity.Length > 0 ? kind?.Quantities.Exists(q => q.Code == Quantity) == false : Type != AlarmRuleType.Absence, "Quantity");
        When("deadband", !(Deadband >= 0) || double.IsInfinity(Deadband), "Deadband");
        When("onDelay", OnDelaySeconds is < 0 or > 7 * 86_400, "Delay");
        When("offDelay", OffDelaySeconds is < 0 or > 7 * 86_400 || (Type == AlarmRuleType.Event && OffDelaySeconds == 0), Type == AlarmRuleType.Event ? "EventDelay" : "Delay");
        When("per", PerMinutes is < 1 or > 7 * 1_440, "Per");
        When("levels", WrongLevels() is not null, WrongLevels() ?? "");
        When("ticketFromLevel", OpensTicket && (TicketFromLevel < 1 || TicketFromLevel > Levels.Count), "FromLevel");
        return wrong;

        void When(string field, bool isWrong, string key)
        {
            if (isWrong)
                wrong[field] = key;
        }
    }

    /// <summary>The rule as it would be.</summary>
    /// <param name="devices">Knows the device.</param>
    /// <param name="onto">The rule as it is stored; null for a new one.</param>
    /// <param name="id">The id of a new one.</param>
    public AlarmRule Put(DeviceIndex devices, AlarmRule? onto, Guid id)
    {
        var rule = onto ?? new AlarmRule { Id = id, Code = $"rule-{id:N}"[..20], Name = Name, NameEn = NameEn, KindCode = KindCode, Type = Type };
        (rule.Name, rule.NameEn, rule.KindCode, rule.Type, rule.Direction) = (Name.Trim(), NameEn.Trim(), KindCode, Type, Direction);
        rule.DeviceId = Device.Length > 0 ? devices.FindByText(Device)?.Id : null;
        rule.Quantity = Quantity.Length > 0 ? Quantity : null;
        var levels = Levels.Select(l => new AlarmLevel(l.Priority, l.Threshold is null ? l.Value : null, l.Threshold)).ToList();
        if (!rule.Levels.SequenceEqual(levels))
            rule.Levels = levels;
        (rule.Deadband, rule.OnDelay, rule.OffDelay, rule.Per) = (Deadband, TimeSpan.FromSeconds(OnDelaySeconds), TimeSpan.FromSeconds(OffDelaySeconds), TimeSpan.FromMinutes(PerMinutes));
        var wish = OpensTicket ? new TicketWish(Text(TicketCategory), Text(TicketPriority), Text(TicketDepartment), TicketFromLevel) : null;
        if (rule.Ticket != wish)
            rule.Ticket = wish;
        rule.Active = Active;
        return rule;
    }

    // Fixed limits must climb with their levels, or the higher could never be reached first.
    private string? WrongLevels()
    {
        if (Levels.Count is 0 or > AlarmRule.MostLevels)
            return "LevelCount";
        if (Type is AlarmRuleType.State or AlarmRuleType.Event || (Type == AlarmRuleType.Absence && Quantity.Length == 0))
            return Levels.Count == 1 ? null : "OneLevel";
        if (Levels.Exists(l => (l.Value is null && l.Threshold is null) || (l.Value is { } v && !double.IsFinite(v)) || (Type == AlarmRuleType.Absence && !(l.Value > 0)) || (Type != AlarmRuleType.Limit && l.Threshold is not null)))
            return Type == AlarmRuleType.Absence ? "Hours" : "LevelValue";
        var values = Levels.Where(l => l.Threshold is null).Select(l => l.Value!.Value).ToList();
        var climbing = Direction == AlarmDirection.Rising || Type == AlarmRuleType.Absence ? values.Order() : values.OrderDescending();
        return values.SequenceEqual(climbing) && values.Distinct().Count() == values.Count ? null : "LevelOrder";
    }

    private static string? Text(string typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
}
