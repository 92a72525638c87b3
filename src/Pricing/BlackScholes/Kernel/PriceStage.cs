using System.Runtime.CompilerServices;
using Pricing.BlackScholes.Lanes;

namespace Pricing.BlackScholes.Kernel;

/// <summary>
/// The value: [d1 >= 0] A - [d2 >= 0] B and both tails, so that nothing cancels far out of the money.
/// </summary>
internal static class PriceStage<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    /// <summary>Stores the prices.</summary>
    /// <param name="scratch">The scratch.</param>
    /// <param name="results">Where they go.</param>
    /// <param name="count">Rows, a multiple of the lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in Scratch scratch, in ResultsAt results, nuint count)
    {
        ref var share = ref scratch.Share;
        ref var debt = ref scratch.Debt;
        ref var density = ref scratch.Density;
        ref var first = ref scratch.First;
        ref var second = ref scratch.Second;
        ref var firstTail = ref scratch.FirstTail;
        ref var secondTail = ref scratch.SecondTail;
        ref var price = ref results.Price;
        for (nuint row = 0; row < count; row += (nuint)TLanes.Count)
        {
            var zero = TLanes.Of(0);
            var kept = TLanes.WhereNegative(TLanes.Load(in first, row), zero, TLanes.Load(in share, row));
            var owed = TLanes.WhereNegative(TLanes.Load(in second, row), zero, TLanes.Load(in debt, row));
            var tails = TLanes.Load(in secondTail, row) - TLanes.Load(in firstTail, row);
            var call = TLanes.MultiplyAdd(TLanes.Load(in density, row), tails, kept - owed);
            TLanes.Store(TLanes.AtLeastZero(call), ref price, row);
        }
    }
}
