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

    /// <summary>Not 0 where a row is out of range.</summary>
    /// <param name="sharePrice">S.</param>
    /// <param name="exercisePrice">X.</param>
    /// <param name="years">T.</param>
    /// <param name="deviation">Sigma sqrt(T).</param>
    /// <param name="earned">rT, as <see cref="Exponential{TLanes}.Reduce"/> leaves its whole powers of two.</param>
    /// <param name="paid">qT, the same.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Flaws(TLanes sharePrice, TLanes exercisePrice, TLanes years, TLanes deviation, TLanes earned, TLanes paid) =>
        AmountFlaws(sharePrice, exercisePrice, years) | DeviationFlaws(deviation) | PowerFlaws(earned, paid);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes AmountFlaws(TLanes sharePrice, TLanes exercisePrice, TLanes years)
    {
        var least = TLanes.OfBits(LeastAmount);
        var excess = TLanes.SubtractBits(sharePrice, least) | TLanes.SubtractBits(exercisePrice, least)
            | TLanes.SubtractBits(years, least);
        return excess & TLanes.OfBits(BeyondAmounts);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes DeviationFlaws(TLanes deviation) =>
        TLanes.SubtractBits(deviation, TLanes.OfBits(LeastDeviation)) & TLanes.OfBits(BeyondDeviations);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes PowerFlaws(TLanes first, TLanes second)
    {
        var least = TLanes.OfBits(Exponential<TLanes>.WholeBits - LargestPower);
        return (TLanes.SubtractBits(first, least) | TLanes.SubtractBits(second, least)) & TLanes.OfBits(BeyondPowers);
    }
}
