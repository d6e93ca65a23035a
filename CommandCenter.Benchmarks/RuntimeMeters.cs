using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Globalization;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;

namespace CommandCenter.Benchmarks;

/// <summary>What the meters of another .NET process on this machine say, read over EventPipe as <c>dotnet-counters</c> does.</summary>
public sealed class RuntimeMeters : IDisposable
{
    private const string Provider = "System.Diagnostics.Metrics";
    private const long TimeSeriesValues = 2;

    private readonly EventPipeSession session;
    private readonly EventPipeEventSource source;
    private readonly ConcurrentDictionary<(string Instrument, string Tags), double> values = new();
    private volatile bool leaves;

    /// <summary>Listens to the meters of a process.</summary>
    /// <param name="process">Its number.</param>
    /// <param name="meters">Their names.</param>
    public RuntimeMeters(int process, params string[] meters)
    {
        var wants = new Dictionary<string, string> { ["SessionId"] = Guid.NewGuid().ToString(), ["Metrics"] = string.Join(',', meters), ["RefreshInterval"] = "5", ["MaxTimeSeries"] = "1000", ["MaxHistograms"] = "1" };
        session = new DiagnosticsClient(process).StartEventPipeSession([new EventPipeProvider(Provider, EventLevel.Informational, TimeSeriesValues, wants)], requestRundown: false);
        source = new EventPipeEventSource(session.EventStream);
        source.Dynamic.AddCallbackForProviderEvents((provider, _) => provider == Provider ? EventFilterResponse.AcceptEvent : EventFilterResponse.RejectProvider, Take);
        new Thread(Listen) { IsBackground = true, Name = "meters" }.Start();
    }

    /// <summary>The last values of an instrument, summed over its tags; null until it has said something.</summary>
    public double? Sum(string instrument)
    {
        var said = values.Where(v => v.Key.Instrument == instrument).Select(v => v.Value).ToList();
        return said.Count == 0 ? null : said.Sum();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        leaves = true;
        source.StopProcessing();
        session.Dispose();
    }

    private void Listen()
    {
        try
        {
            source.Process();
        }
        catch (Exception cut) when (leaves && cut is (IOException or FormatException))
        {
            // The stream is cut when nobody listens any more, between two words or within one.
        }
    }

    private void Take(TraceEvent said)
    {
        var field = said.EventName switch { "GaugeValuePublished" => "lastValue", "UpDownCounterRateValuePublished" => "value", _ => null };
        if (field is not null && double.TryParse((string)said.PayloadByName(field), CultureInfo.InvariantCulture, out var value))
            values[((string)said.PayloadByName("instrumentName"), (string)said.PayloadByName("tags"))] = value;
    }
}
