using System.Reflection;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Settings;
using CommandCenter.Tests.Architecture;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace CommandCenter.Tests.Platform.Settings;

public class SettingsTests
{
    /// <summary>A wrong value in every section, by its key.</summary>
    internal static readonly IReadOnlyDictionary<string, string?> Wrong = new Dictionary<string, string?>
    {
        ["Database:Provider"] = "Oracle",
        ["Database:MigrateAtStart"] = "perhaps",
        ["City:TimeZone"] = "Mars/Olympus",
        ["City:Code"] = "?",
        ["Access:LockoutTries"] = "many",
        ["Access:Oidc:Authority"] = "http://login.example.org",
        ["Maps:TileUrl"] = "tiles",
        ["Maps:BaseLayers:0:Kind"] = "Swamp",
        ["Figures:Targets:AtRisk"] = "-1",
        ["Figures:Targets:OnTimePercent"] = "101",
        ["Reports:DailyAt"] = "25:00",
        ["Logging:LogLevel:Default"] = "Loud",
        ["Urls"] = "localhost",
    };

    [Fact]
    public void Nothing_configured_is_fine() => SettingsCheck.All(Configuration(new Dictionary<string, string?>()), Rooms.Settings);

    [Fact]
    public void Mistakes_of_all_sections_are_told_at_once_each_with_its_key()
    {
        var refused = Assert.Throws<CannotStart>(() => SettingsCheck.All(Configuration(Wrong), Rooms.Settings));
        Assert.All(Wrong.Keys, key => Assert.Contains($"{key} ", refused.Message, StringComparison.Ordinal));
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Theory]
    [InlineData("Sqlite", "Colour=red")]
    [InlineData("PostgreSql", "Host=localhost;Colour=red;Password=geheim")]
    [InlineData("SqlServer", "Server=localhost;Colour=red;Password=geheim")]
    [InlineData("PostgreSql", "Host=localhost;Port=many;Password=geheim")]
    public void A_connection_string_that_cannot_be_read_is_named_and_its_secret_is_not_repeated(string provider, string text)
    {
        var refused = Assert.Throws<CannotStart>(() => SettingsCheck.All(Configuration(new Dictionary<string, string?> { ["Database:Provider"] = provider, ["Database:ConnectionString"] = text }), Rooms.Settings));
        Assert.StartsWith($"Database:ConnectionString is none of {provider}", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost:5080")]
    [InlineData("http://127.0.0.1:0; https://*:443")]
    [InlineData("http://+:80/base")]
    [InlineData("http://[::1]:5080")]
    public void Addresses_that_can_be_served_pass(string urls) =>
        Assert.NotEmpty(ServingOptions.Read(Configuration(new Dictionary<string, string?> { ["Urls"] = urls })).Addresses);

    [Fact]
    public void Every_room_that_reads_settings_is_among_those_that_are_read_together()
    {
        var readers = typeof(Program).Assembly.GetTypes().SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(m => m.Name == "Read" && m.GetParameters() is [{ } only] && only.ParameterType == typeof(IConfiguration)).ToList();
        Assert.True(readers.Count > 4, $"Only {readers.Count} readers were found.");
        Offenders.None(readers.Where(m => !Rooms.Settings.Any(s => s.Method == m)).Select(m => $"{m.DeclaringType}.Read is missing in Rooms.Settings"));
    }

    [Fact]
    public void No_room_checks_its_settings_at_another_time()
    {
        var checks = typeof(Program).Assembly.GetTypes().Where(t => t.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IValidateOptions<>)));
        Offenders.None(checks.Select(t => $"{t} would tell its mistakes after the others'; read the section with Read(IConfiguration) and name it in Rooms.Settings"));
    }

    private static IConfiguration Configuration(IReadOnlyDictionary<string, string?> settings) => new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
}
