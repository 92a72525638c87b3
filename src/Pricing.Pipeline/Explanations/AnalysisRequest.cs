namespace Pricing.Pipeline.Explanations;

/// <summary>What is asked for beside a value.</summary>
public sealed record AnalysisRequest
{
    /// <summary>Whether every intermediate is listed.</summary>
    public bool Explain { get; init; }

    /// <summary>Whether the derivatives are listed.</summary>
    public bool Greeks { get; init; }

    /// <summary>The changes whose values are listed; null for none.</summary>
    public SensitivityRequest? Sensitivity { get; init; }

    /// <summary>The amount whose implied volatility is asked; null for none.</summary>
    public ImpliedRequest? Implied { get; init; }

    /// <summary>What is asked for and does not go together; empty where all does.</summary>
    public IReadOnlyList<Failure> Contradictions => Implied is { PerShare: not null, PerRight: { } perRight }
        ? [new(ReasonCode.InvalidField, "impliedPerRight", DecimalText.Of(perRight), "stands beside impliedPerShare; one of the two is asked for")]
        : [];

    /// <summary>Whether nothing is asked for.</summary>
    public bool IsEmpty => !Explain && !Greeks && Sensitivity is null && Implied is null;
}

/// <summary>Changes of inputs: sigma down the side and T across the top of one table; r, q and S one at a time.</summary>
public sealed record SensitivityRequest
{
    /// <summary>The most changes of one input.</summary>
    public const int MostChanges = 25;

    /// <summary>Changes of sigma: 0.05 is five percentage points.</summary>
    public IReadOnlyList<decimal> Sigma { get; init; } = [-0.10m, -0.05m, 0m, 0.05m, 0.10m];

    /// <summary>Changes of T, in years.</summary>
    public IReadOnlyList<decimal> Years { get; init; } = [-2m, -1m, 0m, 1m, 2m];

    /// <summary>Changes of r as quoted: 0.001 is a tenth of a percentage point.</summary>
    public IReadOnlyList<decimal> Rate { get; init; } = [-0.005m, -0.001m, 0.001m, 0.005m];

    /// <summary>Changes of q as quoted.</summary>
    public IReadOnlyList<decimal> Yield { get; init; } = [-0.005m, -0.001m, 0.001m, 0.005m];

    /// <summary>Changes of S, in currency per share; q stays.</summary>
    public IReadOnlyList<decimal> SharePrice { get; init; } = [];
}

/// <summary>An amount whose implied volatility is asked: per share or per right, one of both.</summary>
/// <param name="PerShare">The value per share, after rounding; null where the amount is per right.</param>
/// <param name="PerRight">The amount per right, after rounding; null where the amount is per share.</param>
public readonly record struct ImpliedRequest(decimal? PerShare, decimal? PerRight);
