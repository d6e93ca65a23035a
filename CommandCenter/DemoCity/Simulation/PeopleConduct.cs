using CommandCenter.Alarms;
using CommandCenter.DemoCity.Plan;

namespace CommandCenter.DemoCity.Simulation;

/// <summary>How well a department does its work on one ticket.</summary>
public enum WorkQuality
{
    /// <summary>Done, with a reply that says what.</summary>
    Good,

    /// <summary>Done, with a reply that says next to nothing.</summary>
    Curt,

    /// <summary>Called done although it is not; the requester will say so.</summary>
    Bad,

    /// <summary>Done well, days too late.</summary>
    Late,
}

/// <summary>What people will do with one ticket. All times are of the simulated clock.</summary>
/// <param name="AcceptAfter">From its opening to its acceptance.</param>
/// <param name="DispatchAfter">From its opening to its dispatch.</param>
/// <param name="SignAfter">From its dispatch to the department's signature.</param>
/// <param name="CompleteAfter">From the signature to its completion.</param>
/// <param name="Returns">Whether the first department sends it back once.</param>
/// <param name="Quality">How well it is done.</param>
/// <param name="Reply">What the requester is told.</param>
public sealed record TicketConduct(TimeSpan AcceptAfter, TimeSpan DispatchAfter, TimeSpan SignAfter, TimeSpan CompleteAfter, bool Returns, WorkQuality Quality, PlanName Reply);

/// <summary>What people will do with one alarm.</summary>
/// <param name="AcknowledgeAfter">From its raise to its acknowledgement, of the simulated clock; null when nobody looks.</param>
/// <param name="FalseCause">Whether they then mark it false, and why.</param>
public sealed record AlarmConduct(TimeSpan? AcknowledgeAfter, PlanName? FalseCause);

/// <summary>What people will say when they are called back.</summary>
/// <param name="After">From the completion to the call, of the simulated clock.</param>
/// <param name="Resolved">Whether it was resolved.</param>
/// <param name="Satisfaction">A name of <c>Satisfaction</c>.</param>
public sealed record CallbackConduct(TimeSpan After, bool Resolved, string Satisfaction);

/// <summary>How the demo city's people work: drawn from the seed and the ticket's or alarm's number, so that the same number meets the same people's humour again.</summary>
/// <param name="seed">The city's seed.</param>
public sealed class PeopleConduct(int seed)
{
    private static readonly PlanName[] Good =
    [
        new("您好，工作人员已到现场处理完毕，请您放心；如有问题请再次致电。", "Our crew came and put it right. Should anything remain, please call again."),
        new("已联系责任单位整改，现场复查合格，感谢您的监督。", "The responsible party was made to mend it; we checked on the spot. Thank you for telling us."),
        new("经现场核实情况属实，已于今日修复，照片已留存。", "We found it as you said and repaired it today; photographs are on file."),
        new("已安排专人清理并列入日常巡查，后续会加强管理。", "It has been cleared, and the place is now on the daily round."),
    ];

    private static readonly PlanName[] Curt = [new("已处理。", "Dealt with."), new("已转相关科室。", "Passed on to the section in charge."), new("情况已知悉。", "Noted.")];

    private static readonly PlanName[] Bad =
        [new("现场未发现您反映的情况。", "Nothing of what you describe was found on the spot."), new("该问题不属于我单位职责，已口头告知。", "This is not our duty; you were told so."), new("已列入计划，请耐心等待。", "It is in the plan. Please be patient.")];

    private static readonly PlanName[] FalseCauses =
        [new("现场核实为设备误报", "Checked on the spot: the device was wrong"), new("施工调试引起", "Caused by works near the device"), new("传感器进水", "Water in the sensor")];

    /// <summary>What people will do with a ticket.</summary>
    public TicketConduct OfTicket(string number)
    {
        var draw = Draw("quality", number);
        var quality = draw < 0.68 ? WorkQuality.Good : draw < 0.82 ? WorkQuality.Curt : draw < 0.91 ? WorkQuality.Bad : WorkQuality.Late;
        var accept = Minutes(1, 9, "accept", number);
        var hours = quality == WorkQuality.Late ? Chance.Between(60, 140, seed, "complete:" + number) : Chance.Between(0.7, 18, seed, "complete:" + number);
        var replies = quality switch { WorkQuality.Curt => Curt, WorkQuality.Bad => Bad, _ => Good };
        return new TicketConduct(accept, accept + Minutes(1, 14, "dispatch", number), Minutes(5, quality == WorkQuality.Late ? 400 : 90, "sign", number), TimeSpan.FromHours(hours),
            Draw("return", number) < 0.06, quality, Chance.Pick(replies, seed, "reply:" + number));
    }

    /// <summary>How long after the department's signature a ticket is given to whoever does it.</summary>
    public TimeSpan AssignAfter(string number) => Minutes(2, 30, "assign", number);

    /// <summary>How long after the city's first moment a ticket is completed that was in progress before it: the backlog of a city is worked off over five days, not in its first minute.</summary>
    public TimeSpan OfBacklog(string number) => TimeSpan.FromHours(Chance.Between(0.5, 120, seed, "backlog:" + number));

    /// <summary>What people will do with an alarm: the worse, the sooner; one in thirty is overlooked, so that escalations have something to do.</summary>
    public AlarmConduct OfAlarm(string number, AlarmPriority priority)
    {
        var most = priority switch { AlarmPriority.Critical => 1.5, AlarmPriority.High => 4, AlarmPriority.Medium => 12, _ => 40 };
        if (Draw("overlooked", number) < 1 / 30.0)
            return new AlarmConduct(null, null);
        var isFalse = priority != AlarmPriority.Critical && Draw("false", number) < 0.08;
        return new AlarmConduct(Minutes(0.3, most, "acknowledge", number), isFalse ? Chance.Pick(FalseCauses, seed, "cause:" + number) : null);
    }

    /// <summary>What the requester of a ticket will say.</summary>
    public CallbackConduct OfCallback(string ticket)
    {
        var resolved = OfTicket(ticket).Quality != WorkQuality.Bad || Draw("forgiving", ticket) < 0.3;
        var mood = Draw("mood", ticket);
        var satisfaction = !resolved ? (mood < 0.6 ? "Dissatisfied" : "VeryDissatisfied") : mood < 0.45 ? "VerySatisfied" : mood < 0.85 ? "Satisfied" : mood < 0.95 ? "Fair" : "Dissatisfied";
        return new CallbackConduct(Minutes(20, 300, "callback", ticket), resolved, satisfaction);
    }

    private double Draw(string what, string number) => Chance.Of(seed, what + ":" + number);

    private TimeSpan Minutes(double least, double most, string what, string number) => TimeSpan.FromMinutes(Chance.Between(least, most, seed, what + ":" + number));
}
