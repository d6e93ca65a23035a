using CommandCenter.Areas;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Maps;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommandCenter.Devices;

/// <summary>Whether a device can be believed.</summary>
public enum DeviceState
{
    /// <summary>在线: it has been heard of lately, or is of a kind whose silence says nothing.</summary>
    Online,

    /// <summary>离线: it has been silent for longer than its kind allows, or was never heard of.</summary>
    Offline,

    /// <summary>停用: taken out for maintenance; what it says raises no alarm.</summary>
    OutOfService,
}

/// <summary>设备: what senses at a place. Changed only through <see cref="DeviceDesk"/> and the imports of this room, read by everybody through <see cref="DeviceIndex"/>.</summary>
public sealed class Device : IVersioned
{
    /// <summary>The longest code.</summary>
    public const int CodeLength = 80;

    /// <summary>The longest name and the longest alias.</summary>
    public const int NameLength = 200;

    /// <summary>The longest place in words, and the longest reason for being out of service.</summary>
    public const int TextLength = 500;

    private Device()
    {
    }

    /// <summary>Its lasting id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Counts devices from 1; what lists page by, because Guids sort differently in each database.</summary>
    public long Sequence { get; private init; }

    /// <summary>What programs call it, e.g. <c>GD-2207</c>; unique, compared without regard to case.</summary>
    public string Code { get; private init; } = "";

    /// <summary>What people call it.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Its kind.</summary>
    public Guid KindId { get; private set; }

    /// <summary>Other spellings that senders use; compared by <see cref="Spelling.Normalize"/>.</summary>
    public List<string> Aliases { get; private set; } = [];

    /// <summary>WGS84 degrees.</summary>
    public double? Latitude { get; private set; }

    /// <summary>WGS84 degrees.</summary>
    public double? Longitude { get; private set; }

    /// <summary>The place in words, to the building: <c>花园里社区 7 栋</c>.</summary>
    public string? PlaceText { get; private set; }

    /// <summary>The smallest area, by point.</summary>
    public Guid? AreaId { get; private set; }

    /// <summary>The department that answers for it.</summary>
    public Guid? DepartmentId { get; private set; }

    /// <summary>The grid worker whose phone it rings.</summary>
    public Guid? GridWorkerId { get; private set; }

    /// <summary>The gateway it speaks through: when that is lost, its silence says nothing of itself.</summary>
    public Guid? ParentId { get; private set; }

    /// <summary>Whether it can be believed.</summary>
    public DeviceState State { get; private set; }

    /// <summary>Why it is out of service; null while it is in service.</summary>
    public string? ServiceReason { get; private set; }

    /// <summary>When it returns to service by itself; null while it is in service or when nobody said.</summary>
    public DateTimeOffset? ServiceUntilAt { get; private set; }

    /// <summary>The instant of the newest thing heard of it, never later than it reached us; null before the first. Moved by <see cref="MeasurementStore"/> beside the versions.</summary>
    public DateTimeOffset? LastSeenAt { get; private set; }

    /// <inheritdoc/>
    public int Version { get; set; }

    /// <summary>A new device. It counts as offline until it is heard of, unless silence says nothing of its kind.</summary>
    /// <exception cref="Refusal">Code or name is missing or too long.</exception>
    public static Device Create(Guid id, long sequence, string code, string name, DeviceKind kind) => new()
    {
        Id = id,
        Sequence = sequence,
        Code = Checked("code", code, CodeLength),
        Name = Checked("name", name, NameLength),
        KindId = kind.Id,
        State = kind.SilentAfter is null ? DeviceState.Online : DeviceState.Offline,
    };

    /// <summary>Gives it another name. The old one stays as an alias, because senders go on using it.</summary>
    public void Rename(string name)
    {
        name = Checked("name", name, NameLength);
        var old = Name;
        Name = name;
        if (!IsCalled(old))
            Aliases = [.. Aliases, old];
    }

    /// <summary>Replaces the other spellings; blanks and repetitions fall away.</summary>
    public void SetAliases(IEnumerable<string> aliases) =>
        Aliases = [.. aliases.Where(a => !string.IsNullOrWhiteSpace(a)).Select(a => Checked("aliases", a, NameLength)).DistinctBy(Spelling.Normalize)];

