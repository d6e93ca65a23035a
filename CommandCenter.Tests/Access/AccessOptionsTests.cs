using CommandCenter.Access;
using CommandCenter.Platform.Data;
using Microsoft.Extensions.Configuration;

namespace CommandCenter.Tests.Access;

public sealed class AccessOptionsTests
{
    [Fact]
    public void Nothing_configured_is_fine()
    {
        var options = Read([]);
        Assert.Equal((10, 5, TimeSpan.FromMinutes(15), TimeSpan.FromDays(400)), (options.MinimumPasswordLength, options.LockoutTries, options.Lockout, options.WallSession));
        Assert.Null(options.Oidc);
    }

    [Fact]
    public void All_mistakes_are_told_at_once_each_with_its_key()
    {
        var problem = Assert.Throws<CannotStart>(() => Read(new()
        {
            ["Access:MinimumPasswordLength"] = "3",
            ["Access:RequireHttps"] = "perhaps",
            ["Access:KnownProxies:0"] = "the proxy",
            ["Access:ImageHosts"] = "https://tiles.example.org; script-src *",
            ["Access:Oidc:Authority"] = "http://login.example.org",
            ["Access:Oidc:RoleMap:dispatchers"] = "Emperor",
        }));
        string[] keys = ["MinimumPasswordLength", "RequireHttps", "KnownProxies", "ImageHosts", "Oidc:Authority", "Oidc:ClientId", "Oidc:RoleMap:dispatchers"];
        Assert.All(keys, key => Assert.Contains($"Access:{key} ", problem.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Lists_are_read_in_either_way_of_writing()
    {
        var options = Read(new() { ["Access:KnownProxies"] = "10.0.0.0/8, 192.168.1.7", ["Access:ImageHosts:0"] = "https://tiles.example.org/" });
        Assert.Equal(["10.0.0.0/8", "192.168.1.7/32"], options.KnownProxies.Select(p => p.ToString()));
        Assert.Equal(["https://tiles.example.org"], options.ImageHosts);
    }

    private static AccessOptions Read(Dictionary<string, string?> settings) => AccessOptions.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
}
