using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommandCenter.People.Rosters;

/// <summary>How far a swap has come.</summary>
public enum SwapState
{
    /// <summary>待对方同意: asked, and nothing has changed yet.</summary>
    Asked,

    /// <summary>已同意: it is in force.</summary>
    Accepted,

    /// <summary>已拒绝.</summary>
    Refused,

    /// <summary>已撤回.</summary>
    Withdrawn,
}

/// <summary>
/// 换班: somebody gives a shift on a date to another person, who may give one of theirs in return. It is in force once the other person has accepted or somebody who leads the
/// roster has entered it. Changed only through <see cref="SwapDesk"/>.
/// </summary>
public sealed class Swap : IVersioned
{
    /// <summary>Its lasting id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The roster of both shifts.</summary>
    public required Guid RosterId { get; init; }

    /// <summary>Who gives the first shift.</summary>
    public required Guid GiverId { get; init; }

    /// <summary>The shift they give.</summary>
    public required Guid GivenShiftId { get; init; }

    /// <summary>On which date it starts.</summary>
    public required DateOnly GivenOn { get; init; }

    /// <summary>Who takes it.</summary>
    public required Guid TakerId { get; init; }

    /// <summary>The shift the taker gives in return; null when they take over without one (顶班).</summary>
    public Guid? ReturnShiftId { get; init; }

    /// <summary>On which date that starts.</summary>
    public DateOnly? ReturnOn { get; init; }

    /// <summary>How far it has come.</summary>
    public SwapState State { get; private set; } = SwapState.Asked;

    /// <summary>When it was asked or entered.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>When it was accepted, refused or withdrawn.</summary>
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <inheritdoc/>
    public int Version { get; set; }

    /// <summary>Decides it; what was accepted can still be withdrawn, everything else is the end.</summary>
    /// <exception cref="Refusal">It has been decided already.</exception>
    public void Decide(SwapState to, DateTimeOffset at)
    {
        if (to == SwapState.Asked || State != SwapState.Asked && !(State == SwapState.Accepted && to == SwapState.Withdrawn))
            throw new Refusal(StatusCodes.Status409Conflict, "swap-decided", $"The swap is {State} already.") { Facts = new Dictionary<string, object?> { ["state"] = State } };
        (State, DecidedAt) = (to, at);
    }

    /// <summary>Who has a shift on a date after it, when <paramref name="people"/> had it before.</summary>
    public IEnumerable<Guid> Apply(Guid shiftId, DateOnly on, IReadOnlyList<Guid> people)
    {
        var given = GivenShiftId == shiftId && GivenOn == on;
        var returned = ReturnShiftId == shiftId && ReturnOn == on;
        return people.Select(id => given && id == GiverId ? TakerId : returned && id == TakerId ? GiverId : id).Distinct();
    }
}

internal sealed class SwapTable : IEntityTypeConfiguration<Swap>
{
    public void Configure(EntityTypeBuilder<Swap> swap)
    {
        swap.ToTable("Swaps");
        swap.Property(s => s.Id).ValueGeneratedNever();
        // No foreign keys to the shifts: what was agreed about a shift that is gone stays readable and does nothing.
        swap.HasIndex(s => s.GivenOn);
        swap.HasIndex(s => s.ReturnOn);
        swap.HasIndex(s => s.RosterId);
    }
}
