namespace Pricing.Rates;

/// <summary>One published point of a yield curve.</summary>
/// <param name="TenorYears">The remaining years, above 0.</param>
/// <param name="Percent">The yield in percent per year; negative ones are normal.</param>
public readonly record struct CurvePoint(decimal TenorYears, decimal Percent);
