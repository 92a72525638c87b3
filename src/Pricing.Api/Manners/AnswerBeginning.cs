namespace Pricing.Api.Manners;

/// <summary>
/// Holds the beginning of an answer back, until it is clear that the answer is short or that it is not; a long one passes through
/// from there on.
/// </summary>
/// <param name="body">Where the answer goes.</param>
internal sealed class AnswerBeginning(Stream body) : Stream
{
    private const int Most = 1 << 20;

    private readonly MemoryStream held = new();
    private bool isLong;

    /// <summary>The whole answer, where it is short; null where it passes through.</summary>
    public ReadOnlyMemory<byte>? Whole => isLong ? null : held.GetBuffer().AsMemory(0, (int)held.Length);

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Sends what is held back.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        if (isLong) return;

        isLong = true;
        if (held.Length > 0) await body.WriteAsync(held.GetBuffer().AsMemory(0, (int)held.Length), cancellationToken);
    }

    /// <inheritdoc/>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!isLong && held.Length + buffer.Length <= Most)
        {
            held.Write(buffer.Span);
            return;
        }

        await ReleaseAsync(cancellationToken);
        await body.WriteAsync(buffer, cancellationToken);
    }

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>A part of an answer may wait for more: it goes when the answer is long, or at its end.</summary>
    public override Task FlushAsync(CancellationToken cancellationToken) =>
        isLong ? body.FlushAsync(cancellationToken) : Task.CompletedTask;

    /// <inheritdoc/>
    public override void Flush()
    {
        if (isLong) body.Flush();
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Answers are written asynchronously.");

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();
}
