using System.Net;
using System.Text.RegularExpressions;

namespace CommandCenter.Tests.Access;

/// <summary>A browser as far as forms and cookies go.</summary>
public sealed partial class Browsing(HttpMessageHandler handler) : IDisposable
{
    private static readonly Uri Home = new("http://localhost");
    private readonly HttpClient http = new(handler) { BaseAddress = Home };

    /// <summary>The cookies as the server named them; their dates are the server's and are not looked at.</summary>
    public Dictionary<string, string> Cookies { get; } = [];

    /// <summary>The last Set-Cookie lines.</summary>
    public IReadOnlyList<string> SetCookies { get; private set; } = [];

    public Task<HttpResponseMessage> Get(string path, params (string Name, string Value)[] headers) => Send(new HttpRequestMessage(HttpMethod.Get, path), headers);

    /// <summary>Posts nothing, as another site's form would.</summary>
    public Task<HttpResponseMessage> Post(string path) => Send(new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent([]) }, []);

    /// <summary>Opens a page and sends the form named <paramref name="form"/> on it, or the one that posts to it.</summary>
    public async Task<HttpResponseMessage> Submit(string path, string form, params (string Name, string Value)[] fields)
    {
        var page = await (await Get(path)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var token = Token().Match(page) is { Success: true } match ? match.Groups[1].Value : throw new InvalidOperationException($"{path} has no form: {page}");
        var content = new FormUrlEncodedContent([new("_handler", form), new("__RequestVerificationToken", token), .. fields.Select(f => KeyValuePair.Create(f.Name, f.Value))]);
        return await Send(new HttpRequestMessage(HttpMethod.Post, form.StartsWith('/') ? form : path) { Content = content }, []);
    }

    public Task<HttpResponseMessage> SignIn(string name, string password) =>
        Submit("/sign-in", "sign-in", ("Form.UserName", name), ("Form.Password", password));

    public void Dispose() => http.Dispose();

    private async Task<HttpResponseMessage> Send(HttpRequestMessage request, (string Name, string Value)[] headers)
    {
        request.Headers.Add("Accept", "text/html");
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        if (Cookies.Count > 0)
            request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(c => $"{c.Key}={c.Value}")));
        var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        SetCookies = answer.Headers.TryGetValues("Set-Cookie", out var lines) ? [.. lines] : [];
        foreach (var pair in SetCookies.Select(line => line.Split(';')[0].Split('=', 2)))
            if (pair[1].Length == 0)
                Cookies.Remove(pair[0]);
            else
                Cookies[pair[0]] = WebUtility.HtmlDecode(pair[1]);
        return answer;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
