using System.Globalization;
using CommandCenter.Platform.Data;

namespace CommandCenter.Callbacks;

/// <summary>Settings of the callbacks: section <c>Callbacks</c>.</summary>
/// <param name="CallFrom">From this time of day citizens are rung up and call takers reminded, in the city's time.</param>
/// <param name="CallTo">Until this one.</param>
/// <param name="ClaimFor">How long a call belongs to whoever claimed it.</param>
/// <param name="RetryAfter">How long after a call that was not answered the next one makes sense.</param>
public sealed record CallbacksOptions(TimeOnly CallFrom, TimeOnly CallTo, TimeSpan ClaimFor, TimeSpan RetryAfter)
{
    private const int MostMinutes = 24 * 60;

    /// <summary>09:00 to 20:00, 15 minutes, an hour.</summary>
    public static CallbacksOptions Default { get; } = new(new(9, 0), new(20, 0), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1));

    /// <summary>Reads the section; what is not set has a default.</summary>
    /// <exception cref="CannotStart">A value is wrong; all wrong keys are named.</exception>
    public static CallbacksOptions Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Callbacks");
        var problems = new List<string>();
        var options = new CallbacksOptions(
            Time("CallFrom", Default.CallFrom), Time("CallTo", Default.CallTo), Minutes("ClaimMinutes", Default.ClaimFor), Minutes("RetryMinutes", Default.RetryAfter));
        if (options.CallFrom >= options.CallTo)
            problems.Add("Callbacks:CallFrom is not before Callbacks:CallTo.");
        return problems.Count == 0 ? options : throw new CannotStart(string.Join(" ", problems));

        TimeOnly Time(string key, TimeOnly otherwise)
        {
            if (section[key] is not { Length: > 0 } text)
                return otherwise;
            if (TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
                return time;
            problems.Add($"Callbacks:{key} is '{text}'; it must be a time such as 09:00.");
            return otherwise;
        }

        TimeSpan Minutes(string key, TimeSpan otherwise)
        {
            if (section[key] is not { Length: > 0 } text)
                return otherwise;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes is > 0 and <= MostMinutes)
                return TimeSpan.FromMinutes(minutes);
            problems.Add($"Callbacks:{key} is '{text}'; it must be a whole number of minutes from 1 to {MostMinutes}.");
            return otherwise;
        }
    }
}
