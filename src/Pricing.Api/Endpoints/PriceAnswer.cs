using Pricing.BlackScholes.Certified;

namespace Pricing.Api.Endpoints;

/// <summary>The value of one right from given inputs; exact amounts are text.</summary>
internal sealed record PriceAnswer
{
    public required string ValuePerShare { get; init; }

    public required string AmountPerRight { get; init; }

    public required double UnroundedPerShare { get; init; }

    public required double ErrorBound { get; init; }

    public required string RoundingPath { get; init; }

    public required bool RoundingTie { get; init; }

    public required bool RoundingFlagged { get; init; }

    public required string Policy { get; init; }

    public required int PolicyVersion { get; init; }

    public required string Currency { get; init; }

    public string? MeantReason { get; init; }

    public static PriceAnswer Of(
        RightValue right, Policies.ValuationPolicy policy, Currency currency, string? meantReason) => new()
        {
            ValuePerShare = right.PerShare.ToString(),
            AmountPerRight = right.PerRight.ToString(),
            UnroundedPerShare = right.UnroundedPerShare,
            ErrorBound = right.ErrorBound,
            RoundingPath = right.Path.ToString(),
            RoundingTie = right.IsTie,
            RoundingFlagged = right.IsFlagged,
            Policy = policy.Name,
            PolicyVersion = policy.Version,
            Currency = currency.Code,
            MeantReason = string.IsNullOrWhiteSpace(meantReason) ? null : meantReason.Trim(),
        };
}
