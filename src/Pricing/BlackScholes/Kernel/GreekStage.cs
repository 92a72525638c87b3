using System.Runtime.CompilerServices;
using Pricing.BlackScholes.Lanes;

namespace Pricing.BlackScholes.Kernel;

/// <summary>The six derivatives, from what the price left in the scratch.</summary>
internal static class GreekStage<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    private const double InverseSqrtTwoPi = 0.3989422804014327;

    /// <summary>Stores the derivatives.</summary>
    /// <param name="rows">The inputs.</param>
    /// <param name="scratch">The scratch.</param>
    /// <param name="results">Where they go.</param>
    /// <param name="count">Rows, a multiple of the lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in RowsAt rows, in Scratch scratch, in ResultsAt results, nuint count)
    {
        ref readonly var sharePrice = ref rows.SharePrice;
        ref readonly var years = ref rows.Years;
        ref readonly var volatility = ref rows.Volatility;
        ref readonly var rate = ref rows.Rate;
        ref readonly var dividendYield = ref rows.DividendYield;
        ref var delta = ref results.Delta;
        ref var gamma = ref results.Gamma;
        ref var vega = ref results.Vega;
        ref var theta = ref results.Theta;
        ref var rho = ref results.Rho;
        ref var dividendRho = ref results.DividendRho;
        for (nuint row = 0; row < count; row += (nuint)TLanes.Count)
        {
            Received(scratch, row, out var received, out var paid, out var density);
            var price = TLanes.Load(in sharePrice, row);
            var time = TLanes.Load(in years, row);
            var sigma = TLanes.Load(in volatility, row);
            var root = TLanes.Sqrt(time);
            var sensitivity = density * root;
            var perShare = TLanes.Of(1) / price;
            var decay = sensitivity * sigma * TLanes.Of(0.5) / time;
            var carry = TLanes.MultiplyAdd(TLanes.Load(in dividendYield, row), received, TLanes.Of(0) - decay);
            var interest = TLanes.Load(in rate, row) * paid;
            TLanes.Store(received * perShare, ref delta, row);
            TLanes.Store(density * perShare * perShare / TLanes.Load(in scratch.Deviation, row), ref gamma, row);
            TLanes.Store(sensitivity, ref vega, row);
            TLanes.Store(carry - interest, ref theta, row);
            TLanes.Store(time * paid, ref rho, row);
            TLanes.Store(TLanes.Of(0) - (time * received), ref dividendRho, row);
        }
    }

    // A N(d1), B N(d2) and A N'(d1).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Received(in Scratch scratch, nuint row, out TLanes received, out TLanes paid, out TLanes density)
    {
        var zero = TLanes.Of(0);
        var exponential = TLanes.Load(in scratch.Density, row);
        var kept = TLanes.WhereNegative(TLanes.Load(in scratch.First, row), zero, TLanes.Load(in scratch.Share, row));
        var owed = TLanes.WhereNegative(TLanes.Load(in scratch.Second, row), zero, TLanes.Load(in scratch.Debt, row));
        received = kept - (exponential * TLanes.Load(in scratch.FirstTail, row));
        paid = owed - (exponential * TLanes.Load(in scratch.SecondTail, row));
        density = exponential * TLanes.Of(InverseSqrtTwoPi);
    }
}
