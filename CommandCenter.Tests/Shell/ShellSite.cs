using System.Net.Http.Headers;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Kit;
using CommandCenter.Platform.Time;
using CommandCenter.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CommandCenter.Tests.Shell;

/// <summary>The shell alone, without any room, on a server in memory.</summary>
public sealed class ShellSite : IAsyncLifetime
{
    private readonly WebApplication _app;

    public ShellSite()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "CommandCenter", WebRootPath = HomeFolder.WebRoot, EnvironmentName = "Production" });
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Configuration["City:Name"] = "江城";
        builder.Configuration["City:TimeZone"] = "Asia/Shanghai";
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton(City.Read(builder.Configuration)).AddShell(City.Read(builder.Configuration));
        builder.Services.AddAuthorizationBuilder().AddPolicy("nobody", policy => policy.RequireAssertion(_ => false));
        builder.Services.AddSingleton(RailEntry.Of<ShellText>(1, "gear", "Home", "/first", policy: "nobody"));
        builder.Services.AddSingleton(RailEntry.Of<ShellText>(2, "ticket", "Home", "/second"));
        builder.Services.AddSingleton(RailEntry.Of<ShellText>(0, "list", "Home", "/phone", surface: Surface.Phone));
        _app = builder.Build();
        _app.UseShell();
        _app.UseAntiforgery();
        _app.MapGet("/fails", string () => throw new InvalidOperationException("a room's failure"));
        _app.MapShell();
    }

    public async Task<HttpResponseMessage> GetAsync(string path, string? accept = "text/html", string? cookie = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accept is not null) request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(accept));
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        return await _app.GetTestClient().SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<string> ReadAsync(string path, string? accept = "text/html", string? cookie = null)
    {
        using var answer = await GetAsync(path, accept, cookie);
        return System.Net.WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async ValueTask InitializeAsync() => await _app.StartAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
