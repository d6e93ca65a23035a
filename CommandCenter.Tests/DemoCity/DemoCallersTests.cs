using System.Net;
using System.Net.Http.Headers;
using CommandCenter.DemoCity.Plan;
using CommandCenter.DemoCity.Scenarios;
using CommandCenter.DemoCity.Simulation;
using CommandCenter.Tests.Wall;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CommandCenter.Tests.DemoCity;

public sealed class DemoCallersTests
{
    private static readonly DateTime Night = new(2026, 6, 18, 3, 0, 0);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_called_when_nobody_answered_calls_again_under_the_same_key_and_who_was_refused_does_not()
    {
        var (cast, clock, hotline) = (SmallCity.Of(), new FakeTimeProvider(WallCity.Now), new Hotline());
        var doors = new DemoDoors(hotline, hotline, clock, NullLogger<DemoDoors>.Instance) { Key = "k" };
        var callers = new DemoCallers(cast, WallCity.Shanghai, doors);
        var place = cast.Plan.Places[0];

        hotline.Answers.Enqueue(HttpStatusCode.ServiceUnavailable);
        await callers.Call(Beat(RequestTopic.Gas, RequestTopic.Trees), clock.GetUtcNow(), Cancel);
        var lost = Assert.Single(hotline.Keys);
        Assert.Contains(nameof(RequestTopic.Gas), lost, StringComparison.Ordinal);

        clock.Advance(TimeSpan.FromSeconds(3));
        hotline.Answers.Enqueue(HttpStatusCode.Created);
        hotline.Answers.Enqueue(HttpStatusCode.UnprocessableEntity);
        await callers.Call(Beat(), clock.GetUtcNow(), Cancel);
        Assert.Equal(3, hotline.Keys.Count);
        Assert.Equal(lost, hotline.Keys[1]);
        Assert.Contains(nameof(RequestTopic.Trees), hotline.Keys[2], StringComparison.Ordinal);

        await callers.Call(Beat(), clock.GetUtcNow(), Cancel);
        Assert.Equal(3, hotline.Keys.Count);

        // A beat within one minute, so that nobody but these calls.
        Beat Beat(params RequestTopic[] topics) => new(Night, Night, 1, Paused: false, [.. topics.Select(t => new Call(RequestTexts.On(t)[0].At(place.Name), place.Name, place.At))], new HashSet<string>());
    }

    // A server that answers as it is told, and remembers under which keys it was asked.
    private sealed class Hotline : HttpMessageHandler, IHttpClientFactory, IServer
    {
        public Hotline() => Features.Set<IServerAddressesFeature>(new Addressed());

        public Queue<HttpStatusCode> Answers { get; } = [];

        public List<string> Keys { get; } = [];

        public IFeatureCollection Features { get; } = new FeatureCollection();

        public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken) where TContext : notnull => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Keys.Add(request.Headers.GetValues("Idempotency-Key").Single());
            var answer = new HttpResponseMessage(Answers.Dequeue());
            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
                answer.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(2));
            return Task.FromResult(answer);
        }

        private sealed class Addressed : IServerAddressesFeature
        {
            public ICollection<string> Addresses { get; } = ["http://localhost:5080"];

            public bool PreferHostingUrls { get; set; }
        }
    }
}
