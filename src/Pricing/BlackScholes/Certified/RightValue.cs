namespace Pricing.BlackScholes.Certified;

/// <summary>The value of one right, rounded by its policy, with the trace of both roundings.</summary>
public sealed record RightValue
{
    /// <summary>C before rounding, in currency per share: finite, at least 0.</summary>
    public required double UnroundedPerShare { get; init; }

    /// <summary>
    /// No less than the distance between <see cref="UnroundedPerShare"/> and the value of the formula
    /// at the inputs as stored, in currency per share (derived in <c>docs/rounding.md</c> and, for values of a batch, in
    /// <c>docs/performance.md</c>).
    /// </summary>
    public required double ErrorBound { get; init; }

    /// <summary>How the value per share was rounded.</summary>
    public required RoundingStep PerShareRounding { get; init; }

    /// <summary>How the amount per right was rounded.</summary>
    public required RoundingStep PerRightRounding { get; init; }

    /// <summary>The value per share after rounding, in currency.</summary>
    public Amount PerShare => PerShareRounding.After;

    /// <summary>The amount per right after rounding, in currency.</summary>
    public Amount PerRight => PerRightRounding.After;

    /// <summary>The dearest arithmetic that either rounding needed.</summary>
    public ArithmeticPath Path =>
        (ArithmeticPath)Math.Max((int)PerShareRounding.Path, (int)PerRightRounding.Path);

    /// <summary>Whether either amount lay on a boundary.</summary>
    public bool IsTie => PerShareRounding.IsTie || PerRightRounding.IsTie;

    /// <summary>The smaller distance to a boundary, in units; null where nothing is rounded.</summary>
    public double? DistanceToBoundary => (PerShareRounding.DistanceToBoundary, PerRightRounding.DistanceToBoundary) switch
    {
        ({ } perShare, { } perRight) => Math.Min(perShare, perRight),
        var (perShare, perRight) => perShare ?? perRight,
    };

    /// <summary>Whether either boundary is nearer than <see cref="RoundingStep.FlaggedDistance"/>.</summary>
    public bool IsFlagged => PerShareRounding.IsFlagged || PerRightRounding.IsFlagged;
}
