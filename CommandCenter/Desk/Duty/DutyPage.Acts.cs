using CommandCenter.Alarms;
using CommandCenter.Alarms.Panels;
using CommandCenter.People;
using CommandCenter.Platform.Http;
using CommandCenter.Tickets;
using Microsoft.AspNetCore.Components;

namespace CommandCenter.Desk.Duty;

// What the officer does with the chosen alarm, and how it is taken back.
public sealed partial class DutyPage
{
    private UndoSlot? _held;
    private bool _linking;
    private string? _linkProblem;

    private UndoSlot Held => _held ??= new(Clock);

    [Inject] private AlarmReader AlarmReader { get; set; } = null!;

    [Inject] private DeskRefusals Refusals { get; set; } = null!;

    [Inject] private AlarmDesk AlarmDesk { get; set; } = null!;

    private void Done(AlarmDone done)
    {
        TakeOver(done.After);
        _said = null;
        var compensating = UndoSlot.Compensating(done, Clock.GetUtcNow());
        Offer(Text["Did", Words.Of(done.Verb), done.After.Number], compensating is not { } back ? null : async cancel =>
        {
            TakeOver(await AlarmDesk.Do(_caller, done.After.Number, back.Verb, back.Input, cancel));
            return Text["Did", Words.Of(back.Verb), done.After.Number];
        });
    }

    // The live set follows in a moment; whoever acts sees at once what came of it, and the next key means what is true.
    private async Task LookAgain()
    {
        if (_queue.Chosen is { } alarm)
            TakeOver(await AlarmReader.Get(_caller, alarm.Number, CancellationToken.None));
    }

    private void TakeOver(Alarm alarm)
    {
        Alarms.Apply([AlarmView.Of(alarm)]);
        Draw();
    }

    private void Offer(string what, Func<CancellationToken, Task<string>>? back) => Held.Offer(what, back);

    private Task Undo() => Held.Take() is { } undo ? Act(() => undo.Back(CancellationToken.None)) : Task.CompletedTask;

    // An alarm has one ticket: where it has one, the button says so and leads there.
    private void AskForTicket()
    {
        if (_queue.Chosen is not { } alarm)
            return;
        _linkProblem = null;
        if (alarm.TicketNumber is { } number)
            (_said, _refused) = (Text["LinkedAlready", number], true);
        else
            _linking = true;
    }

    private async Task Link(TicketView ticket)
    {
        if (_queue.Chosen is not { } alarm)
            return;
        await Act(async () =>
        {
            await Opening.Link(_caller, alarm.Number, ticket.Number, CancellationToken.None);
            Offer(Text["Linked", alarm.Number, ticket.Number], async cancel =>
            {
                await Opening.Unlink(_caller, alarm.Number, ticket.Number, cancel);
                return Text["Unlinked", alarm.Number, ticket.Number];
            });
            return Text["Linked", alarm.Number, ticket.Number];
        });
        (_linking, _linkProblem) = (_refused, _refused ? _said : null);
    }

    private Task SendNearest() => SendPlace(1);

    private Task SendPlace(int place) => Staff.People is { } near && near.Count >= place ? Send(near[place - 1]) : Task.CompletedTask;

    private Task Send(NearbyPerson person) => _queue.Chosen is not { } alarm ? Task.CompletedTask
        : Act(async () =>
        {
            var sending = await Field.Send(_caller, alarm, person.Position, CancellationToken.None);
            var words = Text["Sent", person.Position.DisplayName, sending.Ticket.Number];
            Offer(words, Field.TakingBack(_caller, sending) is { } back ? async cancel => Text["SentBack", (await back(cancel)).Number] : null);
            return words;
        });

    private Task TicketOf()
    {
        if (_queue.Chosen is not { } alarm)
            return Task.CompletedTask;
        if (alarm.TicketNumber is not { } number)
            return Act(async () => Text["TicketOpened", (await Opening.Open(_caller, alarm.Number, CancellationToken.None)).Number]);
        Navigation.NavigateTo($"/tickets/{number}");
        return Task.CompletedTask;
    }

    private async Task Act(Func<Task<string>> act)
    {
        if (_busy)
            return;
        (_busy, _said, _refused) = (true, null, false);
        try
        {
            // Whoever reads that it is done may press the next key at once: said last, when the desk knows what came of it.
            var said = await act();
            await LookAgain();
            _said = said;
        }
        catch (Refusal refusal)
        {
            (_said, _refused) = (Refusals.Of(refusal), true);
        }
        finally
        {
            _busy = false;
        }
        Draw();
        Surround();
    }
}
