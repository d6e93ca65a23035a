using CommandCenter.Areas;

namespace CommandCenter.Tests.Areas;

public sealed class SpellingTests
{
    [Theory]
    [InlineData("Ward 5", "WARD_05")]
    [InlineData("05", "5")]
    [InlineData("14.0", "14")]
    [InlineData("ＷＡＲＤ　５", "ward 5")]
    [InlineData(" 柳岸区 ", "柳岸区")]
    [InlineData("LA-0233", "la 233")]
    [InlineData("100", "0100")]
    public void Spellings_of_the_same_thing_are_equal(string one, string other) => Assert.Equal(Spelling.Normalize(one), Spelling.Normalize(other));

    [Theory]
    [InlineData("1-23", "12-3")]
    [InlineData("10", "1")]
    [InlineData("5.10", "5")]
    [InlineData("Ward 5", "5")]
    public void Spellings_of_different_things_differ(string one, string other) => Assert.NotEqual(Spelling.Normalize(one), Spelling.Normalize(other));

    [Theory]
    [InlineData(null)]
    [InlineData(" - ")]
    public void A_text_without_letter_or_digit_is_empty(string? text) => Assert.Equal("", Spelling.Normalize(text));
}
