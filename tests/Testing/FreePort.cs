using System.Net;
using System.Net.Sockets;
using PricingFunctions.Local.Processes;

namespace Testing;

/// <summary>Loopback ports on which nobody listens. Another process may take one before it is used.</summary>
public static class FreePort
{
    /// <summary>One port.</summary>
    public static int Next() => Next(1)[0];

    /// <summary>One port below those that the system gives out by itself, for a server that is told its port.</summary>
    public static int NextLow() => Random.Shared.GetItems(Enumerable.Range(20000, 10000).ToArray(), 1000).First(LoopbackPort.IsFree);

    /// <summary>Several different ports.</summary>
    /// <param name="count">How many.</param>
    public static IReadOnlyList<int> Next(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        try
        {
            listeners.ForEach(listener => listener.Start());
            return [.. listeners.Select(Port)];
        }
        finally
        {
            listeners.ForEach(listener => listener.Dispose());
        }
    }

    /// <summary>The first of several ports in a row.</summary>
    /// <param name="count">How many.</param>
    public static int NextRange(int count)
    {
        while (true)
        {
            var first = Next();
            if (Enumerable.Range(first, count).All(port => port <= IPEndPoint.MaxPort && LoopbackPort.IsFree(port)))
                return first;
        }
    }

    private static int Port(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;
}
