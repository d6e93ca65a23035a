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

    /// <summary>Looks until it has happened, at most two minutes unless told otherwise: what other processes do takes its time on a busy machine.</summary>
    public static async Task Happens(Func<Task<bool>> happened, int minutes = 2)
    {
        for (var look = 0; !await happened(); look++)
        {
            Assert.True(look < minutes * 300, $"It did not happen within {minutes} minutes.");
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }
    }

    /// <inheritdoc cref="Happens(Func{Task{bool}}, int)"/>
    public static Task Happens(Func<bool> happened, int minutes = 2) => Happens(() => Task.FromResult(happened()), minutes);
}
