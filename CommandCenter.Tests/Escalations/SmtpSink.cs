using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MimeKit;

namespace CommandCenter.Tests.Escalations;

/// <summary>A mail server on a free port of 127.0.0.1, as small as the protocol allows (RFC 5321): it keeps what it is given, or refuses it as a test says.</summary>
public sealed class SmtpSink : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<(string To, MimeMessage Message)> taken = new();
    private readonly Task accepting;

    public SmtpSink()
    {
        listener.Start();
        accepting = Accept();
    }

    /// <summary>What it took, with the recipient of the envelope.</summary>
    public IReadOnlyList<(string To, MimeMessage Message)> Taken => [.. taken];

    /// <summary>Its answer to a recipient; null to take them.</summary>
    public Func<string, string?> Recipient { get; set; } = _ => null;

    /// <summary>Its answer to the message; null to take it.</summary>
    public Func<string?> Data { get; set; } = () => null;

    /// <summary>Keeps the message and hangs up before it says so: what a network does that breaks at the wrong moment.</summary>
    public bool HangsUpAfterData { get; set; }

    /// <summary>Waited for before the message is answered.</summary>
    public Task Busy { get; set; } = Task.CompletedTask;

    /// <summary>The settings that make a server send here.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["Escalations:PublicAddress"] = "https://cc.example.org",
        ["Escalations:Smtp:Host"] = "127.0.0.1",
        ["Escalations:Smtp:Port"] = $"{((IPEndPoint)listener.LocalEndpoint).Port}",
        ["Escalations:Smtp:Tls"] = "None",
        ["Escalations:Smtp:From"] = "cc@example.org",
        ["Escalations:Smtp:FromName"] = "指挥中心",
    };

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        stop.Dispose();
    }

    private async Task Accept()
    {
        var talks = new List<Task>();
        try
        {
            while (!stop.IsCancellationRequested)
                talks.Add(Talk(await listener.AcceptTcpClientAsync(stop.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(talks);
        }
    }

    private async Task Talk(TcpClient client)
    {
        using var connection = client;
        try
        {
            using var reader = new StreamReader(client.GetStream(), Encoding.UTF8, leaveOpen: true);
            await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false), leaveOpen: true) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 sink");
            var to = "";
            while (await reader.ReadLineAsync(stop.Token) is { } line)
            {
                var verb = line.Split(' ', ':')[0].ToUpperInvariant();
                if (verb == "RCPT")
                    to = line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
                if (verb == "DATA" && !await TakeData(reader, writer, to))
                    return;
                if (verb != "DATA")
                    await writer.WriteLineAsync(verb switch { "EHLO" => "250-sink\r\n250 8BITMIME", "QUIT" => "221 bye", "RCPT" => Recipient(to) ?? "250 ok", _ => "250 ok" });
                if (verb == "QUIT")
                    return;
            }
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // The other side, or the test, is through with it.
        }
    }

    private async Task<bool> TakeData(StreamReader reader, StreamWriter writer, string to)
    {
        await writer.WriteLineAsync("354 go on");
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(stop.Token) is { } line && line != ".")
            text.Append(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line).Append("\r\n");
        await Busy.WaitAsync(stop.Token);
        var refusal = Data();
        if (refusal is null)
            taken.Enqueue((to, await MimeMessage.LoadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text.ToString())), stop.Token)));
        if (HangsUpAfterData)
            return false;
        await writer.WriteLineAsync(refusal ?? "250 taken");
        return true;
    }
}
