using CommandCenter.Areas;
using CommandCenter.DemoCity;
using CommandCenter.DemoCity.Cast;
using CommandCenter.DemoCity.Plan;
using CommandCenter.Platform.Maps;
using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;

namespace CommandCenter.Tests.DemoCity;

public sealed class CityPlannerTests
{
    private static readonly CityPlan Usual = CityPlanner.Draw(DemoOptions.UsualSeed);

    public static TheoryData<int> Seeds => [DemoOptions.UsualSeed, 1, 2, 3, 4_711];

    [Theory, MemberData(nameof(Seeds))]
    public void A_city_of_any_seed_has_2648_grids_that_tile_it_without_gap_or_overlap(int seed)
    {
        var plan = CityPlanner.Draw(seed);

        Assert.Equal(2_648, plan.Areas.Count(a => a.Level == AreaLevel.Grid));
        Assert.All(plan.Areas, a => Assert.True(a.Outline.IsValid, $"{a.Code} is no valid polygon"));
        var children = plan.Areas.Where(a => a.ParentCode is not null).ToLookup(a => a.ParentCode!);
        Assert.All(plan.Areas.Where(a => a.Level != AreaLevel.Grid), a =>
            Assert.True(Math.Abs(children[a.Code].Sum(c => c.Outline.Area) - a.Outline.Area) < a.Outline.Area * 1e-9, $"the parts of {a.Code} are not as large as it is"));
        Assert.Empty(Overlaps([.. plan.Areas.Where(a => a.Level == AreaLevel.Grid)]));
    }

    [Fact]
    public void Every_point_of_the_city_lies_in_exactly_one_grid()
    {
        var (city, random) = (Usual.Areas.Single(a => a.Level == AreaLevel.City).Outline, new Random(7));
        var inside = new IndexedPointInAreaLocator(city);
        var grids = new STRtree<IndexedPointInAreaLocator>();
        foreach (var grid in Usual.Areas.Where(a => a.Level == AreaLevel.Grid))
            grids.Insert(grid.Outline.EnvelopeInternal, new(grid.Outline));
        for (var found = 0; found < 20_000;)
        {
            var at = new Coordinate(city.EnvelopeInternal.MinX + (random.NextDouble() * city.EnvelopeInternal.Width), city.EnvelopeInternal.MinY + (random.NextDouble() * city.EnvelopeInternal.Height));
            if (inside.Locate(at) != Location.Interior)
                continue;
            found++;
            var there = grids.Query(new Envelope(at)).Select(g => g.Locate(at)).ToList();
            Assert.True(there.Count(l => l == Location.Interior) == 1 || there.Contains(Location.Boundary), $"{at} lies in {there.Count(l => l == Location.Interior)} grids");
        }
    }

    [Fact]
    public void The_same_seed_draws_the_same_city_and_another_seed_another()
    {
        var (again, other) = (CityPlanner.Draw(DemoOptions.UsualSeed), CityPlanner.Draw(5));

        Assert.Equal(Usual.Areas.Select(a => (a.Code, a.Name, a.Outline.AsText())), again.Areas.Select(a => (a.Code, a.Name, a.Outline.AsText())));
        Assert.Equal(Usual.Ground.Select(g => (g.Kind, g.Rank, g.Name, g.Shape.AsText())), again.Ground.Select(g => (g.Kind, g.Rank, g.Name, g.Shape.AsText())));
        Assert.Equal(Usual.Places, again.Places);
        Assert.NotEqual(Usual.Areas.Select(a => a.Outline.AsText()), other.Areas.Select(a => a.Outline.AsText()));
    }

    [Fact]
    public void Names_and_codes_are_given_once_and_levels_follow_one_another()
    {
        var areas = Usual.Areas.ToDictionary(a => a.Code);

        Assert.Equal(7, areas.Values.Count(a => a.Level == AreaLevel.District));
        Assert.InRange(areas.Values.Count(a => a.Level == AreaLevel.Street), 36, 44);
        Assert.InRange(areas.Values.Count(a => a.Level == AreaLevel.Community), 270, 330);
        Assert.All(areas.Values.Where(a => a.ParentCode is not null), a => Assert.Equal(a.Level - 1, areas[a.ParentCode!].Level));
        Assert.Equal(areas.Count, areas.Values.Select(a => a.Name.Chinese).Distinct().Count());
    }

    [Fact]
    public void Places_lie_in_the_city_and_gauges_in_the_water()
    {
        var inside = new IndexedPointInAreaLocator(Usual.Areas.Single(a => a.Level == AreaLevel.City).Outline);
        var water = Usual.Ground.Where(g => g.Kind == BaseLayerKind.Water).Select(g => g.Shape).ToList();

        Assert.True(Usual.Places.Count >= 120);
        Assert.Equal(Usual.Places.Count, Usual.Places.Select(p => p.Code).Distinct().Count());
        Assert.All(Usual.Places, p => Assert.Equal(Location.Interior, inside.Locate(new Coordinate(p.At.Longitude, p.At.Latitude))));
        Assert.All(Usual.Places.Where(p => p.Kind == PlaceKind.RiverGauge), p => Assert.Contains(water, w => w.Contains(new Point(p.At.Longitude, p.At.Latitude))));
    }

    [Fact]
    public void About_seven_thousand_devices_of_every_kind_stand_in_the_grid_they_name()
    {
        var cast = CityCast.Of(Usual);
        var areas = Usual.Areas.ToDictionary(a => a.Code);

        Assert.InRange(cast.Devices.Count, 6_800, 7_200);
        Assert.InRange(cast.Devices.Count(d => d.Charted), 450, 550);
        Assert.Equal(cast.Devices.Count, cast.Devices.Select(d => d.Code).Distinct().Count());
        Assert.Equal(
            ["camera", "crowd-counter", "door", "ebike-charging", "gas", "gateway", "infrared-motion", "manhole-cover", "noise", "rain-gauge", "smoke", "sos", "water-level"],
            cast.Devices.Select(d => d.KindCode).Distinct().Order());
        Assert.All(cast.Devices, d => Assert.True(areas[d.GridCode].Outline.Distance(new Point(d.At.Longitude, d.At.Latitude)) < 1e-6, $"{d.Code} stands outside {d.GridCode}"));
        Assert.All(cast.Devices.Where(d => d.GatewayCode is not null), d => Assert.Contains(cast.Devices, g => g.Code == d.GatewayCode && g.KindCode == "gateway"));
    }

    private static IEnumerable<string> Overlaps(PlannedArea[] areas)
    {
        var index = new STRtree<PlannedArea>();
        foreach (var area in areas)
            index.Insert(area.Outline.EnvelopeInternal, area);
        foreach (var area in areas)
            foreach (var other in index.Query(area.Outline.EnvelopeInternal).Where(o => string.CompareOrdinal(o.Code, area.Code) > 0))
                if (area.Outline.Overlaps(other.Outline) || area.Outline.Contains(other.Outline))
                    yield return $"{area.Code} and {other.Code}";
    }
}
