using CommandCenter.Access;

namespace CommandCenter.Tickets.Panels;

/// <summary>A verb as a button: possible, or refused with the reason.</summary>
/// <param name="Line">Its line of the table.</param>
/// <param name="Refusal">Why not; null when it can be used.</param>
public sealed record VerbOffer(TicketTransition Line, TicketRefusal? Refusal)
{
    /// <summary>The verb.</summary>
    public TicketVerb Verb => Line.Verb;

    /// <summary>
    /// The verbs of a ticket for a caller, in the table's order. One that neither the state nor the role allows is left out; of two on one key, the one that is possible
    /// stays, so that a key always means the button that shows it.
    /// </summary>
    public static IReadOnlyList<VerbOffer> For(TicketStanding ticket, Caller caller)
    {
        var offers = TicketTransitions.Table.Select(line => new VerbOffer(line, TicketTransitions.Refuse(ticket, line.Verb, caller)))
            .Where(o => o.Refusal is null || o.Line.From.Contains(ticket.State) || o.Line.Roles.Any(caller.Is)).ToList();
        return [.. offers.Where(o => o.Refusal is null || offers.Find(other => other.Line.Key == o.Line.Key && other != o) is not { } twin
            || (twin.Refusal is not null && offers.IndexOf(twin) > offers.IndexOf(o)))];
    }

    /// <summary>
    /// The verbs for several tickets: possible where any of them allows it, each for itself. The verbs whose words are one ticket's own (a reply, another category) are not for many.
    /// </summary>
    public static IReadOnlyList<BulkOffer> ForAll(IReadOnlyList<TicketView> tickets, Caller caller) =>
        [.. TicketTransitions.Table.Where(line => ForMany.Contains(line.Verb) && line.Roles.Any(caller.Is)).Select(line => new BulkOffer(line,
            [.. tickets.Select(t => TicketTransitions.Refuse(t.Standing, line.Verb, caller)).OfType<TicketRefusal>()]))];

    private static readonly HashSet<TicketVerb> ForMany =
        [TicketVerb.Accept, TicketVerb.Reject, TicketVerb.Dispatch, TicketVerb.Sign, TicketVerb.Assign, TicketVerb.Close, TicketVerb.Comment, TicketVerb.ChangePriority];
}

/// <summary>A verb for several tickets.</summary>
/// <param name="Line">Its line of the table.</param>
/// <param name="Refusals">The refusals of those tickets that do not allow it; empty when all do.</param>
public sealed record BulkOffer(TicketTransition Line, IReadOnlyList<TicketRefusal> Refusals);
