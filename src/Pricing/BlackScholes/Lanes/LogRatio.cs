using System.Runtime.CompilerServices;

namespace Pricing.BlackScholes.Lanes;

/// <summary>ln(a/b) as k ln 2 + rest, without dividing a by b.</summary>
internal static class LogRatio<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    private const ulong SignAndExponent = 0xFFF0_0000_0000_0000;
    private const ulong HalfAnExponent = 1UL << 51;
    private const ulong SignBit = 1UL << 63;
    private const ulong TwoTo52 = 0x4330_0000_0000_0000;
    private const double TwoTo52AndBias = (1L << 52) + 2048.0;

    /// <summary>Brings a/b to 2/3..3/2 by 2^k, then ln is 2 atanh((a - b)/(a + b)).</summary>
    /// <param name="a">A normal number above 0.</param>
    /// <param name="b">A normal number above 0.</param>
    /// <param name="power">k.</param>
    /// <returns>The rest, at most ln 1.5 in size.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Of(TLanes a, TLanes b, out TLanes power)
    {
        Parts(a, b, out var difference, out var sum, out power);
        return OfQuotient(difference / sum);
    }

    /// <summary>a - b and a + b, with b brought near a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Parts(TLanes a, TLanes b, out TLanes difference, out TLanes sum, out TLanes power)
    {
        var distance = TLanes.AddBits(TLanes.SubtractBits(a, b), TLanes.OfBits(HalfAnExponent));
        var scaled = TLanes.AddBits(b, distance & TLanes.OfBits(SignAndExponent));
        power = (TLanes.FromExponent(distance ^ TLanes.OfBits(SignBit)) | TLanes.OfBits(TwoTo52)) - TLanes.Of(TwoTo52AndBias);
        (difference, sum) = (a - scaled, a + scaled);
    }

    /// <summary>2 atanh(z).</summary>
    /// <param name="z">At most 1/5 in size.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes OfQuotient(TLanes z)
    {
        var square = z * z;
        var fourth = square * square;
        var even = TLanes.Of(Coefficients.Logarithm[6]);
        var odd = TLanes.Of(Coefficients.Logarithm[5]);
        even = TLanes.MultiplyAdd(even, fourth, Coefficients.Logarithm[4]);
        odd = TLanes.MultiplyAdd(odd, fourth, Coefficients.Logarithm[3]);
        even = TLanes.MultiplyAdd(even, fourth, Coefficients.Logarithm[2]);
        odd = TLanes.MultiplyAdd(odd, fourth, Coefficients.Logarithm[1]);
        even = TLanes.MultiplyAdd(even, fourth, Coefficients.Logarithm[0]);
        var sum = TLanes.MultiplyAdd(odd, square, even);
        return TLanes.MultiplyAdd(sum, z * square, z + z);
    }
}
