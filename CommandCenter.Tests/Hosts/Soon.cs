namespace CommandCenter.Tests.Hosts;

/// <summary>Waits for what comes by itself; never for a time.</summary>
internal static class Soon
{
    /// <summary>Looks until it is so, at most half a minute; fails with what it last was.</summary>
    public static async Task Is<T>(T expected, Func<T> read)
    {
        for (var look = 0; ; look++)
        {
            var now = read();
            if (Equals(now, expected))
                return;
            if (look == 300)
                Assert.Equal(expected, now);
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }
}
