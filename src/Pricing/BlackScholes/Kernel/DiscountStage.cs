using System.Runtime.CompilerServices;

namespace Pricing.BlackScholes.Kernel;

/// <summary>Both discounted legs, and what the forward needs of their exponents.</summary>
internal static class DiscountStage<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    /// <summary>Fills <see cref="Scratch.Share"/>, <see cref="Scratch.Debt"/>, the growth and its flaws.</summary>
    /// <param name="rows">The inputs.</param>
    /// <param name="scratch">The scratch.</param>
    /// <param name="count">Rows, a multiple of the lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in RowsAt rows, in Scratch scratch, nuint count)
    {
        ref readonly var sharePrice = ref rows.SharePrice;
        ref readonly var exercisePrice = ref rows.ExercisePrice;
        ref readonly var years = ref rows.Years;
        ref readonly var rate = ref rows.Rate;
        ref readonly var dividendYield = ref rows.DividendYield;
        ref var share = ref scratch.Share;
        ref var debt = ref scratch.Debt;
        ref var growthRest = ref scratch.GrowthRest;
        ref var growthPower = ref scratch.GrowthPower;
        ref var flaws = ref scratch.Flaws;
        for (nuint row = 0; row < count; row += (nuint)TLanes.Count)
        {
            var sign = TLanes.Of(-0.0);
            var time = TLanes.Load(in years, row);
            var earning = TLanes.Load(in rate, row) ^ sign;
            var paying = TLanes.Load(in dividendYield, row) ^ sign;
            Exponential<TLanes>.Reduce(earning, time, out var earnedWhole, out var earnedPower, out var earnedRest);
            Exponential<TLanes>.Reduce(paying, time, out var paidWhole, out var paidPower, out var paidRest);
            var kept = Exponential<TLanes>.Of(paidWhole, paidRest);
            var owed = Exponential<TLanes>.Of(earnedWhole, earnedRest);
            TLanes.Store(kept * TLanes.Load(in sharePrice, row), ref share, row);
            TLanes.Store(owed * TLanes.Load(in exercisePrice, row), ref debt, row);
            TLanes.Store(paidRest - earnedRest, ref growthRest, row);
            TLanes.Store(paidPower - earnedPower, ref growthPower, row);
            TLanes.Store(KernelRange<TLanes>.PowerFlaws(earnedWhole, paidWhole), ref flaws, row);
        }
    }
}
