using System.Globalization;
using System.Numerics;
using Pricing.BlackScholes.Precision;

namespace Pricing.Tests.BlackScholes.Precision;

/// <summary>Exact fractions from text, and distances between numbers.</summary>
internal static class Digits
{
    public static Rational Exact(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var whole = BigInteger.Parse(text.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        return Rational.FromScaled(whole, 0)
            / Rational.FromScaled(BigInteger.Pow(10, point < 0 ? 0 : text.Length - point - 1), 0);
    }

    public static double RelativeError(Rational value, Rational exact) => exact.Sign == 0
        ? value.Abs().ToDouble()
        : ((value - exact) / exact).Abs().ToDouble();
}
