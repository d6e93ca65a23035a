using CommandCenter.Access;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Time;

namespace CommandCenter.Callbacks.Panels;

/// <summary>What is typed while somebody speaks with a requester. It survives what others do meanwhile.</summary>
public sealed class CallForm
{
    /// <summary>响应.</summary>
    public bool? Responded { get; set; }

    /// <summary>解决.</summary>
    public bool? Resolved { get; set; }

    /// <summary>满意.</summary>
    public Satisfaction? Satisfaction { get; set; }

    /// <summary>The requester wants it reworked although it is resolved.</summary>
    public bool WantsRework { get; set; }

    /// <summary>What is still to be done.</summary>
    public string Reason { get; set; } = "";

    /// <summary>The call taker's words.</summary>
    public string Comment { get; set; } = "";

    /// <summary>The agreed time as a field of the browser writes it: <c>2026-06-18T14:30</c>, in the city's zone.</summary>
    public string CallAt { get; set; } = "";

    /// <summary>Whether the ticket goes back.</summary>
    public bool Rework => Resolved == false || WantsRework;
}

/// <summary>The state of one callback's page: the callback as its reader may see it, the form, and what was refused. Plain, so that a test can hold it.</summary>
public sealed class CallScreen(CallbackReader reader, CallbackDesk desk, CallbackDetails details, City city, TimeProvider clock)
{
    private Guid id;

    /// <summary>Whose page.</summary>
    public Caller Caller { get; private set; } = null!;

    /// <summary>The callback; null while it was not read, and when there is none.</summary>
    public CallbackSheet? Sheet { get; private set; }

    /// <summary>The same, masked for the reader.</summary>
    public CallbackDetail Detail { get; private set; } = null!;

    /// <summary>The same, as lists show it.</summary>
    public CallbackView View { get; private set; } = null!;

    /// <summary>What is typed.</summary>
    public CallForm Form { get; private set; } = new();

    /// <summary>Why the last verb was refused; null when it was done.</summary>
    public Refusal? Refused { get; private set; }

    /// <summary>Whether the caller has the call now.</summary>
    public bool Held => Sheet?.Callback.IsHeldBy(Caller.Actor, clock.Now()) == true;

    /// <summary>Why a verb is not possible now; null when it is.</summary>
    public CallbackRefusal? Refuse(CallbackVerb verb) => CallbackVerbs.Refuse(View.Standing, verb, Caller.Actor, clock.Now());

    /// <summary>Opens the page of a callback; false where there is none.</summary>
    public async Task<bool> Open(Caller caller, Guid callback, CancellationToken cancel)
    {
        (Caller, id, Form, Refused) = (caller, callback, new CallForm(), null);
        return await Again(cancel);
    }

    /// <summary>Reads it again; the form stays as it was typed.</summary>
    public async Task<bool> Again(CancellationToken cancel)
    {
        try
        {
            Sheet = await reader.Get(Caller, id, cancel);
            View = CallbackView.Of(Sheet.Callback, Sheet.Ticket);
            Detail = details.Of(Sheet, Caller, clock.Now());
            return true;
        }
        catch (Refusal missing) when (missing.Status == StatusCodes.Status404NotFound)
        {
            Sheet = null;
            return false;
        }
    }

    /// <summary>The number is hidden again when the claim has run out.</summary>
    public void Remask() => Detail = Sheet is null ? Detail : details.Of(Sheet, Caller, clock.Now());

    /// <summary>Takes the call.</summary>
    public Task<bool> Claim(CancellationToken cancel) => Do(() => desk.Claim(Caller, id, CancellationToken.None), cancel);

    /// <summary>Gives it back.</summary>
    public Task<bool> Release(CancellationToken cancel) => Do(() => desk.Release(Caller, id, CancellationToken.None), cancel);

    /// <summary>Writes down a call without answers.</summary>
    public async Task<bool> Attempt(CallOutcome outcome, CancellationToken cancel)
    {
        var done = await Do(() => desk.Attempt(Caller, id, new AttemptInput
        {
            Outcome = outcome, CallAt = outcome == CallOutcome.CallLater ? AgreedAt() : null, Comment = Form.Comment, Moves = View.Moves,
        }, null, CancellationToken.None), cancel);
        Form = done ? new CallForm() : Form;
        return done;
    }

    /// <summary>Writes down the answers.</summary>
    public Task<bool> Answer(CancellationToken cancel) => Do(() => desk.Answer(Caller, id, new AnswerInput
    {
        Responded = Form.Responded, Resolved = Form.Resolved, Satisfaction = Form.Satisfaction, Rework = Form.WantsRework ? true : null,
        Reason = Form.Rework ? Form.Reason : null, Comment = Form.Comment, Moves = View.Moves,
    }, CancellationToken.None), cancel);

    // What was begun is finished even if the page is left.
    private async Task<bool> Do(Func<Task<Callback>> verb, CancellationToken cancel)
    {
        Refused = null;
        try
        {
            await verb();
        }
        catch (Refusal refusal)
        {
            Refused = refusal;
        }
        await Again(cancel);
        return Refused is null;
    }

    private DateTimeOffset? AgreedAt()
    {
        if (!DateTime.TryParse(Form.CallAt, System.Globalization.CultureInfo.InvariantCulture, out var local) || city.Zone.IsInvalidTime(local))
            return null;
        var wall = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        return new DateTimeOffset(wall, city.Zone.GetUtcOffset(wall)).ToUniversalTime();
    }
}
