namespace Pricing.Pipeline.Sources;

/// <summary>What a server gave to ask later whether a body has changed (RFC 9110, section 8.8).</summary>
/// <param name="ETag">The entity tag as written, quotes included; null for none.</param>
/// <param name="LastModified">The time of last change; null for none.</param>
public sealed record Validators(string? ETag, DateTimeOffset? LastModified);
