using System.Globalization;
using CommandCenter.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommandCenter.Alarms.Judging;

/// <summary>
/// What judging remembers of a condition, as a row: a device under a rule, or an outside system's key. A condition that is quiet and has nothing pending has no row, so
/// that thousands of devices in order cost nothing. Two processes that change one at once are told apart by its version or its unique key, and judge again.
/// </summary>
public sealed class AlarmCondition : IVersioned
{
    private const int MostMessages = 8;

    /// <summary>The row; the subject of its deadlines.</summary>
    public required Guid Id { get; init; }

    /// <summary>What it is the condition of: <see cref="AlarmKeys"/>.</summary>
    public required string Key { get; init; }

    /// <summary>The rule; null for an outside system's.</summary>
    public Guid? RuleId { get; init; }

    /// <summary>The device; null where an outside system names none of ours.</summary>
    public Guid? DeviceId { get; init; }

    /// <summary>The level it is at.</summary>
    public int Level { get; private set; }

    /// <summary>The levels, each 1 or 0 with the ticks since when the opposite has held: <c>1;0@638…</c>.</summary>
    public string Switches { get; private set; } = "";

    /// <summary>The instant of the last judged measurement; of an outside key whose clear came before its raise, the clear's.</summary>
    public DateTimeOffset? At { get; private set; }

    /// <summary>Its value.</summary>
    public double? Value { get; private set; }

    /// <summary>See <see cref="ConditionState.OnAt"/>.</summary>
    public DateTimeOffset? OnAt { get; private set; }

    /// <summary>See <see cref="ConditionState.OnBeforeAt"/>.</summary>
    public DateTimeOffset? OnBeforeAt { get; private set; }

    /// <summary>See <see cref="ConditionState.WentUp"/>.</summary>
    public bool WentUp { get; private set; }

    /// <summary>See <see cref="ConditionState.Chattering"/>.</summary>
    public bool Chattering { get; private set; }

    /// <summary>The instant its deadline waits for; null for none. It is never moved later: when it comes too early it looks and waits again.</summary>
    public DateTimeOffset? DeadlineAt { get; set; }

    /// <summary>
    /// The messages of an outside system that were taken last, newest first, at most eight, separated by spaces: one sent again, without an instant of its
    /// own, is known by them.
    /// </summary>
    public string Messages { get; private set; } = "";

    /// <inheritdoc/>
    public int Version { get; set; }

    /// <summary>Whether a message is among the last ones.</summary>
    public bool Knows(string? message) => message is not null && Messages.Split(' ').Contains(message);

    /// <summary>Keeps the identity of a message that was taken.</summary>
    public void Remember(string? message)
    {
        if (message is not null)
            Messages = string.Join(' ', Messages.Split(' ', StringSplitOptions.RemoveEmptyEntries).Prepend(message).Take(MostMessages));
    }

    /// <summary>As the judge wants it.</summary>
    public ConditionState Read() => new()
    {
        Switches = [.. Switches.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(Switch)],
        At = At, Value = Value, OnAt = OnAt, OnBeforeAt = OnBeforeAt, WentUp = WentUp, Chattering = Chattering,
    };

    /// <summary>Keeps what the judge came to.</summary>
    public void Write(ConditionState state)
    {
        Level = state.Level;
        Switches = string.Join(';', state.Switches.Select(Text));
        (At, Value, OnAt, OnBeforeAt, WentUp, Chattering) = (state.At, state.Value, state.OnAt, state.OnBeforeAt, state.WentUp, state.Chattering);
    }

    private static LevelSwitch Switch(string text) => new(text[0] == '1',
        text.Length > 2 ? new DateTimeOffset(long.Parse(text.AsSpan(2), CultureInfo.InvariantCulture), TimeSpan.Zero) : null);

    private static string Text(LevelSwitch one) => (one.On ? "1" : "0") + (one.Since is { } since ? "@" + since.UtcTicks.ToString(CultureInfo.InvariantCulture) : "");
}

internal sealed class AlarmConditionTable : IEntityTypeConfiguration<AlarmCondition>
{
    public void Configure(EntityTypeBuilder<AlarmCondition> condition)
    {
        condition.ToTable("AlarmConditions");
        condition.Property(c => c.Id).ValueGeneratedNever();
        condition.Property(c => c.Key).HasMaxLength(100);
        condition.Property(c => c.Switches).HasMaxLength(200);
        condition.Property(c => c.Messages).HasMaxLength(300).HasDefaultValue("");
        condition.HasIndex(c => c.Key).IsUnique();
        condition.HasIndex(c => c.RuleId);
        condition.HasIndex(c => c.DeviceId);
    }
}
