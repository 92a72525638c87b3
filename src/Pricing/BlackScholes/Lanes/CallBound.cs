using System.Runtime.CompilerServices;

namespace Pricing.BlackScholes.Lanes;

/// <summary>The bound of the kernel's error (derived in <c>docs/performance.md</c>), the same bits in every variant.</summary>
internal static class CallBound<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    private const double RoundingError = 1.0 / (1L << 53);
    private const ulong LastBits = uint.MaxValue;

    /// <summary>
    /// u (A + B) (17 + 5(|rT| + |qT|) + 3 |ln(A/B)| + sigma sqrt(T)) with its last 32 bits set. Its roundings are far less than what 17, 5, 3
    /// and 1 are above what was derived.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Of(TLanes sharePrice, TLanes exercisePrice, TLanes years, TLanes volatility, TLanes rate, TLanes dividendYield)
    {
        var negative = TLanes.Of(-0.0);
        var (earned, paid) = (rate * years, dividendYield * years);
        Exponential<TLanes>.Reduce(rate ^ negative, years, out var earnedWhole, out _, out var earnedRest);
        Exponential<TLanes>.Reduce(dividendYield ^ negative, years, out var paidWhole, out _, out var paidRest);
        var legs = (sharePrice * Exponential<TLanes>.Of(paidWhole, paidRest)) + (exercisePrice * Exponential<TLanes>.Of(earnedWhole, earnedRest));
        var logarithm = LogRatio<TLanes>.Of(sharePrice, exercisePrice, out var power);
        var forward = TLanes.MultiplyAdd(power, TLanes.Of(Coefficients.Ln2High), logarithm) + earned - paid;
        var weight = TLanes.MultiplyAdd(TLanes.Abs(earned) + TLanes.Abs(paid), TLanes.Of(5), 17);
        weight = TLanes.MultiplyAdd(TLanes.Abs(forward), TLanes.Of(3), weight) + (volatility * TLanes.Sqrt(years));
        return (TLanes.Of(RoundingError) * legs * weight) | TLanes.OfBits(LastBits);
    }

    /// <summary>The bound of one row.</summary>
    public static double OfRow(double sharePrice, double exercisePrice, double years, double volatility, double rate, double dividendYield)
    {
        Span<double> bounds = stackalloc double[TLanes.Count];
        var bound = Of(
            TLanes.Of(sharePrice), TLanes.Of(exercisePrice), TLanes.Of(years), TLanes.Of(volatility), TLanes.Of(rate), TLanes.Of(dividendYield));
        TLanes.Store(bound, ref bounds[0], 0);
        return bounds[0];
    }
}
