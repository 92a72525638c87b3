namespace Pricing.Volatility;

/// <summary>A historical volatility with everything needed to do it again by hand.</summary>
public sealed record VolatilityEstimate
{
    /// <summary>Sigma, per square root of a year: 0.5577 for 55.77 %; finite, at least 0.</summary>
    public required double Sigma { get; init; }

    /// <summary>The standard deviation of one return, before <see cref="AnnualFactor"/>.</summary>
    public required double Deviation { get; init; }

    /// <summary>The square root of the returns a year.</summary>
    public required double AnnualFactor { get; init; }

    /// <summary>The number of returns.</summary>
    public int Returns => LogReturns.Count;

    /// <summary>The returns, by ascending date.</summary>
    public required IReadOnlyList<LogReturn> LogReturns { get; init; }

    /// <summary>The closes that returns start or end on, by ascending date.</summary>
    public required IReadOnlyList<UsedClose> ClosesUsed { get; init; }

    /// <summary>The date of the first close used.</summary>
    public DateOnly First => ClosesUsed[0].Date;

    /// <summary>The date of the last close used.</summary>
    public DateOnly Last => ClosesUsed[^1].Date;

    /// <summary>The window that was asked for.</summary>
    public required DateWindow Window { get; init; }

    /// <summary>The periods left out.</summary>
    public required IReadOnlyList<DateWindow> Exclusions { get; init; }

    /// <summary>How many returns were left out for touching one of <see cref="Exclusions"/>.</summary>
    public required int ExcludedReturns { get; init; }

    /// <summary>The settings it was estimated by.</summary>
    public required VolatilityMethod Method { get; init; }
}
