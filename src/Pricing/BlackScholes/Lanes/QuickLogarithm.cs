using System.Runtime.CompilerServices;

namespace Pricing.BlackScholes.Lanes;

/// <summary>
/// ln(1 + x) of a rate, rounded to the nearest double, where doubles settle it: x = 2 s/(1 - s) with s = x/(2 + x), so that
/// ln(1 + x) = 2 s + 2 s (s^2/3 + s^4/5 + ...), and of that only the first term has to be known beyond a double.
/// </summary>
internal static class QuickLogarithm<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    // In units of 2^-53 of twice the series: 17.5 that it is off (the quotient by 3.5, which its cube makes 10.6, and 6.8 for the roundings of the
    // series), 0.8 that is cut off, and 7.3 that the pairs of doubles are off, so that both find the same double: 32 are taken. The rest
    // is below 2^-51 of the sum, and what it is off, with what pairs are, below 100 of 2^-106.
    private const double SeriesDoubt = 1.0 / (1L << 47);
    private const double RestDoubt = 1.0 / (1L << 50) / (1L << 49);

    /// <summary>ln(1 + x).</summary>
    /// <param name="high">x, rounded to the nearest double; 0, or from 1e-200 to 0.2 in size.</param>
    /// <param name="low">What that leaves out.</param>
    /// <param name="doubts">Not 0 where another double may be nearer.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes OfOnePlus(TLanes high, TLanes low, out TLanes doubts)
    {
        var (two, negative) = (TLanes.Of(2), TLanes.Of(-0.0));
        var sum = two + high;
        var lost = high - (sum - two) + low;

        // The quotient need not be the nearest: what it leaves of x is made up for by the rest.
        var reciprocal = TLanes.Of(1) / sum;
        var quotient = high * reciprocal;
        var rest = (TLanes.MultiplyAdd(quotient ^ negative, sum, high) + low - (quotient * lost)) * reciprocal;
        var first = quotient + quotient;
        var series = quotient * Series(quotient * quotient);
        var second = two * (rest + series);
        var nearest = first + second;
        var remainder = second - (nearest - first);
        var doubt = TLanes.MultiplyAdd(TLanes.Of(SeriesDoubt), TLanes.Abs(series), TLanes.Of(RestDoubt) * TLanes.Abs(nearest));
        doubts = ((nearest + (remainder + doubt)) ^ nearest) | ((nearest + (remainder - doubt)) ^ nearest);
        return nearest;
    }

    // Cut behind s^16/17.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Series(TLanes square)
    {
        var fourth = square * square;
        var low = TLanes.MultiplyAdd(square, TLanes.Of(1.0 / 5), 1.0 / 3);
        var middle = TLanes.MultiplyAdd(square, TLanes.Of(1.0 / 9), 1.0 / 7);
        var high = TLanes.MultiplyAdd(square, TLanes.Of(1.0 / 13), 1.0 / 11);
        var last = TLanes.MultiplyAdd(square, TLanes.Of(1.0 / 17), 1.0 / 15);
        var upper = TLanes.MultiplyAdd(fourth, last, high);
        return square * TLanes.MultiplyAdd(fourth * fourth, upper, TLanes.MultiplyAdd(fourth, middle, low));
    }
}
