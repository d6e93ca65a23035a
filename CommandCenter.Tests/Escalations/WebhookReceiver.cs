using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CommandCenter.Tests.Escalations;

/// <summary>One call of a webhook, as it arrived.</summary>
internal sealed record Call(string Id, string Timestamp, string Signature, string Body);

/// <summary>Another system that takes webhooks: a real one, on a free port of 127.0.0.1.</summary>
internal sealed class WebhookReceiver(WebApplication site) : IAsyncDisposable
{
    private readonly TaskCompletionSource called = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ConcurrentQueue<Call> Calls { get; } = new();

    public int Status { get; set; } = 204;

    public Task Answer { get; set; } = Task.CompletedTask;

    public Task Called => called.Task;

    public string Url => $"{site.Urls.First()}/hook";

    public static async Task<WebhookReceiver> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var site = builder.Build();
        var receiver = new WebhookReceiver(site);
        site.MapPost("/hook", receiver.Take);
        await site.StartAsync(Cancel);
        return receiver;
    }

    private async Task Take(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        string Header(string name) => http.Request.Headers[name].ToString();
        Calls.Enqueue(new Call(Header("webhook-id"), Header("webhook-timestamp"), Header("webhook-signature"), await reader.ReadToEndAsync(Cancel)));
        called.TrySetResult();
        await Answer;
        http.Response.StatusCode = Status;
        if (Status == (int)HttpStatusCode.Found)
            http.Response.Headers.Location = "/elsewhere";
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();
}
