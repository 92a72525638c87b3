using System.Net;
using System.Net.Sockets;

namespace PricingFunctions.Local.Processes;

/// <summary>TCP ports of this machine.</summary>
public static class LoopbackPort
{
    /// <summary>Whether a program can listen on a port: nobody does, and the system does not keep it back.</summary>
    /// <param name="port">The port, 1 to 65535.</param>
    public static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
