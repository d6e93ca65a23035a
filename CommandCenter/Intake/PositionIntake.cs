using CommandCenter.Access.Accounts;
using CommandCenter.People;
using CommandCenter.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Intake;

/// <summary>Position signals for the reader of the queue: finds the people they name and puts them into the book, in the reader's transaction.</summary>
public sealed class PositionIntake(PositionBook book)
{
    /// <summary>Adds positions to the caller's context, which the caller saves.</summary>
    /// <param name="db">The operation's context.</param>
    /// <param name="signals">In the order of their coming.</param>
    /// <param name="cancel">Ends the reading of what is known.</param>
    /// <returns>One receipt for each signal, in their order, that holds once it is committed.</returns>
    public async Task<IReadOnlyList<SignalReceipt>> Record(CityDb db, IReadOnlyList<PositionSignal> signals, CancellationToken cancel)
    {
        var people = await People(db, signals, cancel);
        var receipts = new SignalReceipt[signals.Count];
        var (reports, places) = (new List<PositionReport>(), new List<int>());
        for (var i = 0; i < signals.Count; i++)
            if (people.TryGetValue(signals[i].Person.ToUpperInvariant(), out var id))
            {
                reports.Add(new PositionReport(id, signals[i].Latitude, signals[i].Longitude, signals[i].AccuracyMeters, signals[i].At));
                places.Add(i);
            }
            else
            {
                receipts[i] = SignalReceipt.Rejected("unknown-person", "person", $"person: '{signals[i].Person}' is neither an account's name nor its id.");
            }
        var answers = await book.Record(db, reports, cancel);
        for (var i = 0; i < answers.Count; i++)
            receipts[places[i]] = Receipt(answers[i]);
        return receipts;
    }

    private static SignalReceipt Receipt(PositionAnswer answer) => answer.Outcome switch
    {
        PositionOutcome.Repeated => SignalReceipt.Duplicate,
        PositionOutcome.NotFieldStaff => SignalReceipt.Rejected("not-field-staff", "person", $"person: {answer.Problem}"),
        PositionOutcome.Unreadable => SignalReceipt.Rejected("unreadable-position", "latitude", answer.Problem ?? "The position cannot be read."),
        _ => SignalReceipt.Stored,
    };

    // By the words senders use: the account's name without regard to case, or its id.
    private static async Task<Dictionary<string, Guid>> People(CityDb db, IReadOnlyList<PositionSignal> signals, CancellationToken cancel)
    {
        string[] words = [.. signals.Select(s => s.Person.ToUpperInvariant()).Distinct()];
        var people = new Dictionary<string, Guid>();
        foreach (var chunk in words.Chunk(500))
        {
            foreach (var user in await db.Set<User>().AsNoTracking().Where(u => chunk.Contains(u.NormalizedUserName)).Select(u => new { u.NormalizedUserName, u.Id }).ToListAsync(cancel))
                people[user.NormalizedUserName!] = user.Id;
            foreach (var word in chunk.Where(word => !people.ContainsKey(word)))
                if (Guid.TryParse(word, out var id))
                    people[word] = id; // whether there is such a person the book knows
        }
        return people;
    }
}
