using CommandCenter.Platform.Data;

namespace CommandCenter.Platform.Settings;

/// <summary>What ASP.NET Core reads itself, and would only complain of with a stack trace: <c>Urls</c> and <c>Logging</c>.</summary>
/// <param name="Addresses">The addresses to serve.</param>
public sealed record ServingOptions(IReadOnlyList<string> Addresses)
{
    private const string Expected = "addresses such as http://localhost:5080, separated by ;";

    /// <summary>Reads both; all mistakes at once, each naming its key.</summary>
    /// <exception cref="CannotStart">A setting is wrong.</exception>
    public static ServingOptions Read(IConfiguration configuration)
    {
        var addresses = (configuration["Urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var problems = addresses.Where(address => !IsAddress(address)).Select(address => $"Urls holds '{address}'; it must be {Expected}.").ToList();
        foreach (var (key, value) in Levels(configuration.GetSection("Logging")))
            if (!Enum.GetNames<LogLevel>().Contains(value, StringComparer.OrdinalIgnoreCase))
                problems.Add($"{key} is '{value}'; it must be one of {string.Join(", ", Enum.GetNames<LogLevel>())}.");
        return problems.Count == 0 ? new ServingOptions(addresses) : throw new CannotStart(string.Join(" ", problems));
    }

    private static bool IsAddress(string text)
    {
        try
        {
            var address = BindingAddress.Parse(text);
            return address.Scheme is "http" or "https" && address.Port is >= 0 and <= 65_535;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    // Logging:LogLevel:<category>, and the same for one provider: Logging:Console:LogLevel:<category>.
    private static IEnumerable<(string Key, string Value)> Levels(IConfigurationSection logging) =>
        logging.GetChildren().Select(provider => provider.GetSection("LogLevel")).Append(logging.GetSection("LogLevel"))
            .SelectMany(levels => levels.AsEnumerable()).Where(level => level.Value is { Length: > 0 }).Select(level => (level.Key, level.Value!));
}
