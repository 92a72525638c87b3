using Microsoft.AspNetCore.Http.Metadata;

namespace Pricing.Api.Requests;

/// <summary>The largest body of an endpoint; the server refuses a larger one with 413.</summary>
/// <param name="bytes">The limit.</param>
internal sealed class BodyLimit(long bytes) : IRequestSizeLimitMetadata
{
    /// <summary>For a few words: 64 KiB.</summary>
    public static BodyLimit Small { get; } = new(64 << 10);

    /// <summary>For questions with data of their own: 16 MiB.</summary>
    public static BodyLimit Large { get; } = new(16 << 20);

    /// <inheritdoc/>
    public long? MaxRequestBodySize { get; } = bytes;
}
