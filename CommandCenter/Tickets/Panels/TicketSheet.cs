using CommandCenter.Access;
using CommandCenter.Platform.Http;

namespace CommandCenter.Tickets.Panels;

/// <summary>The state of one ticket's page: the ticket as its reader may see it, its verbs, its timeline, and what a verb was refused for.</summary>
public sealed class TicketSheet(TicketReader reader, TicketDesk desk, TicketDetails details, TicketWords words)
{
    /// <summary>Lines of a page of the timeline.</summary>
    public const int TimelinePage = 100;

    /// <summary>Whose page.</summary>
    public Caller Caller { get; private set; } = null!;

    /// <summary>The ticket; null while it was not read, and when there is none.</summary>
    public Ticket? Ticket { get; private set; }

    /// <summary>The same, masked for the reader.</summary>
    public TicketDetail Detail { get; private set; } = null!;

    /// <summary>The same, as lists show it.</summary>
    public TicketView View { get; private set; } = null!;

    /// <summary>Whether the reader may know its words.</summary>
    public bool WordsShown => Ticket is { Confidential: false } || Caller.SeesRequesters;

    /// <summary>Its verbs.</summary>
    public IReadOnlyList<VerbOffer> Offers { get; private set; } = [];

    /// <summary>The timeline, newest first.</summary>
    public IReadOnlyList<TimelineLine> Lines { get; private set; } = [];

    /// <summary>Whether the timeline goes on.</summary>
    public bool HasOlder { get; private set; }

    /// <summary>Why the last verb was refused, in words.</summary>
    public string? Problem { get; private set; }

    /// <summary>Reads a ticket and the newest lines of its timeline.</summary>
    /// <returns>False when there is none that the caller may see.</returns>
    public async Task<bool> Open(Caller caller, string number, CancellationToken cancel)
    {
        (Caller, Lines, HasOlder, Problem) = (caller, [], false, null);
        return await Read(number, cancel);
    }

    /// <summary>Reads it again, because it changed. Older lines that were asked for stay.</summary>
    public Task<bool> Again(CancellationToken cancel) => Ticket is { } ticket ? Read(ticket.Number, cancel) : Task.FromResult(false);

    /// <summary>Reads the next page of the timeline.</summary>
    public async Task Older(CancellationToken cancel)
    {
        if (Ticket is null || Lines.Count == 0)
            return;
        var entries = await reader.Timeline(Ticket.Id, TimelinePage + 1, cancel, before: Lines[^1].Id);
        HasOlder = entries.Count > TimelinePage;
        Lines = [.. Lines, .. entries.Take(TimelinePage).Select(Line)];
    }

    /// <summary>Uses a verb. When it is refused, <see cref="Problem"/> says why and the ticket is shown as it is now.</summary>
    /// <returns>Whether it was done.</returns>
    public async Task<bool> Do(TicketVerb verb, VerbInput input, CancellationToken cancel)
    {
        Problem = null;
        try
        {
            await desk.Do(Caller, Ticket!.Number, verb, input, cancel);
            await Again(cancel);
            return true;
        }
        catch (Refusal refusal)
        {
            var said = words.Of(refusal);
            await Again(cancel);
            Problem = said;
            return false;
        }
    }

    /// <summary>The reader has seen why.</summary>
    public void Look() => Problem = null;

    private async Task<bool> Read(string number, CancellationToken cancel)
    {
        try
        {
            Ticket = await reader.Get(Caller, number, cancel);
        }
        catch (Refusal refusal) when (refusal.Code == "not-found")
        {
            Ticket = null;
            return false;
        }
        (Detail, View) = (details.Of(Ticket, Caller), TicketView.Of(Ticket));
        Offers = VerbOffer.For(View.Standing, Caller);
        await ReadNewest(cancel);
        return true;
    }

    private async Task ReadNewest(CancellationToken cancel)
    {
        var entries = await reader.Timeline(Ticket!.Id, TimelinePage + 1, cancel);
        var newest = entries.Take(TimelinePage).Select(Line).ToList();
        var older = newest.Count == 0 ? [] : Lines.Where(l => l.Id < newest[^1].Id).ToList();
        if (older.Count == 0)
            HasOlder = entries.Count > TimelinePage;
        Lines = [.. newest, .. older];
    }

    private TimelineLine Line(Platform.Journal.JournalEntry entry) => TimelineLine.Of(entry, WordsShown, words);
}
