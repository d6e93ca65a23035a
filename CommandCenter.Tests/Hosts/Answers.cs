using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace CommandCenter.Tests.Hosts;

/// <summary>An answer of the API: its status and its JSON.</summary>
public sealed record Answer(HttpStatusCode Status, JsonElement Json, string? MediaType)
{
    /// <summary>A text in the answer.</summary>
    public string? Text(string name) => Json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : null;

    /// <summary>An instant in the answer.</summary>
    public DateTimeOffset? At(string name) => Json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetDateTimeOffset() : null;

    /// <summary>Fails unless it is a problem document with this status, and returns what it says.</summary>
    public string Problem(HttpStatusCode status)
    {
        Assert.True(Status == status, $"{(int)Status} instead of {(int)status}: {Json}");
        Assert.Equal("application/problem+json", MediaType);
        Assert.Equal((int)status, Json.GetProperty("status").GetInt32());
        Assert.False(string.IsNullOrWhiteSpace(Text("title")));
        return Text("detail")!;
    }
}

/// <summary>Calls the API as programs do.</summary>
public static class Answers
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>GETs a path under <c>/api/v1/</c>.</summary>
    public static Task<Answer> Ask(this HttpClient http, string path) => Send(http, new HttpRequestMessage(HttpMethod.Get, Path(path)));

    /// <summary>POSTs an object, or a string that is sent as it is, to a path under <c>/api/v1/</c>.</summary>
    public static Task<Answer> Tell(this HttpClient http, string path, object? body = null, string? idempotencyKey = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Path(path))
        {
            Content = body is string text ? new StringContent(text, Encoding.UTF8, "application/json") : body is null ? null : JsonContent.Create(body),
        };
        if (idempotencyKey is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", idempotencyKey);
        return Send(http, request);
    }

    /// <summary>Opens a ticket and returns its number.</summary>
    public static async Task<string> Open(this HttpClient http, object request)
    {
        var answer = await http.Tell("requests", request);
        Assert.True(answer.Status == HttpStatusCode.Created, $"{(int)answer.Status}: {answer.Json}");
        return answer.Text("number")!;
    }

    /// <summary>Uses a verb and expects that it is done.</summary>
    public static async Task<Answer> Do(this HttpClient http, string number, string verb, object? input = null)
    {
        var answer = await http.Tell($"tickets/{number}/{verb}", input);
        Assert.True(answer.Status == HttpStatusCode.OK, $"{verb}: {(int)answer.Status}: {answer.Json}");
        return answer;
    }

    private static async Task<Answer> Send(HttpClient http, HttpRequestMessage request)
    {
        using var sent = request;
        using var response = await http.SendAsync(sent, Cancel);
        var text = await response.Content.ReadAsStringAsync(Cancel);
        var media = response.Content.Headers.ContentType?.MediaType;
        var json = media?.EndsWith("json", StringComparison.Ordinal) == true ? JsonDocument.Parse(text).RootElement : JsonSerializer.SerializeToElement(text);
        return new Answer(response.StatusCode, json, media);
    }

    private static string Path(string path) => path.StartsWith('/') ? path : "/api/v1/" + path;
}
