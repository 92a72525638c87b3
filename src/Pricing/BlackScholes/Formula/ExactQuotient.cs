namespace Pricing.BlackScholes.Formula;

/// <summary>Two doubles whose quotient is a number, not rounded; of a number of many digits the nearest double, over 1.</summary>
/// <param name="Numerator">The numerator.</param>
/// <param name="Denominator">The denominator, above 0.</param>
internal readonly record struct ExactQuotient(double Numerator, double Denominator);