    /// <summary>Says that it is of another kind.</summary>
    public void BeOfKind(Guid kindId) => KindId = kindId;

    /// <summary>Puts it somewhere.</summary>
    /// <param name="position">Where, or null where it is not known.</param>
    /// <param name="placeText">The place in words.</param>
    /// <param name="areaId">The smallest area of the position.</param>
    public void Place(Position? position, string? placeText, Guid? areaId) =>
        (Latitude, Longitude, PlaceText, AreaId) = (position?.Latitude, position?.Longitude, Optional("placeText", placeText, TextLength), areaId);

    /// <summary>Says who answers for it.</summary>
    public void GiveTo(Guid? departmentId, Guid? gridWorkerId) => (DepartmentId, GridWorkerId) = (departmentId, gridWorkerId);

    /// <summary>Hangs it below a gateway; that this makes no circle is <see cref="DeviceDesk"/>'s to check, which sees them all.</summary>
    public void HangBelow(Guid? parentId) => ParentId = parentId;

    /// <summary>It has been silent for too long. Nothing while it is out of service.</summary>
    public bool GoOffline() => Turn(DeviceState.Online, DeviceState.Offline);

    /// <summary>It was heard of again. Nothing while it is out of service.</summary>
    public bool ComeOnline() => Turn(DeviceState.Offline, DeviceState.Online);

    /// <summary>Takes it out for maintenance, or changes reason and end.</summary>
    /// <exception cref="Refusal">There is no reason, or the end is not after <paramref name="now"/>.</exception>
    public void TakeOutOfService(string reason, DateTimeOffset? untilAt, DateTimeOffset now)
    {
        if (untilAt <= now)
            throw Refusal.Invalid("untilAt", "must lie in the future.");
        (State, ServiceReason, ServiceUntilAt) = (DeviceState.OutOfService, Checked("reason", reason, TextLength), untilAt);
    }

    /// <summary>Back from maintenance: online when it was heard of lately enough for its kind, else offline until it is.</summary>
    /// <exception cref="Refusal">It is in service.</exception>
    public void ReturnToService(TimeSpan? silentAfter, DateTimeOffset now)
    {
        if (State != DeviceState.OutOfService)
            throw new Refusal(StatusCodes.Status409Conflict, "wrong-state", $"{Code} is in service.");
        (State, ServiceReason, ServiceUntilAt) = (silentAfter is null || LastSeenAt + silentAfter > now ? DeviceState.Online : DeviceState.Offline, null, null);
    }

    /// <summary>Whether the text is its code, its name or an alias, in any spelling.</summary>
    public bool IsCalled(string text)
    {
        var spelling = Spelling.Normalize(text);
        return Spelling.Normalize(Code) == spelling || Spelling.Normalize(Name) == spelling || Aliases.Exists(a => Spelling.Normalize(a) == spelling);
    }

    private bool Turn(DeviceState from, DeviceState to)
    {
        if (State != from)
            return false;
        State = to;
        return true;
    }

    private static string? Optional(string field, string? value, int longest) => string.IsNullOrWhiteSpace(value) ? null : Checked(field, value, longest);

    private static string Checked(string field, string? value, int longest)
    {
        var text = value?.Trim() ?? "";
        return text.Length == 0 ? throw Refusal.Invalid(field, "must not be empty.") : TextField.Check(field, text, longest) is { } refusal ? throw refusal : text;
    }
}

internal sealed class DeviceTable : IEntityTypeConfiguration<Device>
{
    public void Configure(EntityTypeBuilder<Device> device)
    {
        device.ToTable("Devices");
        device.Property(d => d.Id).ValueGeneratedNever();
        device.Property(d => d.Code).HasMaxLength(Device.CodeLength);
        device.Property(d => d.Name).HasMaxLength(Device.NameLength);
        device.Property(d => d.PlaceText).HasMaxLength(Device.TextLength);
        device.Property(d => d.ServiceReason).HasMaxLength(Device.TextLength);
        device.HasOne<DeviceKind>().WithMany().HasForeignKey(d => d.KindId).OnDelete(DeleteBehavior.Restrict);
        device.HasIndex(d => d.Code).IsUnique();
        device.HasIndex(d => d.Sequence).IsUnique();
        device.HasIndex(d => d.KindId);
        device.HasIndex(d => new { d.Latitude, d.Longitude });
    }
}
