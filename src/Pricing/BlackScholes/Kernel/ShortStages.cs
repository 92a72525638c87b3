using System.Runtime.CompilerServices;
using Pricing.BlackScholes.Lanes;

namespace Pricing.BlackScholes.Kernel;

/// <summary>
/// The stages up to the tails for processors that hold few waiting operations and divide slowly beside their multipliers:
/// shorter ones, each with at most one quotient or root of the divider and other work to hide it. The operations are those of the
/// longer stages, but that t is made of products, correctly rounded either way; so the bits are the same.
/// </summary>
internal static class ShortStages
{
    /// <summary>Fills the scratch.</summary>
    /// <param name="rows">The inputs.</param>
    /// <param name="scratch">The scratch.</param>
    /// <param name="count">Rows, a multiple of the lanes.</param>
    /// <returns>Whether a row is beyond the range of the kernel.</returns>
    public static bool Run(in RowsAt rows, in Scratch scratch, int count)
    {
        Reduce(rows, scratch, (nuint)count);
        var isBeyond = Discount(rows, scratch, (nuint)count);
        Forward(scratch, (nuint)count);
        DensityStage<Lanes512>.Run(scratch, (nuint)count);
        Tail(in scratch.First, ref scratch.FirstTail, (nuint)count);
        Tail(in scratch.Second, ref scratch.SecondTail, (nuint)count);
        return isBeyond;
    }

    // Both exponents, the powers of two of the forward, and the quotient of its logarithm; until they are filled, the columns of
    // d and of the tails hold the exponents and that of the density the quotient.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Reduce(in RowsAt rows, in Scratch scratch, nuint count)
    {
        ref readonly var sharePrice = ref rows.SharePrice;
        ref readonly var exercisePrice = ref rows.ExercisePrice;
        ref readonly var years = ref rows.Years;
        ref readonly var rate = ref rows.Rate;
        ref readonly var dividendYield = ref rows.DividendYield;
        ref var paidWholes = ref scratch.First;
        ref var paidRests = ref scratch.Second;
        ref var earnedWholes = ref scratch.FirstTail;
        ref var earnedRests = ref scratch.SecondTail;
        ref var quotients = ref scratch.Density;
        ref var growthRest = ref scratch.GrowthRest;
        ref var growthPower = ref scratch.GrowthPower;
        for (nuint row = 0; row < count; row += (nuint)Lanes512.Count)
        {
            var sign = Lanes512.Of(-0.0);
            var time = Lanes512.Load(in years, row);
            LogRatio<Lanes512>.Parts(
                Lanes512.Load(in sharePrice, row), Lanes512.Load(in exercisePrice, row), out var difference, out var sum, out var power);
            Lanes512.Store(difference / sum, ref quotients, row);
            Exponential<Lanes512>.Reduce(
                Lanes512.Load(in rate, row) ^ sign, time, out var earnedWhole, out var earnedPower, out var earnedRest);
            Exponential<Lanes512>.Reduce(
                Lanes512.Load(in dividendYield, row) ^ sign, time, out var paidWhole, out var paidPower, out var paidRest);
            Lanes512.Store(paidWhole, ref paidWholes, row);
            Lanes512.Store(paidRest, ref paidRests, row);
            Lanes512.Store(earnedWhole, ref earnedWholes, row);
            Lanes512.Store(earnedRest, ref earnedRests, row);
            Lanes512.Store(paidRest - earnedRest, ref growthRest, row);
            Lanes512.Store(power + (paidPower - earnedPower), ref growthPower, row);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Discount(in RowsAt rows, in Scratch scratch, nuint count)
    {
        ref readonly var sharePrice = ref rows.SharePrice;
        ref readonly var exercisePrice = ref rows.ExercisePrice;
        ref readonly var years = ref rows.Years;
        ref readonly var volatility = ref rows.Volatility;
        ref var paidWholes = ref scratch.First;
        ref var paidRests = ref scratch.Second;
        ref var earnedWholes = ref scratch.FirstTail;
        ref var earnedRests = ref scratch.SecondTail;
        ref var discountedShare = ref scratch.Share;
        ref var debt = ref scratch.Debt;
        ref var deviation = ref scratch.Deviation;
        ref var flaws = ref scratch.Flaws;
        var any = Lanes512.Of(0);
        for (nuint row = 0; row < count; row += (nuint)Lanes512.Count)
        {
            var time = Lanes512.Load(in years, row);
            var spread = Lanes512.Sqrt(time) * Lanes512.Load(in volatility, row);
            var (paidWhole, earnedWhole) = (Lanes512.Load(in paidWholes, row), Lanes512.Load(in earnedWholes, row));
            var (share, strike) = (Lanes512.Load(in sharePrice, row), Lanes512.Load(in exercisePrice, row));
            Lanes512.Store(Exponential<Lanes512>.Of(paidWhole, Lanes512.Load(in paidRests, row)) * share, ref discountedShare, row);
            Lanes512.Store(Exponential<Lanes512>.Of(earnedWhole, Lanes512.Load(in earnedRests, row)) * strike, ref debt, row);
            Lanes512.Store(spread, ref deviation, row);

            var flaw = KernelRange<Lanes512>.Flaws(share, strike, time, spread, earnedWhole, paidWhole);
            Lanes512.Store(flaw, ref flaws, row);
            any |= flaw;
        }

        return Lanes512.AnyBit(any);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Forward(in Scratch scratch, nuint count)
    {
        ref var quotients = ref scratch.Density;
        ref var growthRest = ref scratch.GrowthRest;
        ref var growthPower = ref scratch.GrowthPower;
        ref var deviation = ref scratch.Deviation;
        ref var first = ref scratch.First;
        ref var second = ref scratch.Second;
        for (nuint row = 0; row < count; row += (nuint)Lanes512.Count)
        {
            var rest = LogRatio<Lanes512>.OfQuotient(Lanes512.Load(in quotients, row)) + Lanes512.Load(in growthRest, row);
            ForwardStage<Lanes512>.Deviates(
                Lanes512.Load(in growthPower, row), rest, Lanes512.Load(in deviation, row), out var d1, out var d2);
            Lanes512.Store(d1, ref first, row);
            Lanes512.Store(d2, ref second, row);
        }
    }

    private static void Tail(ref readonly double deviates, ref double tails, nuint count)
    {
        TailQuotient(in deviates, ref tails, count);
        TailOfQuotient(in deviates, ref tails, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TailQuotient(ref readonly double deviates, ref double quotients, nuint count)
    {
        for (nuint row = 0; row < count; row += (nuint)Lanes512.Count)
        {
            var d = Lanes512.Abs(Lanes512.Load(in deviates, row));
            var center = Lanes512.Of(Coefficients.TailCenter);
            Lanes512.Store(Lanes512.QuotientOfProducts(d - center, d + center), ref quotients, row);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TailOfQuotient(ref readonly double deviates, ref double tails, nuint count)
    {
        for (nuint row = 0; row < count; row += (nuint)Lanes512.Count)
        {
            var d = Lanes512.Load(in deviates, row);
            Lanes512.Store(NormalTail<Lanes512>.Of(Lanes512.Abs(d), Lanes512.Load(in tails, row)) ^ (d & Lanes512.Of(-0.0)), ref tails, row);
        }
    }
}
