using System.ComponentModel.DataAnnotations;
using Pricing.Pipeline.MarketData.Feeds;

namespace Pricing.Pipeline.MarketData.Jgb;

/// <summary>How the government bond yields of the Ministry of Finance Japan are reached.</summary>
public sealed record JgbOptions : FeedOptions
{
    /// <summary>The file of all curves to the end of last month.</summary>
    [Required]
    public Uri HistoryAddress { get; init; } =
        new("https://www.mof.go.jp/jgbs/reference/interest_rate/data/jgbcm_all.csv");

    /// <summary>The file of the curves of the current month.</summary>
    [Required]
    public Uri CurrentMonthAddress { get; init; } =
        new("https://www.mof.go.jp/jgbs/reference/interest_rate/jgbcm.csv");
}
