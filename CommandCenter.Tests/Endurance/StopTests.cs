using System.Net.Sockets;
using System.Text;
using CommandCenter.Platform.Jobs;
using CommandCenter.Tests.Hosts;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Tests.Endurance;

/// <summary>A server that is told to stop does so in good order and within seconds, whoever is still connected.</summary>
public sealed class StopTests : IDisposable
{
    // What a stopping server waits at most, and as much again for a busy machine; the host's own default would be thirty seconds, and a crash after them.
    private const int Seconds = 20;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("commandcenter-stop-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("GET /health/live HTTP/1.1\r\nHo")]
    [InlineData("POST /api/v1/requests HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{")]
    public async Task Callers_who_stay_connected_or_send_half_a_request_hold_no_stop_up(string sent)
    {
        await using var server = new ServerProcess(folder.FullName);
        await server.Start(Cancel);
        using var caller = new TcpClient();
        await caller.ConnectAsync(server.Address.Host, server.Address.Port, Cancel);
        await caller.GetStream().WriteAsync(Encoding.ASCII.GetBytes(sent), Cancel);
        await server.Http.Ask("categories"); // the half request has been there for a round trip

        await server.Process.Stop();

        Assert.Equal(0, await server.Process.Exit(Seconds));
        Assert.Equal("", server.Process.Error);
        Assert.DoesNotContain("Exception", server.Process.Output, StringComparison.Ordinal);
        await using var db = ServerProcess.Db(folder.FullName);
        Assert.Empty(await db.Set<Lease>().ToListAsync(Cancel)); // the next start need not wait for them to run out
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ServerProcess.Forget(folder.FullName);
        folder.Delete(recursive: true);
    }
}
