using CommandCenter.Platform.Http;

namespace CommandCenter.People.Rosters;

/// <summary>Who gives which shift to whom, and what for.</summary>
/// <param name="RosterId">The roster of both shifts.</param>
/// <param name="GiverId">Who gives the first shift.</param>
/// <param name="GivenShiftId">The shift.</param>
/// <param name="GivenOn">The local date on which it starts.</param>
/// <param name="TakerId">Who takes it.</param>
/// <param name="ReturnShiftId">What the taker gives in return; null for nothing.</param>
/// <param name="ReturnOn">The date of that.</param>
public sealed record SwapDetails(Guid RosterId, Guid GiverId, Guid GivenShiftId, DateOnly GivenOn, Guid TakerId, Guid? ReturnShiftId = null, DateOnly? ReturnOn = null)
{
    /// <summary>What a swap says.</summary>
    public static SwapDetails Of(Swap swap) => new(swap.RosterId, swap.GiverId, swap.GivenShiftId, swap.GivenOn, swap.TakerId, swap.ReturnShiftId, swap.ReturnOn);
}

/// <summary>What makes a swap impossible. Pure.</summary>
public static class SwapRules
{
    /// <summary>The first thing that stands against it; null when it can come into force.</summary>
    /// <param name="plan">The plan of the dates concerned and a day around them.</param>
    /// <param name="roster">The roster.</param>
    /// <param name="swap">The swap.</param>
    /// <param name="giver">Who gives, as their account is.</param>
    /// <param name="taker">Who takes, as their account is.</param>
    /// <param name="now">Shifts that are over are not swapped.</param>
    public static Refusal? Against(DutyPlan plan, Roster roster, SwapDetails swap, DutyPerson giver, DutyPerson taker, DateTimeOffset now)
    {
        if (swap.GiverId == swap.TakerId)
            return Refusal.Invalid("taker", "must be somebody else.");
        if (swap.ReturnShiftId is null != swap.ReturnOn is null)
            return Refusal.Invalid("return", "needs a shift and a date.");
        if (plan.TurnOn(roster, swap.GivenShiftId, swap.GivenOn) is not { } given)
            return Refusal.Invalid("given", "the shift is not on that date.");
        DutyTurn? returned = null;
        if (swap.ReturnShiftId is { } shift && (returned = plan.TurnOn(roster, shift, swap.ReturnOn!.Value)) is null)
            return Refusal.Invalid("return", "the shift is not on that date.");
        return Leg(plan, given, returned, "given", giver, taker, now) ?? (returned is null ? null : Leg(plan, returned, given, "return", taker, giver, now));
    }

    private static Refusal? Leg(DutyPlan plan, DutyTurn turn, DutyTurn? other, string field, DutyPerson from, DutyPerson to, DateTimeOffset now)
    {
        if (turn.Span.EndsAt <= now)
            return Wrong(field, "swap-past", "the shift is over.");
        if (!turn.Names(from.Id))
            return Wrong(field, "swap-not-theirs", $"{from.Name} does not have that shift.", from);
        if (turn.Names(to.Id))
            return Wrong(field, "swap-has-it", $"{to.Name} has that shift already.", to);
        if (to.UnfitFor(turn.Roster) is { } unfit)
            return Wrong(field, $"swap-unfit-{unfit}", $"{to.Name} cannot be on this roster: {unfit}.", to);
        if (plan.LeavesOf(to.Id).Any(l => turn.Span.Meets(l.FromAt, l.UntilAt)))
            return Wrong(field, "swap-on-leave", $"{to.Name} is on leave then.", to);
        var busy = plan.TurnsOf(to.Id, turn.Span.On.AddDays(-1), turn.Span.On.AddDays(1))
            .Any(t => !Same(t, other) && t.Span.Meets(turn.Span.StartsAt, turn.Span.EndsAt));
        return busy ? Wrong(field, "swap-double", $"{to.Name} is on duty then already.", to) : null;
    }

    private static bool Same(DutyTurn one, DutyTurn? other) => other is not null && one.Span.Shift.Id == other.Span.Shift.Id && one.Span.On == other.Span.On;

    private static Refusal Wrong(string field, string code, string reason, DutyPerson? person = null) => new(StatusCodes.Status409Conflict, code, $"{field}: {reason}")
    {
        Field = field,
        Facts = person is null ? new Dictionary<string, object?>() : new Dictionary<string, object?> { ["person"] = person.Name },
    };
}
