using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using CommandCenter.Platform.Maps;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace CommandCenter.DemoCity.Simulation;

/// <summary>The product's own HTTP doors, as the demo city's devices, callers and people use them. When a door asks for patience, nothing is sent until it is over.</summary>
internal sealed partial class DemoDoors(IHttpClientFactory clients, IServer server, TimeProvider clock, ILogger<DemoDoors> logger)
{
    /// <summary>The name of the HTTP client.</summary>
    public const string Client = "demo.simulator";

    private static readonly TimeSpan Unreachable = TimeSpan.FromSeconds(5);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() }, DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };
    private DateTimeOffset openAt;

    /// <summary>The key it shows.</summary>
    public string? Key { get; set; }

    /// <summary>Whether the doors may be knocked at now.</summary>
    public bool Open => clock.GetUtcNow() >= openAt;

    /// <summary>Sends measurements, one line each.</summary>
    public Task<bool> Measure(IEnumerable<Saying> sayings, DateTimeOffset at, CancellationToken cancel) =>
        Lines("measurements", sayings.Select(s => JsonSerializer.Serialize(new { device = s.Device.Code, quantity = s.Quantity, value = s.Value, at }, Json)), cancel);

    /// <summary>Sends positions, one line each.</summary>
    public Task<bool> Walk(IEnumerable<(string Person, Position At)> positions, DateTimeOffset at, CancellationToken cancel) =>
        Lines("positions", positions.Select(p => JsonSerializer.Serialize(new { person = p.Person, latitude = p.At.Latitude, longitude = p.At.Longitude, accuracyMeters = 8, at }, Json)), cancel);

    /// <summary>Reads a list.</summary>
    public async Task<IReadOnlyList<T>> List<T>(string path, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var answer = await Send(request, actAs: null, cancel);
        return answer is { IsSuccessStatusCode: true } && await answer.Content.ReadFromJsonAsync<Listed<T>>(Json, cancel) is { } listed ? listed.Items : [];
    }

    /// <summary>Does something; false where it was refused or nobody could be asked.</summary>
    /// <param name="path">Below <c>/api/v1/</c>.</param>
    /// <param name="body">What goes with it.</param>
    /// <param name="actAs">The person who does it; null for the key itself.</param>
    /// <param name="idempotencyKey">Under which a repetition is known.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<bool> Do(string path, object body, string? actAs, string? idempotencyKey, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body, options: Json) };
        if (idempotencyKey is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", idempotencyKey);
        using var answer = await Send(request, actAs, cancel);
        return answer?.IsSuccessStatusCode == true;
    }

    private async Task<bool> Lines(string path, IEnumerable<string> lines, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(string.Join('\n', lines), Encoding.UTF8, "application/x-ndjson") };
        using var answer = await Send(request, actAs: null, cancel);
        return answer?.IsSuccessStatusCode == true;
    }

    private async Task<HttpResponseMessage?> Send(HttpRequestMessage request, string? actAs, CancellationToken cancel)
    {
        if (!Open || Address() is not { } address)
            return null;
        request.RequestUri = new Uri(address, "/api/v1/" + request.RequestUri);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        if (actAs is not null)
            request.Headers.Add("X-Act-As", Uri.EscapeDataString(actAs));
        try
        {
            var answer = await clients.CreateClient(Client).SendAsync(request, cancel);
            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
                openAt = clock.GetUtcNow() + (answer.Headers.RetryAfter?.Delta ?? Unreachable);
            else if (!answer.IsSuccessStatusCode)
                LogRefused(request.Method.Method, request.RequestUri.AbsolutePath, (int)answer.StatusCode, await answer.Content.ReadAsStringAsync(cancel));
            return answer;
        }
        catch (HttpRequestException problem)
        {
            openAt = clock.GetUtcNow() + Unreachable;
            LogUnreachable(address.ToString(), problem.Message);
            return null;
        }
    }

    // What listens everywhere is reached on this machine; TLS without a name for it would not be believed, so a plain address goes first.
    private Uri? Address() => server.Features.Get<IServerAddressesFeature>()?.Addresses.OrderBy(a => a.StartsWith("https", StringComparison.OrdinalIgnoreCase))
        .Select(a => Uri.TryCreate(a.Replace("://+", "://localhost", StringComparison.Ordinal).Replace("://*", "://localhost", StringComparison.Ordinal)
            .Replace("://0.0.0.0", "://127.0.0.1", StringComparison.Ordinal).Replace("://[::]", "://localhost", StringComparison.Ordinal), UriKind.Absolute, out var uri) ? uri : null)
        .FirstOrDefault(uri => uri is not null);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The demo's {Method} {Path} was refused with {Status}: {Answer}")]
    private partial void LogRefused(string method, string path, int status, string answer);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The demo cannot reach its own server at {Address}: {Problem}")]
    private partial void LogUnreachable(string address, string problem);

    private sealed record Listed<T>(IReadOnlyList<T> Items);
}
