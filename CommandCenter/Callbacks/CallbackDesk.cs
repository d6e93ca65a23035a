using System.Text.Json;
using CommandCenter.Access;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Callbacks;

/// <summary>
/// What call takers do with callbacks, from every door. The answers of a requester and what they lead to, the ticket's rework or close, are one transaction: neither
/// is there without the other.
/// </summary>
public sealed class CallbackDesk(IDbContextFactory<CityDb> databases, JournalWriter journal, TicketDesk tickets, CallingHours hours, CallbacksOptions options, TimeProvider clock)
{
    private const int Tries = 8;
    private static readonly TimeSpan AgreedGrace = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan AgreedWarning = TimeSpan.FromMinutes(10);

    /// <summary>Takes the call for a while; from then on the number is shown to the caller. Taking it again takes it longer.</summary>
    /// <exception cref="Refusal">There is no such callback, it has ended, or somebody else has it.</exception>
    public Task<Callback> Claim(Caller caller, Guid id, CancellationToken cancel) => Change(caller, id, CallbackVerb.Claim, null, cancel, change =>
    {
        change.Callback.Claim(caller.Actor, change.At + options.ClaimFor);
        return Record(change, new CallbackClaimed(change.Number, change.Callback.Round, change.Callback.ClaimedUntil!.Value), cancel);
    });

    /// <summary>Gives the call back.</summary>
    /// <exception cref="Refusal">The caller does not have it.</exception>
    public Task<Callback> Release(Caller caller, Guid id, CancellationToken cancel) => Change(caller, id, CallbackVerb.Release, null, cancel, change =>
    {
        change.Callback.Release();
        return Record(change, new CallbackReleased(change.Number, change.Callback.Round), cancel);
    });

    /// <summary>Writes down a call that came to no answers. With an idempotency key it counts once however often it is sent.</summary>
    /// <exception cref="Refusal">A field is wrong, or the caller does not have the call.</exception>
    public async Task<Callback> Attempt(Caller caller, Guid id, AttemptInput input, string? idempotencyKey, CancellationToken cancel)
    {
        if (input.Check(clock.Now(), hours) is { } wrong)
            throw wrong;
        var key = idempotencyKey is null ? null : IdempotencyKey.For(caller.Actor, idempotencyKey);
        var digest = JournalWriter.Digest($"{id:N} {JsonSerializer.Serialize(input, JournalWriter.Json)}");
        if (key is not null && await Sent(key, digest, cancel) is { } before)
            return before;
        try
        {
            return await Change(caller, id, CallbackVerb.Attempt, input.Moves, cancel, change => Attempt(change, input, key, digest, cancel));
        }
        catch (Exception problem) when (key is not null && problem is Refusal or DbUpdateException)
        {
            // The same request may have come twice at once: what the first came to is the answer for both.
            if (await Sent(key!, digest, cancel) is { } first)
                return first;
            throw;
        }
    }

    /// <summary>
    /// Writes down what the requester answered. "Not resolved", or the wish for it, sends the ticket back to its department; else the ticket is closed. Sent twice it
    /// counts once.
    /// </summary>
    /// <exception cref="Refusal">A field is wrong, the caller does not have the call, or the ticket moved meanwhile; then nothing is stored.</exception>
    public async Task<Callback> Answer(Caller caller, Guid id, AnswerInput input, CancellationToken cancel)
    {
        var answers = input.Checked();
        var (callback, number) = await Read(id, cancel);
        if (callback.WasAnswered(answers, caller.Actor))
            return callback;
        Check(callback, number, CallbackVerb.Answer, caller, input.Moves);
        Callback? answered = null;
        try
        {
            await tickets.Do(caller, number, answers.Rework ? TicketVerb.Rework : TicketVerb.Close, new VerbInput { Reason = answers.Rework ? input.Reason : null }, async (db, ticket, at, ended) =>
            {
                answered = await db.Set<Callback>().FirstAsync(c => c.Id == id, ended);
                Check(answered, number, CallbackVerb.Answer, caller, input.Moves);
                await Answer(new Step(db, answered, number, caller, at), ticket, answers, input.Comment, ended);
            }, cancel);
        }
        catch (Refusal)
        {
            if ((await Read(id, cancel)).Callback is var now && now.WasAnswered(answers, caller.Actor))
                return now;
            throw;
        }
        return answered!;
    }

    private sealed record Step(CityDb Db, Callback Callback, string Number, Caller Caller, DateTimeOffset At);

    private async Task Answer(Step step, Ticket ticket, CallbackAnswers answers, string? comment, CancellationToken cancel)
    {
        var callback = step.Callback;
        callback.Answer(answers, step.Caller.Actor, step.At);
        ticket.SetAnswers(answers.ForTicket);
        AddAttempt(step, CallOutcome.Reached, null, comment);
        await CallbackDeadlines.Settle(step.Db, callback, step.At, cancel);
        await Record(step, new CallbackReached(step.Number, callback.Round, answers.Responded, answers.Resolved, answers.Satisfaction, answers.Rework, Words(comment)), cancel);
    }

