namespace Pricing.BlackScholes.Certified;

/// <summary>
/// The value of one right, rounded by its policy, with the trace of both roundings. Those that doubles settle are written out when
/// they are asked for, so that a batch holds few bytes a right.
/// </summary>
public sealed record RightValue
{
    private readonly Written? written;
    private readonly QuickRounding? quick;
    private readonly SettledRounding settled;

    /// <summary>A value with its roundings.</summary>
    internal RightValue(double value, double bound, RoundingStep perShare, RoundingStep perRight) =>
        (UnroundedPerShare, ErrorBound, written) = (value, bound, new(perShare, perRight));

    /// <summary>A value whose roundings doubles settled.</summary>
    internal RightValue(double value, double bound, QuickRounding quick, in SettledRounding settled) =>
        (UnroundedPerShare, ErrorBound, this.quick, this.settled) = (value, bound, quick, settled);

    /// <summary>C before rounding, in currency per share: finite, at least 0.</summary>
    public double UnroundedPerShare { get; }

    /// <summary>
    /// No less than the distance between <see cref="UnroundedPerShare"/> and the value of the formula
    /// at the inputs as stored, in currency per share (derived in <c>docs/rounding.md</c> and, for values of a batch, in
    /// <c>docs/performance.md</c>).
    /// </summary>
    public double ErrorBound { get; }

    /// <summary>How the value per share was rounded.</summary>
    public RoundingStep PerShareRounding => written?.PerShare ?? quick!.PerShareStep(UnroundedPerShare, settled);

    /// <summary>How the amount per right was rounded.</summary>
    public RoundingStep PerRightRounding => written?.PerRight ?? quick!.PerRightStep(settled);

    /// <summary>The value per share after rounding, in currency.</summary>
    public Amount PerShare => written?.PerShare.After ?? quick!.PerShare(UnroundedPerShare, settled);

    /// <summary>The amount per right after rounding, in currency.</summary>
    public Amount PerRight => written?.PerRight.After ?? quick!.PerRight(settled);

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

    /// <summary>Whether another has the same value, bound and roundings.</summary>
    /// <param name="other">The other.</param>
    public bool Equals(RightValue? other) =>
        other is not null
        && UnroundedPerShare.Equals(other.UnroundedPerShare)
        && ErrorBound.Equals(other.ErrorBound)
        && PerShareRounding.Equals(other.PerShareRounding)
        && PerRightRounding.Equals(other.PerRightRounding);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(UnroundedPerShare, ErrorBound);

    private sealed record Written(RoundingStep PerShare, RoundingStep PerRight);
}
