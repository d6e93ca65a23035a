using System.Text.Json;
using CommandCenter.Platform.Maps;

namespace CommandCenter.Tests.Maps;

public class MapDifferenceTests
{
    private const string Square = """{"type":"Polygon","coordinates":[[[-71.1,42.3],[-71.0,42.3],[-71.0,42.4],[-71.1,42.4],[-71.1,42.3]]]}""";
    private static readonly Position Here = Position.Create(42.36, -71.06);
    private static readonly Position There = Position.Create(42.37, -71.05);
    private readonly MapDifference difference = new();

    [Fact]
    public void The_first_picture_is_told_whole()
    {
        var changes = difference.Next(new([Mark("a"), Mark("b")], [Area("w1")], There, MapBounds.Around(Here, 500)));

        Assert.Equal(["area w1", "mark a", "mark b", "pin ", "view "], changes.Select(c => $"{c.Op} {c.Id}"));
    }

    [Fact]
    public void The_same_picture_again_is_told_by_nothing_even_in_new_records()
    {
        difference.Next(new([Mark("a")], [Area("w1")], There, MapBounds.Around(Here, 500)));

        Assert.Empty(difference.Next(new([Mark("a")], [Area("w1")], There, MapBounds.Around(Here, 500))));
    }

    [Fact]
    public void One_moved_mark_among_ten_thousand_is_one_change()
    {
        var marks = Enumerable.Range(0, 10_000).Select(i => Mark($"m{i}")).ToList();
        difference.Next(new(marks, []));
        marks[4711] = marks[4711] with { At = There };

        var change = Assert.Single(difference.Next(new(marks, [])));

        Assert.Equal(("mark", "m4711"), (change.Op, change.Id));
        Assert.Equal([There.Latitude, There.Longitude], change.At!);
    }

    [Fact]
    public void A_mark_that_is_gone_is_taken_off_once()
    {
        difference.Next(new([Mark("a"), Mark("b")], []));

        Assert.Equal("unmark a", Only(difference.Next(new([Mark("b")], []))));
        Assert.Empty(difference.Next(new([Mark("b")], [])));
    }

    [Fact]
    public void A_mark_that_comes_back_is_told_again()
    {
        difference.Next(new([Mark("a")], []));
        difference.Next(new([], []));

        Assert.Equal("mark a", Only(difference.Next(new([Mark("a")], []))));
    }

    [Fact]
    public void Of_two_marks_with_one_id_the_last_counts()
    {
        var change = Assert.Single(difference.Next(new([Mark("a"), Mark("a") with { Symbol = MapSymbol.ClockBreached }], [])));

        Assert.Equal((int)MapSymbol.ClockBreached, change.Symbol);
    }

    [Fact]
    public void A_share_is_told_only_when_the_clock_face_would_look_different()
    {
        difference.Next(new([Mark("a", 0.500)], []));

        Assert.Empty(difference.Next(new([Mark("a", 0.505)], [])));
        Assert.Single(difference.Next(new([Mark("a", 0.530)], [])));
    }

    [Theory]
    [InlineData(double.NaN, 0)]
    [InlineData(-3, 0)]
    [InlineData(7, 1)]
    public void A_share_is_always_part_of_a_whole(double share, double drawn) =>
        Assert.Equal(drawn, Assert.Single(difference.Next(new([Mark("a", share)], []))).Share);

    [Fact]
    public void An_area_whose_figure_changes_is_told_without_its_outline()
    {
        difference.Next(new([], [Area("w1")]));

        var change = Assert.Single(difference.Next(new([], [Area("w1") with { Tone = MapTone.Bad, Text = "87.2%" }])));

        Assert.Equal(("tone", 5, "87.2%", null), (change.Op, change.Tone, change.Text, change.Shape));
    }

    [Fact]
    public void An_area_with_another_outline_is_told_with_it()
    {
        difference.Next(new([], [Area("w1")]));
        var wider = MapShape.FromGeoJson(Square.Replace("-71.0,", "-70.9,", StringComparison.Ordinal));

        var change = Assert.Single(difference.Next(new([], [Area("w1") with { Shape = wider }])));

        Assert.Equal(("area", wider.Encoded), (change.Op, change.Shape));
    }

    [Fact]
    public void A_pin_that_is_taken_away_is_told_without_a_place()
    {
        difference.Next(new([], [], Here));

        Assert.Null(Assert.Single(difference.Next(new([], []))).At);
    }

    [Fact]
    public void A_view_moves_the_map_once_and_taking_it_back_does_not()
    {
        var view = MapBounds.Around(Here, 500);
        Assert.Equal("view ", Only(difference.Next(new([], [], View: view))));

        Assert.Empty(difference.Next(new([], [], View: view with { })));
        Assert.Empty(difference.Next(new([], [])));
        Assert.Equal("view ", Only(difference.Next(new([], [], View: MapBounds.Around(There, 500)))));
    }

    [Fact]
    public void A_change_carries_only_what_it_uses()
    {
        var json = JsonSerializer.Serialize(Assert.Single(difference.Next(new([Mark("a")], []))), JsonSerializerOptions.Web);

        Assert.Equal("""{"op":"mark","id":"a","at":[42.36,-71.06],"symbol":6}""", json);
    }

    private static MapMark Mark(string id, double share = 0) => new(id, Here, MapSymbol.ClockOnTime, share);

    private static MapArea Area(string id) => new(id, "Ward 1", MapShape.FromGeoJson(Square));

    private static string Only(IReadOnlyList<MapChange> changes)
    {
        var change = Assert.Single(changes);
        return $"{change.Op} {change.Id}";
    }
}
