using System.ComponentModel.DataAnnotations;
using Pricing.Pipeline.MarketData.Jgb;
using Pricing.Pipeline.MarketData.JQuants;
using Pricing.Pipeline.MarketData.Prices;

namespace Pricing.Pipeline.MarketData.Fetching;

/// <summary>Where market data come from, and how patient the pipeline is with it.</summary>
public sealed record MarketDataOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "MarketData";

    /// <summary>Closing prices, splits and dividends.</summary>
    [Required]
    public JQuantsOptions JQuants { get; init; } = new();

    /// <summary>Government bond yields.</summary>
    [Required]
    public JgbOptions Jgb { get; init; } = new();

    /// <summary>When prices are not to be trusted without a look.</summary>
    [Required]
    public PriceCheckOptions Checks { get; init; } = new();

    /// <summary>
    /// After how many days a share's dividend notices are asked for anew as a whole; 1 to 366 (default 31). It finds
    /// what was published while the share had no living grant.
    /// </summary>
    [Range(1, 366)]
    public int DividendRefreshDays { get; init; } = 31;

    /// <summary>
    /// How long the fetch of one night may take; 1 s to 12 h (default 2 h). What is not there by then is missing.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "12:00:00")]
    public TimeSpan FetchTimeout { get; init; } = TimeSpan.FromHours(2);
}
