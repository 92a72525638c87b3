using Pricing.BlackScholes.Formula;

namespace Pricing.BlackScholes.Columns;

/// <summary>A rate, u ln(1 + x/u), or x as it stands where u is 0.</summary>
/// <param name="Quoted">x.</param>
/// <param name="Unit">u: 1, 2, -1, or 0.</param>
internal readonly record struct PlainRate(ExactQuotient Quoted, double Unit)
{
    /// <summary>A rate that is continuous.</summary>
    /// <param name="rate">The rate.</param>
    public static PlainRate Continuous(double rate) => new(new(rate, 1), 0);
}
