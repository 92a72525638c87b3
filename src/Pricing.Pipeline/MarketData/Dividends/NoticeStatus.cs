namespace Pricing.Pipeline.MarketData.Dividends;

/// <summary>What a dividend notice does to the notices before it.</summary>
public enum NoticeStatus
{
    /// <summary>It is the first about its dividend.</summary>
    New = 1,

    /// <summary>It takes the place of the notice it refers to.</summary>
    Correction = 2,

    /// <summary>It withdraws the notice it refers to.</summary>
    Deletion = 3,
}
