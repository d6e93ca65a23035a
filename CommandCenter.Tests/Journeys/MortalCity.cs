using System.Data.Common;
using System.Net.Http.Headers;
using CommandCenter.Alarms.Reading;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Deadlines;
using CommandCenter.Platform.Jobs;
using CommandCenter.Tests.Databases;
using CommandCenter.Tests.Hosts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CommandCenter.Tests.Journeys;

/// <summary>
/// A city whose server dies at random words to its database, also right before and right after a commit, and is started again on the same database and clock. What a dying
/// server had in memory is gone: jobs it had taken, batches it was reading, answers it was writing.
/// </summary>
internal sealed class MortalCity : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly Random random;
    private Death death = new();
    private int livesLeft;
    private AuthenticationHeaderValue? key;

    private MortalCity(TestDatabase database, int seed) => (this.database, random) = (database, new Random(seed));

    public FakeTimeProvider Clock { get; } = new(CitySeed.Thursday);

    public TestServer Server { get; private set; } = null!;

    /// <summary>How often it has died.</summary>
    public int Deaths { get; private set; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<MortalCity> Open(DatabaseProvider provider, int seed)
    {
        var city = new MortalCity(await TestDatabases.Open(provider), seed);
        await city.Begin();
        return city;
    }

    /// <summary>From here on it dies so often, each time after a few to some hundred words to the database.</summary>
    public void BecomeMortal(int lives)
    {
        livesLeft = lives;
        death.After(random.Next(1, 120));
    }

    /// <summary>A sender's requests: the same key in every life.</summary>
    public async Task<HttpClient> Sender(params string[] scopes)
    {
        if (key is not null)
            return Client(client => client.DefaultRequestHeaders.Authorization = key);
        var first = await Server.Client(scopes);
        key = first.DefaultRequestHeaders.Authorization;
        return first;
    }

    /// <summary>A person's requests: their session holds in every life.</summary>
    public HttpClient As(Person person) => Client(client => client.DefaultRequestHeaders.Add("Cookie", $"{person.Cookie.Key}={person.Cookie.Value}"));

    /// <summary>
    /// Does something until it is done: when the server dies meanwhile it is started again, and <paramref name="act"/> again asked, as a sender does who got no answer. It
    /// returns false for "ask again".
    /// </summary>
    public async Task Until(string what, Func<Task<bool>> act)
    {
        for (var attempt = 0; attempt < 40; attempt++)
        {
            var done = false;
            try
            {
                done = await act().WaitAsync(TimeSpan.FromSeconds(20), Cancel);
            }
            catch (Exception) when (death.Came)
            {
                // What was under way is nobody's any more.
            }
            catch (TimeoutException)
            {
                Assert.Fail($"'{what}' hangs, and nobody has died. The server said:\n{string.Join('\n', Server.Log.Lines.TakeLast(20))}");
            }
            if (death.Came)
                await LiveAgain();
            if (done)
                return;
        }
        Assert.Fail($"'{what}' was not done in 40 attempts.");
    }

    /// <summary>Moves the clock on and does what is due then, whoever dies over it.</summary>
    public async Task Pass(TimeSpan time)
    {
        Clock.Advance(time);
        for (var round = 0; round < 2; round++) // what was claimed by a dead server comes back after its claim has ended
        {
            await Until("what is due", async () =>
            {
                await Server.Pump();
                return true;
            });
            Clock.Advance(DeadlinePump.ClaimDuration + TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>Does something while the intake's queue is read.</summary>
    public async Task<T> WhileReading<T>(Func<Task<T>> act)
    {
        using var done = new CancellationTokenSource();
        var (server, dying) = (Server, death);
        var reading = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested && !dying.Came)
                try
                {
                    await server.Get<SignalReader>().Sweep(done.Token);
                }
                catch (Exception) when (done.IsCancellationRequested || dying.Came)
                {
                    return;
                }
        });
        var moving = Task.Run(async () =>
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
            while (!done.IsCancellationRequested && await timer.WaitForNextTickAsync())
                Clock.Advance(TimeSpan.FromMilliseconds(10));
        });
        try
        {
            // A server that died over a batch answers nobody any more.
            var acting = act();
            var ended = await Task.WhenAny(acting, dying.Coming, reading);
            if (ended == reading)
                await reading;
            return acting.IsCompleted ? await acting : throw new Killed();
        }
        finally
        {
            await done.CancelAsync();
            await reading;
            await moving;
        }
    }

    /// <summary>The end: from now on nobody dies.</summary>
    public async Task BecomeImmortal()
    {
        livesLeft = 0;
        death.Never();
        await Until("the rest", async () =>
        {
            await Server.Pump();
            return true;
        });
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await database.DisposeAsync();
    }

    private HttpClient Client(Action<HttpClient> change)
    {
        var client = new HttpClient(Server.Handler()) { BaseAddress = Server.Address };
        change(client);
        return client;
    }

    private async Task LiveAgain()
    {
        Deaths++;
        await Server.DisposeAsync();
        Clock.Advance(Leases.Duration + TimeSpan.FromSeconds(1)); // what the dead one held is held by time
        await Begin();
        if (--livesLeft > 0)
            death.After(random.Next(1, 200));
    }

    private async Task Begin()
    {
        death = new Death();
        var mine = death;
        Server = await TestServer.Start(database, new ServerOptions { Clock = Clock, Services = services => services.ConfigureDbContext<CityDb>(o => o.AddInterceptors(mine.OfCommands, mine.OfTransactions)) });
    }

    internal sealed class Killed() : Exception("The process is gone.");

    /// <summary>Comes at a word to the database, and then at every further one.</summary>
    private sealed class Death
    {
        private readonly TaskCompletionSource coming = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int left = int.MaxValue;

        public Death() => (OfCommands, OfTransactions) = (new Commands(this), new Transactions(this));

        public Commands OfCommands { get; }

        public Transactions OfTransactions { get; }

        public bool Came => coming.Task.IsCompleted;

        public Task Coming => coming.Task;

        public void After(int words) => Volatile.Write(ref left, words);

        public void Never() => Volatile.Write(ref left, int.MaxValue);

        private void Word()
        {
            if (Came || (Volatile.Read(ref left) != int.MaxValue && Interlocked.Decrement(ref left) <= 0))
            {
                coming.TrySetResult();
                throw new Killed();
            }
        }

        internal sealed class Commands(Death death) : DbCommandInterceptor
        {
            public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) => Word(result);

            public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) => Word(result);

            public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default) => Word(result);

            private ValueTask<T> Word<T>(T result)
            {
                death.Word();
                return ValueTask.FromResult(result);
            }
        }

        internal sealed class Transactions(Death death) : DbTransactionInterceptor
        {
            public override ValueTask<InterceptionResult> TransactionCommittingAsync(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
            {
                death.Word();
                return ValueTask.FromResult(result);
            }

            public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
            {
                death.Word();
                return Task.CompletedTask;
            }
        }
    }
}
