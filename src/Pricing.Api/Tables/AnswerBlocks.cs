namespace Pricing.Api.Tables;

/// <summary>Sends answers a block at a time. What serializes flushes at once, which the server does not take.</summary>
internal static class AnswerBlocks
{
    /// <summary>Sends a block, and empties it.</summary>
    /// <param name="block">The block.</param>
    /// <param name="body">Where to.</param>
    /// <param name="cancellationToken">Stops the sending.</param>
    public static async Task SendAsync(this MemoryStream block, Stream body, CancellationToken cancellationToken)
    {
        await body.WriteAsync(block.GetBuffer().AsMemory(0, (int)block.Length), cancellationToken);
        block.SetLength(0);
    }
}
