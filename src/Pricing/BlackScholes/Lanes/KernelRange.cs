using System.Runtime.CompilerServices;

namespace Pricing.BlackScholes.Lanes;

/// <summary>
/// The rows that the kernel values itself: S, X and T in 2^-127..2^129, sigma sqrt(T) in 2^-28..2^4, and rT and qT within
/// 512 ln 2. What is not a positive number is outside, so that one test of bits finds bad rows as well.
/// </summary>
internal static class KernelRange<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    private const int ExponentAt = 52;
    private const int Bias = 1023;
    private const ulong LeastAmount = (Bias - 127UL) << ExponentAt;
    private const ulong BeyondAmounts = 0xFUL << 60;
    private const ulong LeastDeviation = (Bias - 28UL) << ExponentAt;
    private const ulong BeyondDeviations = 0x7FUL << 57;
    private const ulong LargestPower = 512;
    private const ulong BeyondPowers = ~((2 * LargestPower) - 1);

    /// <summary>Not 0 where a price or a period is out of range.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes AmountFlaws(TLanes sharePrice, TLanes exercisePrice, TLanes years)
    {
        var least = TLanes.OfBits(LeastAmount);
        var excess = TLanes.SubtractBits(sharePrice, least) | TLanes.SubtractBits(exercisePrice, least)
            | TLanes.SubtractBits(years, least);
        return excess & TLanes.OfBits(BeyondAmounts);
    }

    /// <summary>Not 0 where sigma sqrt(T) is out of range.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes DeviationFlaws(TLanes deviation) =>
        TLanes.SubtractBits(deviation, TLanes.OfBits(LeastDeviation)) & TLanes.OfBits(BeyondDeviations);

    /// <summary>Not 0 where an exponent of <see cref="Exponential{TLanes}.Reduce"/> is out of range.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes PowerFlaws(TLanes first, TLanes second)
    {
        var least = TLanes.OfBits(Exponential<TLanes>.WholeBits - LargestPower);
        return (TLanes.SubtractBits(first, least) | TLanes.SubtractBits(second, least)) & TLanes.OfBits(BeyondPowers);
    }
}
