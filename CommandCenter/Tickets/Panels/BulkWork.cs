using CommandCenter.Access;
using CommandCenter.Platform.Http;

namespace CommandCenter.Tickets.Panels;

/// <summary>One verb on several tickets: each for itself, so that one refusal does not undo the others.</summary>
public sealed class BulkWork(TicketDesk desk, TicketWords words)
{
    /// <summary>Uses the verb on each and says what came of it: how many are done, then each refusal with its ticket's number.</summary>
    public async Task<IReadOnlyList<string>> Do(Caller caller, IReadOnlyList<TicketView> tickets, TicketVerb verb, VerbInput input, CancellationToken cancel)
    {
        var refused = new List<string>();
        foreach (var ticket in tickets)
        {
            try
            {
                await desk.Do(caller, ticket.Number, verb, input with { Moves = ticket.Moves }, cancel);
            }
            catch (Refusal refusal)
            {
                refused.Add(words["BulkOne", ticket.Number, words.Of(refusal)]);
            }
        }
        return [words["BulkDone", words.Of(verb), tickets.Count - refused.Count], .. refused];
    }
}
