using System.Globalization;
using System.Text;
using MQTTnet.Exceptions;

namespace CommandCenter.Tests.Endurance;

/// <summary>
/// A gauge that measures each minute (what goes on and off three times within one is held back as chattering), goes over its threshold and back again, and sends in order: what was not acknowledged is sent again before anything new.
/// </summary>
internal sealed class Gauge(string code, DateTimeOffset began)
{
    /// <summary>Sends some readings; whether they were acknowledged. It may throw when the other side dies.</summary>
    public delegate Task<bool> Send(IReadOnlyList<int> readings, CancellationToken cancel);

    /// <summary>From here on it is an alarm.</summary>
    public const int Threshold = 5;

    private const int Cycle = 7;
    private int acknowledged;

    public string Code { get; } = code;

    public DateTimeOffset Began { get; } = began;

    /// <summary>Readings that were sent, acknowledged or not.</summary>
    public int Sent { get; private set; }

    /// <summary>Readings that were acknowledged.</summary>
    public int Acknowledged => Volatile.Read(ref acknowledged);

    /// <summary>When a reading was measured.</summary>
    public DateTimeOffset At(int n) => Began.AddMinutes(n);

    /// <summary>What was measured: four under the threshold, three over it.</summary>
    public static double Value(int n) => IsOver(n) ? Threshold + 0.5 : 1 + n % Cycle;

    /// <summary>How often the threshold was crossed upward within the first readings; before the first it was under it.</summary>
    public static int Raises(int count) => Enumerable.Range(1, count).Count(n => IsOver(n) && !IsOver(n - 1));

    /// <summary>How often downward.</summary>
    public static int Clears(int count) => Enumerable.Range(1, count).Count(n => !IsOver(n) && n > 1 && IsOver(n - 1));

    /// <summary>Sends one to three readings after another until the other side dies or it is to stop.</summary>
    public async Task Burst(Send send, CancellationToken stop)
    {
        if (!await SendAgain(send, stop))
            return;
        for (var size = 1; !stop.IsCancellationRequested; size = size % 3 + 1)
        {
            Sent += size;
            if (!await SendAgain(send, stop))
                return;
        }
    }

    /// <summary>Sends what was not acknowledged; false when it is not now either.</summary>
    public async Task<bool> SendAgain(Send send, CancellationToken cancel)
    {
        if (acknowledged == Sent)
            return true;
        try
        {
            if (!await send([.. Enumerable.Range(acknowledged + 1, Sent - acknowledged)], cancel))
                return false;
            acknowledged = Sent;
            return true;
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException or OperationCanceledException or MqttCommunicationException or InvalidOperationException)
        {
            return false; // the other side was killed: what it did is not known
        }
    }

    /// <summary>Readings as they are sent.</summary>
    public string Json(IReadOnlyList<int> readings, bool named)
    {
        var json = new StringBuilder("[");
        foreach (var n in readings)
            json.Append(CultureInfo.InvariantCulture, $"{(json.Length > 1 ? "," : "")}{{{(named ? $"\"device\":\"{Code}\"," : "")}\"value\":{Value(n)},\"at\":\"{At(n):o}\",\"messageId\":\"{Code}-{n}\"}}");
        return json.Append(']').ToString();
    }

    private static bool IsOver(int n) => n % Cycle >= 4;
}
