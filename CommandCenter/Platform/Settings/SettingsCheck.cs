using CommandCenter.Platform.Data;

namespace CommandCenter.Platform.Settings;

/// <summary>Reads the settings of all rooms before anything is registered, so that whoever mistyped five keys hears of five and not of one at each start.</summary>
public static class SettingsCheck
{
    /// <summary>Reads with each of <paramref name="rooms"/>.</summary>
    /// <exception cref="CannotStart">Something is wrong; one message with what each room said.</exception>
    public static void All(IConfiguration configuration, IEnumerable<Func<IConfiguration, object>> rooms)
    {
        var problems = rooms.Select(read => Problem(read, configuration)).OfType<string>().ToList();
        if (problems.Count > 0)
            throw new CannotStart(string.Join(" ", problems));
    }

    private static string? Problem(Func<IConfiguration, object> read, IConfiguration configuration)
    {
        try
        {
            read(configuration);
            return null;
        }
        catch (CannotStart problem)
        {
            return problem.Message;
        }
    }
}
