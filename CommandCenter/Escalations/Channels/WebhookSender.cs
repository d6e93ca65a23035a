using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using CommandCenter.Platform.Journal;
using Microsoft.AspNetCore.DataProtection;

namespace CommandCenter.Escalations.Channels;

/// <summary>Calls a target: signed, in limited time, without following anybody elsewhere.</summary>
public sealed class WebhookSender(IHttpClientFactory clients, IDataProtectionProvider protection, EscalationsOptions options, TimeProvider clock)
{
    /// <summary>The name of its HTTP client.</summary>
    public const string Client = "escalations.webhook";

    private readonly IDataProtector protector = protection.CreateProtector("CommandCenter.Escalations.Webhook");

    /// <summary>A secret as its row keeps it.</summary>
    public string Protect(string secret) => protector.Protect(secret);

    /// <summary>Sends a body; null when the target took it with a status of 200 to 299.</summary>
    public async Task<DeliveryFailure?> Send(WebhookTarget target, Guid id, WebhookBody body, DateTimeOffset at, CancellationToken cancel)
    {
        using var timeout = new CancellationTokenSource(options.WebhookTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancel);
        try
        {
            using var request = Request(target, id, JsonSerializer.SerializeToUtf8Bytes(body, JournalWriter.Json), at);
            using var response = await clients.CreateClient(Client).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return response.IsSuccessStatusCode ? null : new DeliveryFailure($"HTTP {(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd(), response.StatusCode == HttpStatusCode.Gone);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new DeliveryFailure("timeout", ForGood: false);
        }
        catch (HttpRequestException problem)
        {
            return new DeliveryFailure(problem.GetBaseException().Message.ReplaceLineEndings(" "), ForGood: false);
        }
        catch (CryptographicException)
        {
            // The keys of this installation are not those it was protected with: a database that was moved without them.
            return new DeliveryFailure("secret-unreadable", ForGood: true);
        }
    }

    private HttpRequestMessage Request(WebhookTarget target, Guid id, byte[] body, DateTimeOffset at)
    {
        var timestamp = WebhookSignature.Timestamp(at);
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        var request = new HttpRequestMessage(HttpMethod.Post, target.Url) { Content = content };
        request.Headers.UserAgent.ParseAdd("CommandCenter");
        request.Headers.Add(WebhookSignature.IdHeader, id.ToString());
        request.Headers.Add(WebhookSignature.TimestampHeader, timestamp);
        request.Headers.Add(WebhookSignature.SignatureHeader, WebhookSignature.Sign(protector.Unprotect(target.ProtectedSecret), id.ToString(), timestamp, body));
        return request;
    }
}
