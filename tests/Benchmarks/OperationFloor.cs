using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Pricing.BlackScholes.Lanes;

namespace Benchmarks;

/// <summary>
/// As many fused multiply-adds as the kernel has vector operations of arithmetic, with nothing to wait for: what a
/// processor that starts one such operation after the other would need.
/// </summary>
internal static class OperationFloor
{
    /// <summary>Additions, products, fused multiply-adds, quotients and roots of a price; counted in <c>docs/performance.md</c>.</summary>
    public const int OperationsPerVector = 147;

    private const int Chains = 12;

    /// <summary>Spends the operations of so many prices.</summary>
    public static double Run(int count, LaneWidth width) => width switch
    {
        LaneWidth.Bits512 or LaneWidth.Bits512SlowDivider => Run512(count / Vector512<double>.Count * OperationsPerVector / Chains),
        LaneWidth.Bits256 => Run256(count / Vector256<double>.Count * OperationsPerVector / Chains),
        _ => Run128(count / Vector128<double>.Count * OperationsPerVector / Chains),
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Run512(int rounds)
    {
        var (factor, term) = (Vector512.Create(0.999), Vector512.Create(0.001));
        var (a, b, c, d) = (term, term, term, term);
        var (e, f, g, h) = (term, term, term, term);
        var (i, j, k, l) = (term, term, term, term);
        for (var round = 0; round < rounds; round++)
        {
            a = Vector512.FusedMultiplyAdd(a, factor, term);
            b = Vector512.FusedMultiplyAdd(b, factor, term);
            c = Vector512.FusedMultiplyAdd(c, factor, term);
            d = Vector512.FusedMultiplyAdd(d, factor, term);
            e = Vector512.FusedMultiplyAdd(e, factor, term);
            f = Vector512.FusedMultiplyAdd(f, factor, term);
            g = Vector512.FusedMultiplyAdd(g, factor, term);
            h = Vector512.FusedMultiplyAdd(h, factor, term);
            i = Vector512.FusedMultiplyAdd(i, factor, term);
            j = Vector512.FusedMultiplyAdd(j, factor, term);
            k = Vector512.FusedMultiplyAdd(k, factor, term);
            l = Vector512.FusedMultiplyAdd(l, factor, term);
        }

        return (a + b + c + d + e + f + g + h + i + j + k + l)[0];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Run256(int rounds)
    {
        var (factor, term) = (Vector256.Create(0.999), Vector256.Create(0.001));
        var (a, b, c, d) = (term, term, term, term);
        var (e, f, g, h) = (term, term, term, term);
        var (i, j, k, l) = (term, term, term, term);
        for (var round = 0; round < rounds; round++)
        {
            a = Vector256.FusedMultiplyAdd(a, factor, term);
            b = Vector256.FusedMultiplyAdd(b, factor, term);
            c = Vector256.FusedMultiplyAdd(c, factor, term);
            d = Vector256.FusedMultiplyAdd(d, factor, term);
            e = Vector256.FusedMultiplyAdd(e, factor, term);
            f = Vector256.FusedMultiplyAdd(f, factor, term);
            g = Vector256.FusedMultiplyAdd(g, factor, term);
            h = Vector256.FusedMultiplyAdd(h, factor, term);
            i = Vector256.FusedMultiplyAdd(i, factor, term);
            j = Vector256.FusedMultiplyAdd(j, factor, term);
            k = Vector256.FusedMultiplyAdd(k, factor, term);
            l = Vector256.FusedMultiplyAdd(l, factor, term);
        }

        return (a + b + c + d + e + f + g + h + i + j + k + l)[0];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Run128(int rounds)
    {
        var (factor, term) = (Vector128.Create(0.999), Vector128.Create(0.001));
        var (a, b, c, d) = (term, term, term, term);
        var (e, f, g, h) = (term, term, term, term);
        var (i, j, k, l) = (term, term, term, term);
        for (var round = 0; round < rounds; round++)
        {
            a = Vector128.FusedMultiplyAdd(a, factor, term);
            b = Vector128.FusedMultiplyAdd(b, factor, term);
            c = Vector128.FusedMultiplyAdd(c, factor, term);
            d = Vector128.FusedMultiplyAdd(d, factor, term);
            e = Vector128.FusedMultiplyAdd(e, factor, term);
            f = Vector128.FusedMultiplyAdd(f, factor, term);
            g = Vector128.FusedMultiplyAdd(g, factor, term);
            h = Vector128.FusedMultiplyAdd(h, factor, term);
            i = Vector128.FusedMultiplyAdd(i, factor, term);
            j = Vector128.FusedMultiplyAdd(j, factor, term);
            k = Vector128.FusedMultiplyAdd(k, factor, term);
            l = Vector128.FusedMultiplyAdd(l, factor, term);
        }

        return (a + b + c + d + e + f + g + h + i + j + k + l)[0];
    }
}
