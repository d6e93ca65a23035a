using System.Net;
using System.Net.Sockets;

namespace CommandCenter.Tests.Hosts;

/// <summary>Ports of this machine.</summary>
public static class Ports
{
    /// <summary>One on 127.0.0.1 that was free a moment ago.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
