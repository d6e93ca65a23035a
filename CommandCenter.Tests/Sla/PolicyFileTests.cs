using CommandCenter.Sla;

namespace CommandCenter.Tests.Sla;

public class PolicyFileTests
{
    [Fact]
    public void All_units_and_optional_columns_are_read()
    {
        var file = Read("""
            category,priority,unit,amount,sign_unit,sign_amount,at_risk_share,note
            Roads/Potholes,High,working_time,4h,working_time,0:30,0.75,x
            Roads/Potholes,,working_days,5,elapsed_time,90m,80%,
            "Light, broken",,calendar_days,30,,,,
            Fire,,elapsed_time,2h30m,,,,
            Old name,,business_days,0
            """);

        Assert.Empty(file.Problems);
        Assert.Equal(
            [
                new PolicyRow("Roads/Potholes", "High", Limit.WorkingTime(TimeSpan.FromHours(4)), Limit.WorkingTime(TimeSpan.FromMinutes(30)), 0.75, 2),
                new PolicyRow("Roads/Potholes", null, Limit.WorkingDays(5), Limit.Elapsed(TimeSpan.FromMinutes(90)), 0.8, 3),
                new PolicyRow("Light, broken", null, Limit.CalendarDays(30), null, null, 4),
                new PolicyRow("Fire", null, Limit.Elapsed(TimeSpan.FromMinutes(150)), null, null, 5),
                new PolicyRow("Old name", null, Limit.WorkingDays(0), null, null, 6),
            ],
            file.Rows);
    }

    [Theory]
    [InlineData("x,working_days,three", "amount \"three\" is no whole number of days")]
    [InlineData("x,working_days,-1", "amount \"-1\"")]
    [InlineData("x,working_days,2.5", "amount \"2.5\"")]
    [InlineData("x,working_days,99999999999", "amount")]
    [InlineData("x,fortnights,1", "unit \"fortnights\" is unknown")]
    [InlineData("x,working_time,4", "amount \"4\" is no length of time")]
    [InlineData("x,working_time,1:75", "amount \"1:75\"")]
    [InlineData("x,elapsed_time,99999999m", "amount")]
    [InlineData("x,,3", "unit is empty")]
    [InlineData("x,working_days,", "amount is empty")]
    [InlineData(",working_days,3", "the type is empty")]
    [InlineData("first,working_days,3", "\"first\" stands on line 2 already")]
    [InlineData("x\"y\",working_days,\"3\"4", "quotation marks")]
    public void Line_that_cannot_be_used_is_named_with_its_reason(string line, string reason)
    {
        var file = Read($"type,unit,amount\nfirst,working_days,1\n\n{line}\nlast,working_days,1");

        var problem = Assert.Single(file.Problems);
        Assert.Equal(4, problem.Line);
        Assert.Contains(reason, problem.Reason);
        Assert.Equal(["first", "last"], file.Rows.Select(r => r.Category));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("120%")]
    [InlineData("most")]
    public void Share_that_is_none_is_refused(string share) =>
        Assert.Contains("at_risk_share", Assert.Single(Read($"type,unit,amount,at_risk_share\nx,working_days,1,{share}").Problems).Reason);

    [Theory]
    [InlineData("", "empty")]
    [InlineData("type,amount\nx,3", "no column unit")]
    [InlineData("kind,unit,amount\nx,working_days,3", "no column type or category")]
    [InlineData("type,unit,unit,amount\nx,working_days,working_days,3", "unit is there twice")]
    [InlineData("{\"type\": 1}", "quotation marks")]
    [InlineData("<html>", "no column unit")]
    public void File_without_the_columns_is_refused(string text, string reason)
    {
        var file = Read(text);

        Assert.Empty(file.Rows);
        Assert.Contains(file.Problems, p => p.Line == 1 && p.Reason.Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Sign_limit_alone_is_refused_and_a_category_alone_is_no_mistake()
    {
        var file = Read("type,unit,amount,sign_unit,sign_amount\nx,,,working_days,1\nMBTA Request,,,,\n");

        Assert.Equal(2, Assert.Single(file.Problems).Line);
        Assert.Equal(["MBTA Request"], file.WithoutLimit);
    }

    [Fact]
    public void Limits_are_written_as_they_are_read()
    {
        foreach (var limit in new[] { Limit.WorkingDays(3), Limit.CalendarDays(0), Limit.WorkingTime(TimeSpan.FromMinutes(61)), Limit.Elapsed(TimeSpan.FromHours(2)), Limit.Elapsed(TimeSpan.Zero) })
        {
            var (unit, amount) = LimitText.Write(limit);
            Assert.Equal(limit, LimitText.Parse(unit, amount, "unit", "amount"));
        }
    }

    private static PolicyFileContent Read(string text) => PolicyFile.Read(new StringReader(text));
}
