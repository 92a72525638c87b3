using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pricing.BlackScholes.Lanes;

/// <summary>
/// Quotients made of an estimate of 1/b and residuals, rounded correctly as those of the divider where no residual falls below
/// the least normal double (shown in <c>docs/performance.md</c>).
/// </summary>
internal static class ProductQuotient
{
    // 1 + 2^-52. The inverse of 2 - 2^-52 lies above the middle of two doubles by less than a residual can say; this says it.
    private const double JustAboveOne = 1.0000000000000002;

    /// <summary>a / b in every lane; by the divider where the processor has no AVX-512.</summary>
    /// <param name="a">a.</param>
    /// <param name="b">b.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Of(Vector512<double> a, Vector512<double> b)
    {
        if (!Avx512F.IsSupported) return a / b;

        // Off by 2^-14 of itself, then by 2^-42, then by half a unit in the last place and 2^-84.
        var estimate = Avx512F.Reciprocal14(b);
        var miss = Residual(Vector512<double>.One, b, estimate);
        var near = Vector512.FusedMultiplyAdd(estimate, Vector512.FusedMultiplyAdd(miss, miss, miss), estimate);
        var inverse = Vector512.FusedMultiplyAdd(near, Residual(Vector512<double>.One, b, near) * Vector512.Create(JustAboveOne), near);

        var first = a * near;
        var second = Vector512.FusedMultiplyAdd(Residual(a, b, first), near, first);
        return Vector512.FusedMultiplyAdd(Residual(a, b, second), inverse, second);
    }

    // a - b q, rounded once.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Residual(Vector512<double> a, Vector512<double> b, Vector512<double> q) =>
        Avx512F.FusedMultiplyAddNegated(b, q, a);
}
