using Pricing.Dividends;
using Pricing.Pipeline.Sources;
using Pricing.Volatility;

namespace Pricing.Api.Endpoints;

/// <summary>A historical volatility with everything that it was made of.</summary>
internal sealed record VolatilityAnswer
{
    /// <summary>The security code, five characters.</summary>
    public required string Code { get; init; }

    /// <summary>The policy whose method it is.</summary>
    public required string Policy { get; init; }

    /// <summary>The version of the policy.</summary>
    public required int PolicyVersion { get; init; }

    /// <summary>Which closes the returns are of.</summary>
    public required ReturnFrequency Frequency { get; init; }

    /// <summary>The first day of the window.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day of the window.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Sigma per year, a fraction: 0.5577 for 55.77 %.</summary>
    public required double Sigma { get; init; }

    /// <summary>The standard deviation of one return.</summary>
    public required double Deviation { get; init; }

    /// <summary>The square root of the returns a year.</summary>
    public required double AnnualFactor { get; init; }

    /// <summary>The number of returns.</summary>
    public required int Returns { get; init; }

    /// <summary>How many returns were left out for touching an excluded period.</summary>
    public required int ExcludedReturns { get; init; }

    /// <summary>The closes that returns start or end on, by date.</summary>
    public required IReadOnlyList<UsedClose> Closes { get; init; }

    /// <summary>The returns, by date.</summary>
    public required IReadOnlyList<LogReturn> LogReturns { get; init; }

    /// <summary>The splits and consolidations up to the last day of the window, by ex-date.</summary>
    public required IReadOnlyList<ShareSplit> Splits { get; init; }

    /// <summary>The bodies that the closes were read from: <c>/api/raw/{sha256}</c>.</summary>
    public required IReadOnlyList<DataSource> Sources { get; init; }
}
