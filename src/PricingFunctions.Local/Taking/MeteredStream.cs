namespace PricingFunctions.Local.Taking;

/// <summary>A file that says how far it is read, each time another tenth of it is.</summary>
/// <param name="content">The file; it stays open.</param>
/// <param name="name">Its name.</param>
/// <param name="progress">Who is told.</param>
internal sealed class MeteredStream(Stream content, string name, IProgress<string> progress) : Stream
{
    private const int Parts = 10;
    private const long WorthTelling = 1_000_000;

    private int told;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => content.CanSeek;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => content.Length;

    /// <inheritdoc/>
    public override long Position
    {
        get => content.Position;
        set => content.Position = value;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Told(content.Read(buffer, offset, count));

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Told(await content.ReadAsync(buffer, cancellationToken));

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => content.Seek(offset, origin);

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    private int Told(int read)
    {
        var part = Length < WorthTelling ? 0 : (int)(Position * Parts / Length);
        if (part <= told) return read;

        told = part;
        progress.Report($"Sending {name}: {FileSize.Of(Position)} of {FileSize.Of(Length)}");
        return read;
    }
}
