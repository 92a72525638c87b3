using System.Globalization;

namespace Pricing;

/// <summary>
/// An exact quotient of two decimals: a dividend yield D/S, a period of 14 years and 200/366 days.
/// Kept as written, so that rounding can be certified against the stored inputs.
/// </summary>
/// <param name="Numerator">The numerator.</param>
/// <param name="Denominator">The denominator, above zero.</param>
public readonly record struct Ratio(decimal Numerator, decimal Denominator)
{
    /// <summary>Zero.</summary>
    public static Ratio Zero => new(0m, 1m);

    /// <summary>A decimal as a ratio over one.</summary>
    /// <param name="value">The decimal.</param>
    public static implicit operator Ratio(decimal value) => FromDecimal(value);

    /// <summary>A decimal as a ratio over one.</summary>
    /// <param name="value">The decimal.</param>
    /// <returns>The ratio.</returns>
    public static Ratio FromDecimal(decimal value) => new(value, 1m);

    /// <summary>The quotient as a double, within one unit in the last place.</summary>
    public double ToDouble() => (double)Numerator / (double)Denominator;

    /// <summary><c>15</c> or <c>18.75/3505</c>, as written.</summary>
    public override string ToString() => Denominator == 1m
        ? Numerator.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");
}
