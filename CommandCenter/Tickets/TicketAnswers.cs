namespace CommandCenter.Tickets;

/// <summary>What a requester said when they were called back (回访).</summary>
/// <param name="Responded">响应: whether somebody turned to them in time.</param>
/// <param name="Resolved">解决: whether it is resolved.</param>
/// <param name="Satisfied">满意: whether they are satisfied; null where they would not say.</param>
public sealed record RequesterAnswers(bool Responded, bool Resolved, bool? Satisfied);

// The answers stand on the ticket's row, as its clocks do, so that the three rates are counted, filtered and led to by the same query as every other figure.
// The Callbacks room asks the requester and puts them here.
public sealed partial class Ticket
{
    /// <summary>响应: what the requester said last; null while nobody reached them.</summary>
    public bool? AnsweredResponded { get; private set; }

    /// <summary>解决: what the requester said last; null while nobody reached them.</summary>
    public bool? AnsweredResolved { get; private set; }

    /// <summary>满意: what the requester said last; null while nobody reached them, and where they would not say.</summary>
    public bool? AnsweredSatisfied { get; private set; }

    /// <summary>Whether the ticket went back to its department at least once because it was not done.</summary>
    public bool WasReworked => Pauses.Any(p => p.Reason is null);

    /// <summary>Puts what the requester said; after a rework the last answers count.</summary>
    public void SetAnswers(RequesterAnswers answers) =>
        (AnsweredResponded, AnsweredResolved, AnsweredSatisfied) = (answers.Responded, answers.Resolved, answers.Satisfied);
}
