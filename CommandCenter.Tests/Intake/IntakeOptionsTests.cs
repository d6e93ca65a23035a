using CommandCenter.Intake;
using CommandCenter.Intake.Mqtt;
using CommandCenter.Platform.Data;
using CommandCenter.Tests.Hosts;
using Microsoft.Extensions.Configuration;

namespace CommandCenter.Tests.Intake;

public sealed class IntakeOptionsTests
{
    [Fact]
    public void Without_settings_there_is_no_broker()
    {
        var options = Read();
        Assert.Equal(new IntakeOptions(), options);
        Assert.Null(options.Mqtt);
        Assert.Null(options.ExternalBroker);
    }

    [Fact]
    public void Embedded_broker_listens_on_loopback_by_default() =>
        Assert.Equal("127.0.0.1", Read(("Intake:Mqtt:Enabled", "true")).Mqtt!.Addresses.Single().ToString());

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("127.0.0.1,192.168.1.5")]
    public void Broker_beyond_loopback_without_credentials_is_refused_by_the_name_of_its_key(string addresses)
    {
        var refused = Assert.Throws<CannotStart>(() => Read(("Intake:Mqtt:Enabled", "true"), ("Intake:Mqtt:Addresses", addresses)));
        Assert.Contains("Intake:Mqtt:Authentication", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Broker_beyond_loopback_with_credentials_starts() =>
        Assert.False(Read(("Intake:Mqtt:Enabled", "true"), ("Intake:Mqtt:Addresses", "0.0.0.0,::1"), ("Intake:Mqtt:Authentication", "apikey")).Mqtt!.OnlyLoopback);

    [Fact]
    public void Every_wrong_setting_is_named_at_once()
    {
        var refused = Assert.Throws<CannotStart>(() => Read(
            ("Intake:Capacity", "7"), ("Intake:Batch", "many"), ("Intake:WindowMilliseconds", "-1"), ("Intake:Mqtt:Enabled", "yes please"), ("Intake:MaxBodyBytes", "1"),
            ("Intake:ExternalBroker:Host", "mqtt://broker:1883"), ("Intake:ExternalBroker:Password", "p"), ("Intake:ExternalBroker:InFlight", "0")));
        foreach (var key in new[] { "Capacity", "Batch", "WindowMilliseconds", "Mqtt:Enabled", "MaxBodyBytes", "ExternalBroker:Host", "ExternalBroker:User", "ExternalBroker:InFlight" })
            Assert.Contains($"Intake:{key} is", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Certificate_that_is_none_and_two_addresses_of_one_family_are_named()
    {
        var refused = Assert.Throws<CannotStart>(() => Read(
            ("Intake:Mqtt:Enabled", "true"), ("Intake:Mqtt:Certificate", "/nowhere.pfx"), ("Intake:Mqtt:Addresses", "127.0.0.1,127.0.0.2"), ("Intake:Mqtt:Authentication", "password"), ("Intake:Mqtt:Port", "0")));
        foreach (var key in new[] { "Certificate", "Addresses", "Authentication", "Port" })
            Assert.Contains($"Intake:Mqtt:{key} is", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_that_would_listen_everywhere_without_credentials_does_not_start_and_says_which_key()
    {
        var folder = Directory.CreateTempSubdirectory("commandcenter-intake-");
        try
        {
            var (code, _, error) = await CityProcess.Run(folder.FullName, "--urls", $"http://127.0.0.1:{Ports.Free()}", "--Intake:Mqtt:Enabled=true", "--Intake:Mqtt:Addresses=0.0.0.0");
            Assert.Equal(CannotStart.ExitCode, code);
            Assert.Contains("Intake:Mqtt:Authentication", error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("cc/v1/measurements", "Measurements", null)]
    [InlineData("cc/v1/measurements/GD-1", "Measurements", "GD-1")]
    [InlineData("cc/v1/positions/wang", "Positions", "wang")]
    [InlineData("cc/v1/alarms/fire", "Alarms", "fire")]
    public void Topic_of_the_scheme_is_read(string topic, string kind, string? subject)
    {
        Assert.True(MqttTopic.TryParse(topic, out var parsed));
        Assert.Equal((kind, subject), (parsed!.Kind.ToString(), parsed.Subject));
    }

    [Theory]
    [InlineData("cc/v1/measurements/GD-1/level")]
    [InlineData("cc/v1/measurements/")]
    [InlineData("cc/v2/measurements")]
    [InlineData("CC/v1/measurements")]
    [InlineData("$SYS/broker")]
    [InlineData("")]
    public void Topic_beside_the_scheme_is_none(string topic) => Assert.False(MqttTopic.TryParse(topic, out _));

    private static IntakeOptions Read(params (string Key, string Value)[] settings) =>
        IntakeOptions.Read(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value)).Build());
}
