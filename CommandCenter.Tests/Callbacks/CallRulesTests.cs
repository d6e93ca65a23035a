using CommandCenter.Callbacks;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using Microsoft.Extensions.Configuration;

namespace CommandCenter.Tests.Callbacks;

public class CallRulesTests
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly CallingHours Hours = new(new(9, 0), new(20, 0), Shanghai);
    private static readonly DateTimeOffset Now = CallbackCity.Local("2026-06-18 14:00");
    private static readonly Actor Li = new("user:1", "李敏");
    private static readonly Actor Wang = new("user:2", "王芳");

    [Theory]
    [InlineData("2026-06-18 14:00", "2026-06-18 16:00", "2026-06-18 16:00")] // by day: when it is wanted
    [InlineData("2026-06-18 18:00", "2026-06-19 00:30", "2026-06-19 09:00")] // at midnight: in the morning
    [InlineData("2026-06-18 19:30", "2026-06-19 04:30", "2026-06-18 19:30")] // the morning would be too late: at once
    [InlineData("2026-06-18 22:00", "2026-06-19 01:00", null)] // no decent hour before it is due
    public void Nobody_is_reminded_at_night(string promised, string wanted, string? reminded)
    {
        var due = wanted.StartsWith("2026-06-19 00", StringComparison.Ordinal) ? "2026-06-19 11:00" : wanted.StartsWith("2026-06-19", StringComparison.Ordinal) ? "2026-06-19 07:30" : "2026-06-18 18:00";
        Assert.Equal(reminded is null ? null : CallbackCity.Local(reminded), Hours.Remind(CallbackCity.Local(promised), CallbackCity.Local(wanted), CallbackCity.Local(due)));
    }

    [Fact]
    public void Calling_hours_are_the_citys_on_holidays_too()
    {
        Assert.True(Hours.Holds(CallbackCity.Local("2026-06-19 09:00")));
        Assert.False(Hours.Holds(CallbackCity.Local("2026-06-19 08:59")));
        Assert.False(Hours.Holds(CallbackCity.Local("2026-06-19 20:00")));
        Assert.Equal(CallbackCity.Local("2026-06-20 09:00"), Hours.Next(CallbackCity.Local("2026-06-19 20:00")));
    }

    [Theory]
    [InlineData("13971234567", null)]
    [InlineData("+86 139-7123-4567", null)]
    [InlineData("(027) 8276 5000 转 12", null)]
    [InlineData("617-555-0100 ext 5", null)]
    [InlineData("12345", null)]
    [InlineData(null, NotCallableReason.NoPhone)]
    [InlineData("  ", NotCallableReason.NoPhone)]
    [InlineData("withheld", NotCallableReason.Withheld)]
    [InlineData("未显示", NotCallableReason.Withheld)]
    [InlineData("138****1234", NotCallableReason.Withheld)]
    [InlineData("0", NotCallableReason.Withheld)]
    public void Only_a_number_that_can_be_dialled_is_called(string? phone, NotCallableReason? why) => Assert.Equal(why, CallableNumber.WhyNot(anonymous: false, phone));

    [Fact]
    public void Who_gave_no_name_is_not_called_even_where_a_number_is_known() => Assert.Equal(NotCallableReason.Anonymous, CallableNumber.WhyNot(anonymous: true, "13971234567"));

    [Theory]
    [InlineData("+86 139-7123-4567", "+8613971234567")]
    [InlineData("(027) 8276 5000 转 12", "02782765000")]
    [InlineData("617-555-0100 ext 5", "6175550100")]
    public void A_telephone_dials_digits_without_the_extension(string phone, string dialled) => Assert.Equal(dialled, CallableNumber.Dial(phone));

    [Fact]
    public void A_call_belongs_to_one_person_for_a_while()
    {
        var free = new CallbackStanding(CallbackState.Promised, null, null, null);
        var held = new CallbackStanding(CallbackState.Promised, Li.Id, Li.Name, Now.AddMinutes(15));

        Assert.Null(CallbackVerbs.Refuse(free, CallbackVerb.Claim, Wang, Now));
        Assert.Equal(CallbackRefusalReason.NotClaimed, CallbackVerbs.Refuse(free, CallbackVerb.Answer, Wang, Now)?.Reason);
        foreach (var verb in Enum.GetValues<CallbackVerb>())
        {
            Assert.Null(CallbackVerbs.Refuse(held, verb, Li, Now));
            Assert.Equal(CallbackRefusalReason.Claimed, CallbackVerbs.Refuse(held, verb, Wang, Now)?.Reason);
        }
        Assert.Null(CallbackVerbs.Refuse(held, CallbackVerb.Claim, Wang, Now.AddMinutes(15)));
        Assert.Equal(CallbackRefusalReason.NotClaimed, CallbackVerbs.Refuse(held, CallbackVerb.Attempt, Li, Now.AddMinutes(15))?.Reason);
    }

    [Fact]
    public void Nothing_is_done_with_a_callback_that_has_ended()
    {
        foreach (var state in Enum.GetValues<CallbackState>().Where(s => s != CallbackState.Promised))
            foreach (var verb in Enum.GetValues<CallbackVerb>())
            {
                var refusal = CallbackVerbs.Refuse(new CallbackStanding(state, Li.Id, Li.Name, Now.AddMinutes(15)), verb, Li, Now);
                Assert.Equal(CallbackRefusalReason.Ended, refusal?.Reason);
                Assert.Contains(state.ToString(), refusal!.ToRefusal("JC-1").Message, StringComparison.Ordinal);
            }
    }

    [Fact]
    public void An_attempt_says_what_is_wrong_with_it()
    {
        Assert.Equal("outcome", Wrong(new AttemptInput()));
        Assert.Equal("outcome", Wrong(new AttemptInput { Outcome = CallOutcome.Reached }));
        Assert.Equal("outcome", Wrong(new AttemptInput { Outcome = (CallOutcome)99 }));
        Assert.Equal("comment", Wrong(new AttemptInput { Outcome = CallOutcome.Busy, Comment = new string('长', 2_001) }));
        Assert.Equal("callAt", Wrong(new AttemptInput { Outcome = CallOutcome.Busy, CallAt = Now.AddHours(1) }));
        Assert.Equal("callAt", Wrong(new AttemptInput { Outcome = CallOutcome.CallLater }));
        Assert.Equal("callAt", Wrong(new AttemptInput { Outcome = CallOutcome.CallLater, CallAt = Now }));
        Assert.Equal("callAt", Wrong(new AttemptInput { Outcome = CallOutcome.CallLater, CallAt = Now.AddDays(31) }));
        Assert.Equal("callAt", Wrong(new AttemptInput { Outcome = CallOutcome.CallLater, CallAt = CallbackCity.Local("2026-06-18 23:00") }));
        Assert.Null(Wrong(new AttemptInput { Outcome = CallOutcome.CallLater, CallAt = Now.AddHours(1) }));

        static string? Wrong(AttemptInput input) => input.Check(Now, Hours)?.Field;
    }

    [Fact]
    public void Answers_say_what_is_missing_and_what_is_not_resolved_is_reworked()
    {
        var full = new AnswerInput { Responded = true, Resolved = true, Satisfaction = Satisfaction.Satisfied };
        Assert.Equal("responded", Missing(full with { Responded = null }));
        Assert.Equal("resolved", Missing(full with { Resolved = null }));
        Assert.Equal("satisfaction", Missing(full with { Satisfaction = null }));
        Assert.Equal("satisfaction", Missing(full with { Satisfaction = (Satisfaction)99 }));
        Assert.Equal("reason", Missing(full with { Resolved = false }));
        Assert.Equal("reason", Missing(full with { Rework = true, Reason = " " }));
        Assert.Equal("rework", Missing(full with { Resolved = false, Rework = false, Reason = "还漏" }));
        Assert.False(full.Checked().Rework);
        Assert.True((full with { Resolved = false, Reason = "还漏" }).Checked().Rework);
        Assert.True((full with { Rework = true, Reason = "想换新管" }).Checked().Rework);

        static string? Missing(AnswerInput input) => Assert.Throws<Refusal>(() => input.Checked()).Field;
    }

    [Theory]
    [InlineData("CallFrom", "9 Uhr")]
    [InlineData("CallTo", "08:00")]
    [InlineData("ClaimMinutes", "0")]
    [InlineData("RetryMinutes", "soon")]
    public void A_wrong_setting_is_named_at_start(string key, string value)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [$"Callbacks:{key}"] = value }).Build();
        Assert.Contains($"Callbacks:{key}", Assert.Throws<CannotStart>(() => CallbacksOptions.Read(configuration)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_settings_the_defaults_hold() => Assert.Equal(CallbacksOptions.Default, CallbacksOptions.Read(new ConfigurationBuilder().Build()));
}
