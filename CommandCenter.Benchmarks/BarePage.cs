using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CommandCenter.Benchmarks;

/// <summary>
/// The least that SignalR can do: a POST that is told to every listener at once and a page that writes the words down. Nothing is stored, judged or drawn. The page speaks the
/// JSON protocol of SignalR by itself, over one WebSocket.
/// </summary>
public sealed class BarePage : IAsyncDisposable
{
    private const string Page = """
        <!doctype html><meta charset=utf-8><link rel=icon href=data:,><title>bare</title><ol id=list></ol><script>
        const socket = new WebSocket(`ws://${location.host}/hub`);
        socket.onopen = () => socket.send('{"protocol":"json","version":1}\u001e');
        socket.onmessage = message => message.data.split('\u001e').filter(Boolean).map(JSON.parse).forEach(said => {
          if (said.type === undefined) document.body.dataset.ready = '1';
          if (said.type !== 1) return;
          const line = document.createElement('li');
          line.textContent = said.arguments[0];
          document.getElementById('list').replaceChildren(line);
        });
        </script>
        """;

    private readonly WebApplication site;

    private BarePage(WebApplication site) => this.site = site;

    /// <summary>Where it is.</summary>
    public Uri Address => new(site.Urls.First());

    /// <summary>Starts it on a free port of 127.0.0.1.</summary>
    public static async Task<BarePage> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSignalR();
        var site = builder.Build();
        site.UseWebSockets();
        site.MapGet("/", () => Results.Text(Page, "text/html"));
        site.MapHub<Hub>("/hub");
        site.MapPost("/told", async (HttpRequest request, IHubContext<Hub> hub) =>
        {
            using var words = new StreamReader(request.Body);
            await hub.Clients.All.SendAsync("told", await words.ReadToEndAsync());
            return Results.Ok();
        });
        await site.StartAsync();
        return new BarePage(site);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => site.DisposeAsync();

    private sealed class Hub : Microsoft.AspNetCore.SignalR.Hub;
}
