using CommandCenter.Access;
using CommandCenter.Alarms;
using CommandCenter.Desk.Duty;
using CommandCenter.Tests.Tickets.Panels;
using CommandCenter.Tickets;
using Microsoft.Extensions.Time.Testing;

namespace CommandCenter.Tests.Desk;

public sealed class UndoSlotTests
{
    [Fact]
    public void What_was_done_last_can_be_taken_back_once_and_for_eight_seconds()
    {
        var clock = new FakeTimeProvider(Views.Now);
        var slot = new UndoSlot(clock);
        slot.Offer("确认", _ => Task.FromResult("撤销确认"));
        slot.Offer("搁置", _ => Task.FromResult("取消搁置"));
        clock.Advance(TimeSpan.FromSeconds(7.9));
        Assert.Equal("搁置", slot.Now?.What);
        Assert.Equal("搁置", slot.Take()?.What);
        Assert.Null(slot.Take());

        slot.Offer("误报", _ => Task.FromResult("撤销误报"));
        clock.Advance(UndoSlot.Offered);
        Assert.Null(slot.Now);
        Assert.Null(slot.Take());
    }

    [Fact]
    public void What_cannot_be_taken_back_is_not_offered_and_ends_the_offer_before()
    {
        var slot = new UndoSlot(new FakeTimeProvider(Views.Now));
        slot.Offer("确认", _ => Task.FromResult(""));
        slot.Offer("备注", null);
        Assert.Null(slot.Now);
    }

    [Fact]
    public void Alarms_near_an_alarm_are_those_that_stand_the_worst_first()
    {
        var alarm = AlarmQueueTests.Alarm("AL-1") with { Latitude = 30.55, Longitude = 114.25 };
        AlarmView[] all =
        [
            alarm, AlarmQueueTests.Alarm("AL-2") with { Latitude = 30.551, Longitude = 114.25 }, AlarmQueueTests.Alarm("AL-3", AlarmPriority.Critical) with { Latitude = 30.553, Longitude = 114.25 },
            AlarmQueueTests.Alarm("AL-4", state: AlarmState.Normal) with { Latitude = 30.55, Longitude = 114.25 }, AlarmQueueTests.Alarm("AL-5") with { Latitude = 30.56, Longitude = 114.25 },
        ];
        Assert.Equal(["AL-3", "AL-2"], AlarmNeighbours.Of(alarm, all).Select(a => a.Alarm.Number));
        Assert.Empty(AlarmNeighbours.Of(alarm with { Latitude = null }, all));
    }

    [Fact]
    public void An_alarm_is_offered_the_nearest_open_tickets_then_its_areas_and_by_words_any()
    {
        var officer = Views.Someone(Role.DutyOfficer);
        var area = Guid.NewGuid();
        var alarm = AlarmQueueTests.Alarm("AL-1") with { Latitude = 30.5505, Longitude = 114.25, AreaId = area };
        TicketView[] tickets =
        [
            Views.Ticket(1) with { Latitude = 30.555 }, Views.Ticket(2), Views.Ticket(3, TicketState.Completed), Views.Ticket(4) with { Latitude = 31, AreaId = area },
            Views.Ticket(5) with { Latitude = 31, Title = "雨水箅子堵塞" }, Views.Ticket(6) with { Latitude = null, Longitude = null, AreaId = area },
        ];

        Assert.Equal([2, 1, 4, 6], LinkChoices.Of(alarm, tickets, officer, null).Select(c => c.Ticket.Sequence));
        Assert.Equal([5], LinkChoices.Of(alarm, tickets, officer, " 箅子 ").Select(c => c.Ticket.Sequence));
        Assert.Equal([2], LinkChoices.Of(alarm, tickets, officer, "0002").Select(c => c.Ticket.Sequence));
        Assert.Empty(LinkChoices.Of(alarm, tickets, Views.Someone(Role.DepartmentLead, Views.Water), null));
    }
}
