using CommandCenter.Tickets;

namespace CommandCenter.Callbacks;

/// <summary>Whether there is a number that can be rung up. Pure.</summary>
public static class CallableNumber
{
    private const int FewestDigits = 5; // 12345 itself
    private const string Punctuation = " \t-–—()（）./+#转extEXT"; // also before an extension

    /// <summary>Why nobody can be called about a ticket; null when somebody can.</summary>
    public static NotCallableReason? WhyNot(Ticket ticket) => WhyNot(ticket.Anonymous, ticket.RequesterPhone);

    /// <summary>The same for its facts. A number that was withheld stands as a word ("withheld", 未显示) or masked (138****1234).</summary>
    public static NotCallableReason? WhyNot(bool anonymous, string? phone) =>
        anonymous ? NotCallableReason.Anonymous
        : string.IsNullOrWhiteSpace(phone) ? NotCallableReason.NoPhone
        : phone.All(c => char.IsAsciiDigit(c) || Punctuation.Contains(c, StringComparison.Ordinal)) && phone.Count(char.IsAsciiDigit) >= FewestDigits ? null
        : NotCallableReason.Withheld;

    /// <summary>What a telephone dials, without the extension: digits, and a plus in front where one is.</summary>
    public static string Dial(string phone) => new([.. phone.Split('转', '#', 'e', 'E', 'x', 'X')[0].Where(c => char.IsAsciiDigit(c) || c == '+')]);
}
