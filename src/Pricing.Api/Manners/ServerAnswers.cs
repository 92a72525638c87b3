using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace Pricing.Api.Manners;

/// <summary>
/// Puts what every answer tells a browser on those too that the server gives by itself, since it cannot read a request: nothing behind
/// the server sees those. It stands between the server and a connection, and leaves alone what is written while a request is answered.
/// </summary>
public sealed class ServerAnswers : PipeWriter
{
    private const int UsualLength = 256;

    private static readonly ReadOnlyMemory<byte> EndOfHead = "\r\n\r\n"u8.ToArray();

    private readonly PipeWriter connection;
    private readonly ArrayBufferWriter<byte> own = new(UsualLength);
    private bool isOfRequest;

    private ServerAnswers(PipeWriter connection) => this.connection = connection;

    /// <inheritdoc/>
    public override bool CanGetUnflushedBytes => connection.CanGetUnflushedBytes;

    /// <inheritdoc/>
    public override long UnflushedBytes => connection.UnflushedBytes + own.WrittenCount;

    /// <summary>Puts it between the server and a connection.</summary>
    /// <param name="next">The server.</param>
    public static ConnectionDelegate Before(ConnectionDelegate next) => async connection =>
    {
        var (input, answers) = (connection.Transport.Input, new ServerAnswers(connection.Transport.Output));
        connection.Features.Set(answers);
        connection.Transport = new Both(input, answers);
        await next(connection);
    };

    /// <summary>Says that a request came through to those who answer it, or that its answer is written.</summary>
    /// <param name="request">The request.</param>
    /// <param name="isBegun">Whether it came through.</param>
    public static void Note(IFeatureCollection request, bool isBegun)
    {
        if (request?.Get<ServerAnswers>() is { } answers) answers.isOfRequest = isBegun;
    }

    /// <inheritdoc/>
    public override Memory<byte> GetMemory(int sizeHint = 0) => isOfRequest ? connection.GetMemory(sizeHint) : own.GetMemory(sizeHint);

    /// <inheritdoc/>
    public override Span<byte> GetSpan(int sizeHint = 0) => isOfRequest ? connection.GetSpan(sizeHint) : own.GetSpan(sizeHint);

    /// <inheritdoc/>
    public override void Advance(int bytes)
    {
        if (isOfRequest) connection.Advance(bytes);
        else own.Advance(bytes);
    }

    /// <inheritdoc/>
    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        HandOn();
        return connection.FlushAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override void CancelPendingFlush() => connection.CancelPendingFlush();

    /// <inheritdoc/>
    public override void Complete(Exception? exception = null)
    {
        HandOn();
        connection.Complete(exception);
    }

    /// <inheritdoc/>
    public override ValueTask CompleteAsync(Exception? exception = null)
    {
        HandOn();
        return connection.CompleteAsync(exception);
    }

    private void HandOn()
    {
        if (own.WrittenCount == 0) return;

        var answer = own.WrittenSpan;
        if (answer.IndexOf(EndOfHead.Span) is > 0 and var end)
        {
            connection.Write(answer[..end]);
            connection.Write(AnswerHeaders.Lines.Span);
            answer = answer[end..];
        }

        connection.Write(answer);
        own.ResetWrittenCount();
    }

    private sealed class Both(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input => input;

        public PipeWriter Output => output;
    }
}
