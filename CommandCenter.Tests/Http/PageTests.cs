using CommandCenter.Platform.Http;

namespace CommandCenter.Tests.Http;

public sealed class PageTests
{
    private static readonly string[] Letters = ["a", "b", "c", "d", "e"];

    [Fact]
    public void Pages_one_after_another_are_the_whole_list_once()
    {
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = Page.Of(Letters, l => l, cursor, limit: 2);
            seen.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal(Letters, seen);
    }

    [Fact]
    public void A_full_last_page_has_no_next() => Assert.Null(Page.Of(Letters, l => l, null, limit: 5).Next);

    [Fact]
    public void A_row_that_vanished_under_the_cursor_hides_no_other()
    {
        var first = Page.Of(Letters, l => l, null, limit: 2);

        Assert.Equal(["c", "d", "e"], Page.Of(Letters.Where(l => l != "b"), l => l, first.Next, null).Items);
    }

    [Fact]
    public void A_cursor_keeps_every_part_of_its_key() =>
        Assert.Equal(["2026-01-01", "单号/1+", ""], Page.Key(Page.Cursor("2026-01-01", "单号/1+", ""), parts: 3)!);

    [Fact]
    public void No_cursor_is_the_first_page() => Assert.Null(Page.Key("", parts: 1));

    [Theory]
    [InlineData("%%%")]
    [InlineData("abc")]
    [InlineData("AAAA")]
    [InlineData("W251bGxd")]
    [InlineData("WzFd")]
    [InlineData("WyJhIiwiYiJd")]
    public void A_cursor_that_was_not_given_out_is_refused_by_name(string cursor) => Assert.Equal("cursor", Assert.Throws<Refusal>(() => Page.Key(cursor, parts: 1)).Field);

    [Theory]
    [InlineData(null, 50)]
    [InlineData(1, 1)]
    [InlineData(500, 500)]
    public void A_limit_within_bounds_is_kept(int? asked, int limit) => Assert.Equal(limit, Page.Limit(asked));

    [Theory]
    [InlineData(0)]
    [InlineData(501)]
    public void A_limit_out_of_bounds_is_refused_by_name(int asked) => Assert.Equal("limit", Assert.Throws<Refusal>(() => Page.Limit(asked)).Field);
}
