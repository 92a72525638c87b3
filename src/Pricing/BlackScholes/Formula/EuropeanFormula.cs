namespace Pricing.BlackScholes.Formula;

/// <summary>
/// The formula of the release (section 12) on the double path: absolute error below 6e-16 max(S e^(-qT), X e^(-rT)),
/// the same bits on every machine. It is the reference for every faster variant.
/// </summary>
public static class EuropeanFormula
{
    /// <summary>The value of a call, in currency per share, at least 0.</summary>
    /// <param name="terms">The inputs.</param>
    /// <exception cref="ArgumentOutOfRangeException">The inputs are not <see cref="ContinuousTerms.AreSound"/>.</exception>
    public static double Call(in ContinuousTerms terms) => Parts(terms).Call;

    /// <summary>The value of a put, in currency per share, at least 0; calculated directly, not by parity.</summary>
    /// <param name="terms">The inputs.</param>
    /// <exception cref="ArgumentOutOfRangeException">The inputs are not <see cref="ContinuousTerms.AreSound"/>.</exception>
    public static double Put(in ContinuousTerms terms) => Parts(terms).Put;

    /// <summary>
    /// No less than the error of <see cref="Call"/>, in currency per share (derived in <c>docs/rounding.md</c>).
    /// </summary>
    /// <param name="terms">The inputs.</param>
    /// <exception cref="ArgumentOutOfRangeException">The inputs are not <see cref="ContinuousTerms.AreSound"/>.</exception>
    public static double CallErrorBound(in ContinuousTerms terms) => DoublePath.Bound(Parts(terms));

    private static FormulaParts Parts(in ContinuousTerms terms) => DoublePath.Evaluate(FormulaTerms.FromSound(terms));
}
