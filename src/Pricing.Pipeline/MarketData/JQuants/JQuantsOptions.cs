using System.ComponentModel.DataAnnotations;
using Pricing.Pipeline.MarketData.Feeds;
using Pricing.Pipeline.Settings;

namespace Pricing.Pipeline.MarketData.JQuants;

/// <summary>How J-Quants v2 is reached.</summary>
public sealed record JQuantsOptions : FeedOptions
{
    /// <summary>The base address (default <c>https://api.jquants.com/v2</c>).</summary>
    [Required]
    public Uri BaseAddress { get; init; } = new("https://api.jquants.com/v2");

    /// <summary>The key, a secret; where it is not set the service is not asked.</summary>
    [Secret]
    public string? ApiKey { get; init; }

    /// <summary>The plan's requests a minute: 5, 60, 120 or 500 (default 5, the smallest plan); 1 to 500.</summary>
    [Range(1, 500)]
    public int RequestsPerMinute { get; init; } = 5;

    /// <summary>The first date that a whole history is asked from (default 2005-01-01).</summary>
    public DateOnly HistoryFrom { get; init; } = new(2005, 1, 1);

    /// <summary>The options without the key.</summary>
    public override string ToString() =>
        $"{nameof(JQuantsOptions)} {{ BaseAddress = {BaseAddress}, RequestsPerMinute = {RequestsPerMinute} }}";
}
