using Pricing.Pipeline.Sources;

namespace Pricing.Pipeline.MarketData.Feeds;

/// <summary>A body as it was received and archived.</summary>
/// <param name="Bytes">The body, after content decoding.</param>
/// <param name="Source">What was asked, and when.</param>
/// <param name="ETag">The validator that the server gave, as written; null where it gave none.</param>
/// <param name="LastModified">The time of last change that the server gave.</param>
public sealed record FeedBody(
    ReadOnlyMemory<byte> Bytes, DataSource Source, string? ETag, DateTimeOffset? LastModified);
