using CommandCenter.Alarms;
using CommandCenter.Platform.Data;
using CommandCenter.Tests.Databases;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Tests.Alarms;

public class AlarmSamplerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task Line_beside_a_figure_counts_what_the_figure_counts_and_nothing_that_is_hidden(DatabaseProvider provider)
    {
        await using var city = await AlarmCity.Open(provider);
        await city.Send(city.Outside("loop-1", "High"), city.Outside("loop-2", "High"), city.Outside("loop-3", "Low"));
        await city.Do((await city.Alarms())[1].Number, AlarmVerb.Shelve, new AlarmVerbInput { Reason = "检修", Minutes = 60 });
        city.Clock.Advance(TimeSpan.FromMinutes(1));
        var sampler = new AlarmSampler(city.Server.Get<IDbContextFactory<CityDb>>(), city.Live, city.Clock, NullLogger<AlarmSampler>.Instance);

        await sampler.Sweep(Cancel);
        Assert.Equal(new AlarmSample(city.Now, 2, 2), sampler.Samples[^1]); // computed from the rows
        city.Clock.Advance(AlarmSampler.Step);
        await sampler.Sweep(Cancel);
        Assert.Equal(new AlarmSample(city.Now, 2, 2), sampler.Samples[^1]); // taken of the live set
        Assert.Equal(0, sampler.Samples[0].Active);

        sampler.Restart();
        Assert.Empty(sampler.Samples); // nothing is compared with what may be gone
        await sampler.Sweep(Cancel);
        Assert.Equal(new AlarmSample(city.Now, 2, 2), sampler.Samples[^1]);
    }
}
