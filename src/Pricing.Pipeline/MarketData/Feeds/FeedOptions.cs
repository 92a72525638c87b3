using System.ComponentModel.DataAnnotations;

namespace Pricing.Pipeline.MarketData.Feeds;

/// <summary>Whether a feed is asked, and how patient the pipeline is with it.</summary>
public abstract record FeedOptions
{
    /// <summary>Whether the feed is asked at all (default true); where not, what it would bring comes from files.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>How long one attempt may take, body included; 0.1 s to 10 min (default 60 s).</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long one request may take with all its attempts and waits; 1 s to 1 h (default 12 min).</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromMinutes(12);

    /// <summary>How often a failed attempt is repeated; 1 to 10 (default 6).</summary>
    [Range(1, 10)]
    public int Retries { get; init; } = 6;

    /// <summary>
    /// The wait before the first repetition, doubled each time, with jitter; 1 ms to 1 min (default 2 s).
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The shortest wait after a 429; the longest is twice that; 1 ms to 10 min (default 60 s).</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:10:00")]
    public TimeSpan TooManyRequestsDelay { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The time over which failures are counted for the circuit breaker; 1 s to 1 h (default 2 min).</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan CircuitWindow { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long an open circuit refuses requests; 1 s to 1 h (default 30 s).</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan CircuitBreak { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The largest body that is read, in bytes; 1 KB to 256 MB (default 32 MB).</summary>
    [Range(1024, 256 * 1024 * 1024)]
    public int MaximumBodyBytes { get; init; } = 32 * 1024 * 1024;
}
