using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CommandCenter.Tests.Hosts;

/// <summary>Keeps every line that a server logged, with its parameters and exceptions written out.</summary>
public sealed class KeptLog : ILoggerProvider
{
    private const string Circuits = "Microsoft.AspNetCore.Components.Server.Circuits";

    private readonly ConcurrentQueue<(LogLevel Level, string Line)> lines = new();

    /// <summary>Everything that was logged.</summary>
    public IReadOnlyCollection<string> Lines => [.. lines.Select(l => l.Line)];

    /// <summary>What was logged as an error or worse.</summary>
    public IReadOnlyCollection<string> Errors => [.. lines.Where(l => l.Level >= LogLevel.Error).Select(l => l.Line)];

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, this);

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private sealed class Logger(string category, KeptLog log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var parameters = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs.Select(p => $"{p.Key}={p.Value}")) : "";
            var line = $"{logLevel} {category}: {formatter(state, exception)} {parameters} {exception}";
            log.lines.Enqueue((logLevel, line));
            // A browser is only told that its circuit ended; why stands in the output of the run.
            if (logLevel >= LogLevel.Error && category.StartsWith(Circuits, StringComparison.Ordinal))
                Console.Error.WriteLine(line);
        }
    }
}
