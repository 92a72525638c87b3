using System.Net;
using System.Net.Sockets;

namespace Soak.Doors;

/// <summary>Sends bytes to a port of this machine, each request on a connection of its own, so that no answer can be taken for another's.</summary>
internal static class RawConnection
{
    private const int Buffer = 16 << 10;

    /// <summary>Sends a request and reads its answer.</summary>
    /// <param name="port">The port.</param>
    /// <param name="request">The request.</param>
    /// <param name="isHead">Whether no body follows.</param>
    /// <param name="isEnd">Whether the sending ends with it.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The answer; null where the server ended the connection without one.</returns>
    public static async Task<RawAnswer?> AskAsync(int port, byte[] request, bool isHead, bool isEnd, CancellationToken cancellationToken)
    {
        // It is ended at once, so that no port of this machine waits for what may still come.
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { LingerState = new(enable: true, seconds: 0), NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        await using var stream = new BufferedStream(new NetworkStream(socket), Buffer);
        var sending = SendAsync(socket, request, isEnd, cancellationToken);
        try
        {
            return await RawAnswer.ReadAsync(stream, isHead, cancellationToken);
        }
        catch (Exception ended) when (ended is IOException or SocketException)
        {
            return null;
        }
        finally
        {
            socket.Close();
            await sending;
        }
    }

    private static async Task SendAsync(Socket socket, byte[] request, bool isEnd, CancellationToken cancellationToken)
    {
        try
        {
            for (var sent = 0; sent < request.Length;) sent += await socket.SendAsync(request.AsMemory(sent), cancellationToken);
            if (isEnd) socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception refused) when (refused is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The server has said what it has to say, and takes no more.
        }
    }
}
