using CommandCenter.Access;
using CommandCenter.Platform.Http;
using CommandCenter.Reports.Figures;

namespace CommandCenter.Reports.Screens;

/// <summary>
/// What the report's page shows: the report of its address, kept true while it is open. Plain, so that a test can hold it; the page only draws it.
/// </summary>
public sealed class SlaScreen(SlaRequests requests, SlaReports reports, TimeProvider clock)
{
    /// <summary>How often an open page asks whether its figures still hold.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(3);

    // A report that takes long is made anew less often: it may use up to a tenth of one processor.
    private const int Restraint = 10;

    private Caller? caller;
    private MadeReport? made;
    private DateTimeOffset notBefore;

    /// <summary>The words of the address.</summary>
    public SlaQuery Query { get; private set; } = new();

    /// <summary>What they mean; null while a word is wrong.</summary>
    public SlaRequest? Request { get; private set; }

    /// <summary>The report; null before it has been read.</summary>
    public SlaReport? Report => made?.Report;

    /// <summary>Until when the figures are known to be true.</summary>
    public DateTimeOffset? TrueAt => made is null ? null : reports.TrueAt(made);

    /// <summary>Which word of the address is wrong.</summary>
    public Refusal? Wrong { get; private set; }

    /// <summary>Whether another report than the one shown is being read.</summary>
    public bool Reading { get; private set; }

    /// <summary>Shows the report of an address.</summary>
    public async Task Show(Caller who, SlaQuery query, CancellationToken cancel)
    {
        (caller, Query, Wrong, Reading) = (who, query, null, true);
        try
        {
            Request = requests.Read(query);
            var asked = Request;
            var read = await reports.Get(who, asked, cancel);
            if (asked == Request) // else another address was asked for meanwhile
                Take(read);
        }
        catch (Refusal refusal)
        {
            (Wrong, Request, made) = (refusal, null, null);
        }
        finally
        {
            Reading = false;
        }
    }

    /// <summary>Reads the report anew where something it counts has changed, or a new day has begun.</summary>
    /// <returns>Whether there is something else to show.</returns>
    public async Task<bool> Refresh(CancellationToken cancel)
    {
        if (caller is null || made is null || Wrong is not null || Reading)
            return false;
        var request = requests.Read(Query);
        if ((reports.Holds(made) && request.Period == made.Report.Request.Period) || clock.GetUtcNow() < notBefore)
            return false;
        var read = await reports.Get(caller, request, cancel);
        Request = request;
        Take(read);
        return true;
    }

    private void Take(MadeReport read) => (made, notBefore) = (read, clock.GetUtcNow() + (read.Took * Restraint));
}
