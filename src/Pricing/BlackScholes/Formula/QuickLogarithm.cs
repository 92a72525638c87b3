namespace Pricing.BlackScholes.Formula;

/// <summary>
/// ln(1 + x) of a rate, rounded to the nearest double, where doubles settle it: x = 2 s/(1 - s) with s = x/(2 + x), so that
/// ln(1 + x) = 2 s + 2 s (s^2/3 + s^4/5 + ...), and of that only the first term has to be known beyond a double.
/// </summary>
internal static class QuickLogarithm
{
    // The series is cut behind s^16/17: what follows is below 2^-60 of the sum.
    private const double Most = 0.2;
    private const double Least = 1e-200;

    // What the roundings of the second term come to: it is at most 2^-7.9 of the sum, and its own error 2^-51.
    private const double Doubt = 1.0 / (1L << 58);

    /// <summary>ln(1 + x).</summary>
    /// <param name="high">x, rounded to the nearest double.</param>
    /// <param name="low">What that leaves out.</param>
    /// <param name="nearest">The logarithm.</param>
    /// <returns>Whether it is certain that no other double is nearer.</returns>
    public static bool TryLogOnePlus(double high, double low, out double nearest)
    {
        nearest = 0;
        if (high == 0) return low == 0;
        if (!(Math.Abs(high) is >= Least and <= Most)) return false;

        var sum = 2 + high;
        var lost = high - (sum - 2) + low;
        // The reciprocal is ready when the quotient is; the rest needs no more of its digits than it has.
        var (quotient, reciprocal) = (high / sum, 1 / sum);
        var rest = (Math.FusedMultiplyAdd(-quotient, sum, high) + low - (quotient * lost)) * reciprocal;
        var first = 2 * quotient;
        var second = 2 * (rest + (quotient * Series(quotient * quotient)));
        nearest = first + second;
        var remainder = second - (nearest - first);
        var doubt = Doubt * Math.Abs(nearest);
        return nearest + (remainder + doubt) == nearest && nearest + (remainder - doubt) == nearest;
    }

    private static double Series(double square)
    {
        var (two, four) = (square * square, square * square * square * square);
        var low = Math.FusedMultiplyAdd(square, 1.0 / 5, 1.0 / 3);
        var middle = Math.FusedMultiplyAdd(square, 1.0 / 9, 1.0 / 7);
        var high = Math.FusedMultiplyAdd(square, 1.0 / 13, 1.0 / 11);
        var last = Math.FusedMultiplyAdd(square, 1.0 / 17, 1.0 / 15);
        return square * Math.FusedMultiplyAdd(four, Math.FusedMultiplyAdd(two, last, high), Math.FusedMultiplyAdd(two, middle, low));
    }
}
