using System.Runtime.CompilerServices;

namespace Pricing.BlackScholes.Lanes;

/// <summary>e to the power of a product: the product is never rounded, so a large exponent costs no digits.</summary>
internal static class Exponential<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    /// <summary>1.5 2^52: a number added to it is rounded to a whole one, which then stands in the last bits.</summary>
    public const double Whole = 3L << 51;

    /// <summary>The bits of <see cref="Whole"/>.</summary>
    public const ulong WholeBits = 0x4338_0000_0000_0000;

    private const double InverseLn2 = 1.4426950408889634;

    /// <summary>Splits a b = k ln 2 + rest, with k the nearest whole number (but for a rounding), below 2^11 in size.</summary>
    /// <param name="a">a.</param>
    /// <param name="b">b.</param>
    /// <param name="whole">k + <see cref="Whole"/>.</param>
    /// <param name="power">k.</param>
    /// <param name="rest">The rest, at most ln 2 / 2 in size.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Reduce(TLanes a, TLanes b, out TLanes whole, out TLanes power, out TLanes rest)
    {
        whole = TLanes.MultiplyAdd(a * b, TLanes.Of(InverseLn2), Whole);
        power = whole - TLanes.Of(Whole);
        rest = TLanes.MultiplyAdd(a, b, power * TLanes.Of(-Coefficients.Ln2High));
        rest = TLanes.MultiplyAdd(power, TLanes.Of(-Coefficients.Ln2Low), rest);
    }

    /// <summary>2^k e^rest, where that is a normal double; meaningless bits elsewhere, which a caller masks.</summary>
    /// <param name="whole">k + <see cref="Whole"/>.</param>
    /// <param name="rest">The rest.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Of(TLanes whole, TLanes rest)
    {
        var square = rest * rest;
        var odd = TLanes.Of(Coefficients.Exponential[9]);
        var even = TLanes.Of(Coefficients.Exponential[8]);
        odd = TLanes.MultiplyAdd(odd, square, Coefficients.Exponential[7]);
        even = TLanes.MultiplyAdd(even, square, Coefficients.Exponential[6]);
        odd = TLanes.MultiplyAdd(odd, square, Coefficients.Exponential[5]);
        even = TLanes.MultiplyAdd(even, square, Coefficients.Exponential[4]);
        odd = TLanes.MultiplyAdd(odd, square, Coefficients.Exponential[3]);
        even = TLanes.MultiplyAdd(even, square, Coefficients.Exponential[2]);
        odd = TLanes.MultiplyAdd(odd, square, Coefficients.Exponential[1]);
        even = TLanes.MultiplyAdd(even, square, Coefficients.Exponential[0]);
        var sum = TLanes.MultiplyAdd(odd, rest, even);
        sum = TLanes.MultiplyAdd(sum, rest, 1);
        sum = TLanes.MultiplyAdd(sum, rest, 1);
        return TLanes.AddBits(sum, TLanes.ToExponent(whole));
    }
}
