using System.Buffers;
using System.IO.Pipelines;

namespace Pricing.Api.Prices;

/// <summary>
/// Holds a part of an answer until all of it is there, in memory that goes back where it came from: of a part that fails nothing
/// is sent.
/// </summary>
internal sealed class HeldAnswer : IBufferWriter<byte>, IDisposable
{
    private const int FirstSize = 16 << 10;

    private byte[] buffer = ArrayPool<byte>.Shared.Rent(FirstSize);
    private int length;

    /// <inheritdoc/>
    public void Advance(int count) => length += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        var needed = length + Math.Max(sizeHint, 1);
        if (needed > buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, buffer.Length * 2));
            buffer.AsSpan(0, length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }

        return buffer.AsMemory(length);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>Sends what is held.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="cancellationToken">Stops the sending.</param>
    public async Task SendAsync(PipeWriter output, CancellationToken cancellationToken)
    {
        await output.WriteAsync(buffer.AsMemory(0, length), cancellationToken);
        length = 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(buffer);
        (buffer, length) = ([], 0);
    }
}
