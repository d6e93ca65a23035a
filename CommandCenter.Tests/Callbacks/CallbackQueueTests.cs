using CommandCenter.Access;
using CommandCenter.Callbacks;
using CommandCenter.Callbacks.Panels;
using CommandCenter.Platform.Journal;
using CommandCenter.Platform.Live;
using CommandCenter.Tickets;

namespace CommandCenter.Tests.Callbacks;

public class CallbackQueueTests
{
    private static readonly DateTimeOffset Now = CallbackCity.Local("2026-06-18 14:00");
    private static readonly Caller Li = new(new Actor("user:1", "李敏"), Guid.NewGuid(), [Role.CallTaker], null, null, []);
    private static readonly Guid Water = Guid.NewGuid();

    [Fact]
    public void What_is_overdue_comes_first_and_what_waits_comes_last()
    {
        var queue = Queue(new QueueQuery());
        queue.Show([View(1, due: 60), View(2, due: -5), View(3, due: 30) with { RemindedAt = Now }, View(4, due: 90) with { NextCallAt = Now.AddMinutes(20) }, View(5, due: -90), View(6, due: 120) with { NextCallAt = Now.AddMinutes(-1), Agreed = true }]);

        var groups = queue.Groups(Now);
        Assert.Equal([QueueUrgency.Overdue, QueueUrgency.Agreed, QueueUrgency.Soon, QueueUrgency.InTime, QueueUrgency.Waiting], groups.Select(g => g.Urgency));
        Assert.Equal([5, 2, 6, 3, 1, 4], groups.SelectMany(g => g.Callbacks).Select(c => c.TicketSequence));
    }

    [Fact]
    public void Time_alone_moves_a_row_into_another_group()
    {
        var queue = Queue(new QueueQuery());
        queue.Show([View(1, due: 60) with { NextCallAt = Now.AddMinutes(20) }]);

        Assert.Equal(QueueUrgency.Waiting, Assert.Single(queue.Groups(Now)).Urgency);
        Assert.Equal(QueueUrgency.InTime, Assert.Single(queue.Groups(Now.AddMinutes(20))).Urgency);
        Assert.Equal(QueueUrgency.Overdue, Assert.Single(queue.Groups(Now.AddMinutes(61))).Urgency);
    }

    [Fact]
    public void Each_part_shows_its_own_and_the_figures_count_all()
    {
        var mine = View(1, due: 60) with { ClaimedById = Li.Actor.Id, ClaimedByName = "李敏", ClaimedUntil = Now.AddMinutes(5) };
        CallbackView[] all =
        [
            mine, View(2, due: -5), View(3, due: 60 * 30), View(4, due: 10) with { ClaimedById = "user:2", ClaimedUntil = Now.AddMinutes(5) }, View(5, due: 10) with { ClaimedById = Li.Actor.Id, ClaimedUntil = Now.AddMinutes(-1) },
            Ended(6, CallbackState.Reached, true), Ended(7, CallbackState.Reached, false), Ended(8, CallbackState.Unreachable, null), Ended(9, CallbackState.NotCallable, null),
        ];

        Assert.Equal([2, 4, 5, 1, 3], Rows(new QueueQuery()));
        Assert.Equal([2], Rows(new QueueQuery(QueuePart.Overdue)));
        Assert.Equal([1], Rows(new QueueQuery(QueuePart.Mine)));
        Assert.Equal([6, 7, 8, 9], Rows(new QueueQuery(QueuePart.Ended)));
        var queue = Queue(new QueueQuery(QueuePart.Mine));
        queue.Show(all);
        Assert.Equal(new QueueFigures(1, Now.AddMinutes(-5), 3, 5, 0, 1, 2, 1, 1), queue.Figures(Now, Now.AddHours(10)));

        long[] Rows(QueueQuery query)
        {
            var one = Queue(query);
            one.Show(all);
            return [.. one.Groups(Now).SelectMany(g => g.Callbacks).Select(c => c.TicketSequence)];
        }
    }

    [Fact]
    public void Department_and_words_narrow_rows_and_figures()
    {
        CallbackView[] all = [View(1, due: 60) with { DepartmentId = Water }, View(2, due: 60), View(3, due: 60) with { Title = null, Confidential = true }];
        var (water, words) = (Queue(new QueueQuery(Department: Water)), Queue(new QueueQuery(Words: "jc-260618-0002")));
        water.Show(all);
        words.Show(all);

        Assert.Equal(1, Assert.Single(water.Groups(Now)).Callbacks.Single().TicketSequence);
        Assert.Equal(1, water.Figures(Now, Now.AddHours(10)).Open);
        Assert.Equal(2, Assert.Single(words.Groups(Now)).Callbacks.Single().TicketSequence);
    }

    [Fact]
    public void Changes_are_heard_and_what_left_the_set_is_gone()
    {
        var queue = Queue(new QueueQuery());
        queue.Show([View(1, due: 60), View(2, due: 60)]);

        queue.Hear([new LiveChange<Guid, CallbackView>(View(1, due: 60).Id, View(1, due: -1), 1), new LiveChange<Guid, CallbackView>(View(2, due: 60).Id, null, 2)]);

        Assert.Equal((QueueUrgency.Overdue, 1), (Assert.Single(queue.Groups(Now)).Urgency, queue.Figures(Now, Now.AddHours(10)).Open));
    }

    [Theory]
    [InlineData(null, null, null, "/callbacks")]
    [InlineData("overdue", null, "漏水", "/callbacks?view=overdue&q=漏水")]
    [InlineData("nonsense", "nonsense", " ", "/callbacks")]
    [InlineData("4", null, null, "/callbacks")]
    public void The_address_says_the_question_and_a_wrong_word_is_left_out(string? view, string? department, string? words, string address) =>
        Assert.Equal(address, Uri.UnescapeDataString(QueueQuery.Read(view, department, words).Address));

    private static CallbackQueue Queue(QueueQuery query) => new(Li, query);

    private static CallbackView Ended(int number, CallbackState state, bool? resolved) => View(number, due: 60) with { State = state, EndedAt = Now.AddMinutes(-number), Resolved = resolved };

    private static CallbackView View(int number, double due) => new(
        new Guid(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]), Guid.NewGuid(), number, $"JC-260618-{number:0000}", $"诉求 {number}", false, TicketPriority.Normal, null, null, null,
        1, PromiseReason.Sampled, CallbackState.Promised, Now.AddHours(-4), Now.AddMinutes(due), null, null, false, 0, 0, 3, null, null, null, null, null, null, null, null, 0);
}
