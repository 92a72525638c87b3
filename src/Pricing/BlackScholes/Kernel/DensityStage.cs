using System.Runtime.CompilerServices;
using Pricing.BlackScholes.Lanes;

namespace Pricing.BlackScholes.Kernel;

/// <summary>
/// The exponential that both tails share, A e^(-d1^2/2) = B e^(-d2^2/2), from the d nearer to 0, whose square loses less.
/// </summary>
internal static class DensityStage<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    // Its square over two is just below 1020 ln 2; beyond, a density is below 1e-306 of its leg and counts as 0.
    private const double LargestDeviate = 37.6;

    /// <summary>Fills <see cref="Scratch.Density"/>.</summary>
    /// <param name="scratch">The scratch.</param>
    /// <param name="count">Rows, a multiple of the lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in Scratch scratch, nuint count)
    {
        ref var first = ref scratch.First;
        ref var second = ref scratch.Second;
        ref var share = ref scratch.Share;
        ref var debt = ref scratch.Debt;
        ref var density = ref scratch.Density;
        for (nuint row = 0; row < count; row += (nuint)TLanes.Count)
        {
            var d1 = TLanes.Load(in first, row);
            var d2 = TLanes.Load(in second, row);
            var side = d1 + d2;
            var near = TLanes.Abs(TLanes.WhereNegative(side, d1, d2));
            var leg = TLanes.WhereNegative(side, TLanes.Load(in share, row), TLanes.Load(in debt, row));
            Exponential<TLanes>.Reduce(near, near * TLanes.Of(-0.5), out var whole, out _, out var rest);
            var shape = TLanes.WhereAtMost(near, TLanes.Of(LargestDeviate), Exponential<TLanes>.Of(whole, rest));
            TLanes.Store(shape * leg, ref density, row);
        }
    }
}
