using CommandCenter.Alarms.Rules;
using CommandCenter.Devices;

namespace CommandCenter.Alarms.Reading;

/// <summary>What an alarm is raised from: a device under a rule, or an outside system's condition.</summary>
internal abstract record AlarmSource(string Key)
{
    /// <summary>The priority of a level.</summary>
    public abstract AlarmPriority PriorityOf(int level);

    /// <summary>A new alarm of this source, not yet raised.</summary>
    public abstract Alarm New(long sequence, string number, DateTimeOffset at, bool history);
}

/// <summary>A device under a rule.</summary>
internal sealed record RuleSource(AlarmRule Rule, Device Device, DeviceKind Kind) : AlarmSource(AlarmKeys.Of(Rule.Id, Device.Id))
{
    /// <inheritdoc/>
    public override AlarmPriority PriorityOf(int level) => Rule.PriorityOf(level);

    /// <inheritdoc/>
    public override Alarm New(long sequence, string number, DateTimeOffset at, bool history) => new()
    {
        Id = Guid.CreateVersion7(at),
        Sequence = sequence,
        Number = number,
        DeviceId = Device.Id,
        DeviceCode = Device.Code,
        DeviceName = Device.Name,
        KindCode = Kind.Code,
        RuleId = Rule.Id,
        RuleRevision = Rule.Revision,
        Title = Rule.Name,
        TitleEn = Rule.NameEn,
        Quantity = Rule.Quantity,
        Unit = Kind.Quantities.Find(q => q.Code == Rule.Quantity)?.Unit,
        Latitude = Device.Latitude,
        Longitude = Device.Longitude,
        PlaceText = Device.PlaceText,
        AreaId = Device.AreaId,
        DepartmentId = Device.DepartmentId,
        RaisedAt = at,
        History = history,
    };
}

/// <summary>An outside system's condition: its own words and place, and the device where it names one of ours.</summary>
internal sealed record OutsideSource(string Sender, string SenderKey, string Title, Device? Device, string? DeviceText, string? KindCode, double? Latitude, double? Longitude, string? PlaceText, Guid? AreaId)
    : AlarmSource(AlarmKeys.Of(Sender, SenderKey))
{
    /// <summary>The level that stands for a priority: Low 1 to Critical 4.</summary>
    public static int LevelOf(AlarmPriority priority) => 4 - (int)priority;

    /// <inheritdoc/>
    public override AlarmPriority PriorityOf(int level) => (AlarmPriority)(4 - level);

    /// <inheritdoc/>
    public override Alarm New(long sequence, string number, DateTimeOffset at, bool history) => new()
    {
        Id = Guid.CreateVersion7(at),
        Sequence = sequence,
        Number = number,
        DeviceId = Device?.Id,
        DeviceCode = Device?.Code ?? DeviceText,
        DeviceName = Device?.Name,
        KindCode = KindCode,
        Sender = Sender,
        SenderKey = SenderKey,
        Title = Title,
        Latitude = Latitude ?? Device?.Latitude,
        Longitude = Longitude ?? Device?.Longitude,
        PlaceText = PlaceText ?? Device?.PlaceText,
        AreaId = AreaId ?? Device?.AreaId,
        DepartmentId = Device?.DepartmentId,
        RaisedAt = at,
        History = history,
    };
}
