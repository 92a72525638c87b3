using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pricing.BlackScholes.Lanes;

namespace Pricing.BlackScholes.Columns;

/// <summary>Rates in columns of a length that the lanes divide, as they were read; after <see cref="MakeContinuous"/>, doubles.</summary>
/// <typeparam name="TLanes">The variant.</typeparam>
/// <param name="rates">The numerators; then the rates.</param>
/// <param name="denominators">The denominators; then what is in doubt.</param>
/// <param name="units">The units.</param>
internal readonly struct RateColumn<TLanes>(double[] rates, double[] denominators, double[] units)
    where TLanes : struct, ILanes<TLanes>
{
    // What is greater is in doubt: the quick logarithm ends there. Quotients of decimals other than 0 are far above its least.
    private const double Most = 0.2;

    /// <summary>The rates.</summary>
    public double[] Rates => rates;

    /// <summary>Sets a rate.</summary>
    /// <param name="row">Its row.</param>
    /// <param name="rate">The rate.</param>
    public void Set(int row, in PlainRate rate) =>
        (rates[row], denominators[row], units[row]) = (rate.Quoted.Numerator, rate.Quoted.Denominator, rate.Unit);

    /// <summary>Whether another double may be nearer to the continuous rate.</summary>
    /// <param name="row">The row.</param>
    public bool IsInDoubt(int row) => BitConverter.DoubleToUInt64Bits(denominators[row]) != 0;

    /// <summary>Makes rates continuous, each the nearest double unless it is in doubt.</summary>
    /// <param name="count">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void MakeContinuous(int count)
    {
        ref var above = ref MemoryMarshal.GetArrayDataReference(rates);
        ref var below = ref MemoryMarshal.GetArrayDataReference(denominators);
        ref var unit = ref MemoryMarshal.GetArrayDataReference(units);
        for (nuint row = 0; row < (nuint)count; row += (nuint)TLanes.Count)
        {
            var (negative, one, zero) = (TLanes.Of(-0.0), TLanes.Of(1), TLanes.Of(0));
            var (numerator, denominator, u) = (TLanes.Load(in above, row), TLanes.Load(in below, row), TLanes.Load(in unit, row));
            var quoted = numerator / denominator;
            var left = TLanes.MultiplyAdd(quoted ^ negative, denominator, numerator) / denominator;

            // Of u = 1, 2 and -1 neither quotient nor product is rounded. Where u is 0 the logarithm is made with 1 and not used.
            var hasUnit = TLanes.Abs(u) ^ negative;
            var part = one / TLanes.WhereNegative(hasUnit, u, one);
            var logarithm = QuickLogarithm<TLanes>.OfOnePlus(quoted * part, left * part, out var doubts);
            doubts |= one - TLanes.WhereAtMost(TLanes.Abs(quoted * part), TLanes.Of(Most), one);
            doubts = TLanes.WhereNegative(hasUnit, doubts, zero);
            TLanes.Store(TLanes.WhereNegative(hasUnit, u * logarithm, quoted), ref above, row);
            TLanes.Store(doubts, ref below, row);
        }
    }
}
