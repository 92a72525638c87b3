using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pricing.BlackScholes.Lanes;

/// <summary>
/// Quotients made of an estimate of 1/b and residuals, rounded correctly as those of the divider (shown in
/// <c>docs/performance.md</c>) for normal numbers a above 2^-900 in size, or 0, and b in 2^-900..2^900, whose quotients lie there too.
/// </summary>
internal static class ProductQuotient
{
    // 2^-83, no less than the square of the second miss: with it the inverse is rounded from no less than 1/b.
    private const double SquareOfMiss = 1.0 / (1L << 41) / (1L << 42);

    /// <summary>a / b in every lane; by the divider where the processor has no AVX-512.</summary>
    /// <param name="a">a.</param>
    /// <param name="b">b.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Of(Vector512<double> a, Vector512<double> b) =>
        Avx512F.IsSupported ? Of(a, b, Avx512F.Reciprocal14(b)) : a / b;

    /// <summary>a / b in every lane, on a processor with AVX-512.</summary>
    /// <param name="a">a.</param>
    /// <param name="b">b.</param>
    /// <param name="estimate">1/b, off by at most 2^-14 of itself.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Of(Vector512<double> a, Vector512<double> b, Vector512<double> estimate)
    {
        var miss = Residual(Vector512<double>.One, b, estimate);
        var near = Vector512.FusedMultiplyAdd(estimate, Vector512.FusedMultiplyAdd(miss, miss, miss), estimate);
        var inverse = Vector512.FusedMultiplyAdd(near, Residual(Vector512<double>.One, b, near) + Vector512.Create(SquareOfMiss), near);

        var first = a * near;
        var second = Vector512.FusedMultiplyAdd(Residual(a, b, first), near, first);
        return Vector512.FusedMultiplyAdd(Residual(a, b, second), inverse, second);
    }

    // a - b q, rounded once.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Residual(Vector512<double> a, Vector512<double> b, Vector512<double> q) =>
        Avx512F.FusedMultiplyAddNegated(b, q, a);
}
