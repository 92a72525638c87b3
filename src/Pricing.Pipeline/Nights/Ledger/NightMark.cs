using Pricing.Pipeline.Nights.Runs;

namespace Pricing.Pipeline.Nights.Ledger;

/// <summary>The ledger's line of a business date whose night is done.</summary>
public sealed record NightMark
{
    /// <summary>The business date.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The current version of its run.</summary>
    public required int Version { get; init; }

    /// <summary>How it ended: completed, cancelled or failed.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>Grant-date values of this night that are provisional, as the grants have it.</summary>
    public required int Provisional { get; init; }

    /// <summary>The date in Japan on which provisional values were looked at again the last time; null for never.</summary>
    public DateOnly? FollowedUpOn { get; init; }
}
