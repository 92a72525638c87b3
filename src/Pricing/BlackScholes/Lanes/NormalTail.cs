using System.Runtime.CompilerServices;

namespace Pricing.BlackScholes.Lanes;

/// <summary>The tail of the normal distribution without its exponential: (1 - N(d)) e^(d^2/2).</summary>
internal static class NormalTail<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    /// <summary>The tail, by one polynomial over the whole range.</summary>
    /// <remarks>
    /// Four short sums instead of a long one: a processor holds no more than some sixty operations that wait. The first
    /// coefficient comes last, since it is most of the result and would be rounded at every step.
    /// </remarks>
    /// <param name="d">From 0 to 56; beyond, the result is finite.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Of(TLanes d) => Of(d, (d - TLanes.Of(Coefficients.TailCenter)) / (d + TLanes.Of(Coefficients.TailCenter)));

    /// <summary>The tail from both its numbers.</summary>
    /// <param name="d">d.</param>
    /// <param name="t">(d - c)/(d + c), with c <see cref="Coefficients.TailCenter"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Of(TLanes d, TLanes t)
    {
        var square = t * t;
        var fourth = square * square;
        var first = TLanes.Of(Coefficients.Tail[21]);
        var second = TLanes.Of(Coefficients.Tail[22]);
        var third = TLanes.Of(Coefficients.Tail[19]);
        var last = TLanes.Of(Coefficients.Tail[20]);
        first = TLanes.MultiplyAdd(first, fourth, Coefficients.Tail[17]);
        second = TLanes.MultiplyAdd(second, fourth, Coefficients.Tail[18]);
        third = TLanes.MultiplyAdd(third, fourth, Coefficients.Tail[15]);
        last = TLanes.MultiplyAdd(last, fourth, Coefficients.Tail[16]);
        first = TLanes.MultiplyAdd(first, fourth, Coefficients.Tail[13]);
        second = TLanes.MultiplyAdd(second, fourth, Coefficients.Tail[14]);
        third = TLanes.MultiplyAdd(third, fourth, Coefficients.Tail[11]);
        last = TLanes.MultiplyAdd(last, fourth, Coefficients.Tail[12]);
        first = TLanes.MultiplyAdd(first, fourth, Coefficients.Tail[9]);
        second = TLanes.MultiplyAdd(second, fourth, Coefficients.Tail[10]);
        third = TLanes.MultiplyAdd(third, fourth, Coefficients.Tail[7]);
        last = TLanes.MultiplyAdd(last, fourth, Coefficients.Tail[8]);
        first = TLanes.MultiplyAdd(first, fourth, Coefficients.Tail[5]);
        second = TLanes.MultiplyAdd(second, fourth, Coefficients.Tail[6]);
        third = TLanes.MultiplyAdd(third, fourth, Coefficients.Tail[3]);
        last = TLanes.MultiplyAdd(last, fourth, Coefficients.Tail[4]);
        first = TLanes.MultiplyAdd(first, fourth, Coefficients.Tail[1]);
        second = TLanes.MultiplyAdd(second, fourth, Coefficients.Tail[2]);
        first = TLanes.MultiplyAdd(third, square, first);
        second = TLanes.MultiplyAdd(last, square, second);
        var rest = TLanes.MultiplyAdd(second, t, first);
        var shape = TLanes.MultiplyAdd(rest, t, Coefficients.Tail[0]);
        return shape / TLanes.MultiplyAdd(d, TLanes.Of(Coefficients.TailSlope), 1);
    }
}