    private async Task Attempt(Step step, AttemptInput input, string? key, string digest, CancellationToken cancel)
    {
        var (callback, outcome) = (step.Callback, input.Outcome!.Value);
        callback.Attempt(outcome, step.Caller.Actor, step.At, input.CallAt ?? hours.Next(step.At + options.RetryAfter));
        var id = AddAttempt(step, outcome, input.CallAt, input.Comment);
        if (!callback.IsOpen)
            await CallbackDeadlines.Settle(step.Db, callback, step.At, cancel);
        else if (input.CallAt is { } agreed)
            await PutOff(step, agreed, cancel);
        if (key is not null)
            step.Db.Add(new IdempotencyKey { Key = key, RequestDigest = digest, ResultId = id, At = step.At });
        await Record(step, new CallbackAttempted(step.Number, callback.Round, callback.Attempts, outcome, callback.NextCallAt, callback.DueAt, callback.State, Words(input.Comment)), cancel);
    }

    // The requester's own wish moves the promise, never forwards; call takers are reminded shortly before the agreed time.
    private async Task PutOff(Step step, DateTimeOffset agreed, CancellationToken cancel)
    {
        var (callback, latest) = (step.Callback, agreed + AgreedGrace);
        var due = latest > callback.DueAt ? latest : callback.DueAt;
        callback.PutOff(due, hours.Remind(step.At, agreed - AgreedWarning > step.At ? agreed - AgreedWarning : step.At, due));
        await CallbackDeadlines.Rearm(step.Db, callback, step.At, cancel);
    }

    private static Guid AddAttempt(Step step, CallOutcome outcome, DateTimeOffset? callAt, string? comment)
    {
        var attempt = new CallbackAttempt
        {
            Id = Guid.CreateVersion7(step.At), CallbackId = step.Callback.Id, Number = step.Callback.Attempts, At = step.At, ByName = step.Caller.Actor.Name,
            Outcome = outcome, CallAt = callAt, Comment = Words(comment),
        };
        step.Db.Add(attempt);
        return attempt.Id;
    }

    private async Task<Callback> Change(Caller caller, Guid id, CallbackVerb verb, int? moves, CancellationToken cancel, Func<Step, Task> change)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            var callback = await db.Set<Callback>().FirstOrDefaultAsync(c => c.Id == id, cancel) ?? throw Unknown();
            var number = await db.Set<Ticket>().Where(t => t.Id == callback.TicketId).Select(t => t.Number).FirstAsync(cancel);
            Check(callback, number, verb, caller, moves);
            await change(new Step(db, callback, number, caller, clock.Now()));
            try
            {
                await db.SaveChangesAsync(cancel);
                return callback;
            }
            catch (DbUpdateException) when (attempt < Tries)
            {
                // A person or a deadline changed it in the same moment, or the same request came twice. Read again: what a person did is found and named.
            }
        }
    }

    private void Check(Callback callback, string number, CallbackVerb verb, Caller caller, int? moves)
    {
        if (CallbackVerbs.Refuse(callback.Standing, verb, caller.Actor, clock.Now()) is { } refusal)
            throw refusal.ToRefusal(number);
        if (moves is { } seen && seen != callback.Moves)
            throw new Refusal(StatusCodes.Status409Conflict, "callback-changed", $"The callback of ticket {number} was changed meanwhile. Look at it again.")
            {
                Facts = new Dictionary<string, object?> { ["moves"] = callback.Moves },
            };
    }

    private async Task<(Callback Callback, string Number)> Read(Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var callback = await db.Set<Callback>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, cancel) ?? throw Unknown();
        return (callback, await db.Set<Ticket>().Where(t => t.Id == callback.TicketId).Select(t => t.Number).FirstAsync(cancel));
    }

    private async Task<Callback?> Sent(string key, string digest, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await IdempotencyKey.Earlier(db, key, digest, cancel) is not { } attempt ? null
            : await db.Set<Callback>().AsNoTracking().FirstAsync(c => db.Set<CallbackAttempt>().Any(a => a.Id == attempt && a.CallbackId == c.Id), cancel);
    }

    private Task Record(Step step, ICallbackEvent happened, CancellationToken cancel) => journal.Record(
        step.Db, CallbackSubject.Name, happened, new EventContext(step.Callback.TicketId, step.At, step.Caller.Actor, History: false), cancel: cancel);

    private static string? Words(string? comment) => string.IsNullOrWhiteSpace(comment) ? null : comment.Trim();

    private static Refusal Unknown() => Refusal.NotFound("The callback");
}
