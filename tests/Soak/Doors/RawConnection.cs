using System.Net;
using System.Net.Sockets;

namespace Soak.Doors;

/// <summary>Sends bytes to a port of this machine, one request at a time, on a connection that is kept while the server keeps it.</summary>
/// <param name="port">The port.</param>
internal sealed class RawConnection(int port) : IDisposable
{
    private Socket? socket;
    private BufferedStream? stream;

    /// <summary>Sends a request and reads its answer.</summary>
    /// <param name="request">The request.</param>
    /// <param name="isHead">Whether no body follows.</param>
    /// <param name="isEnd">Whether the sending ends with it.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The answer; null where the server ended the connection without one.</returns>
    public async Task<RawAnswer?> AskAsync(byte[] request, bool isHead, bool isEnd, CancellationToken cancellationToken)
    {
        if (socket is null) await ConnectAsync(cancellationToken);
        try
        {
            var sending = SendAsync(request, isEnd, cancellationToken);
            var answer = await RawAnswer.ReadAsync(stream!, isHead, cancellationToken);
            var isWhole = sending.IsCompleted && await sending;
            if (answer is null or { IsLast: true } || isEnd || !isWhole) Dispose();
            return answer;
        }
        catch (Exception ended) when (ended is IOException or SocketException)
        {
            Dispose();
            return null;
        }
    }

    /// <summary>Ends the connection at once, so that no port of this machine waits for what may still come.</summary>
    public void Dispose()
    {
        stream?.Dispose();
        socket?.Dispose();
        (socket, stream) = (null, null);
    }

    private async Task<bool> SendAsync(byte[] request, bool isEnd, CancellationToken cancellationToken)
    {
        try
        {
            for (var sent = 0; sent < request.Length;) sent += await socket!.SendAsync(request.AsMemory(sent), cancellationToken);
            if (isEnd) socket!.Shutdown(SocketShutdown.Send);
            return true;
        }
        catch (Exception refused) when (refused is SocketException or ObjectDisposedException)
        {
            // The server has said what it has to say, and takes no more.
            return false;
        }
    }

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        socket = new(SocketType.Stream, ProtocolType.Tcp) { LingerState = new(enable: true, seconds: 0), NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        stream = new(new NetworkStream(socket), 16 << 10);
    }
}
