using System.Globalization;

namespace Pricing.BlackScholes.Analysis;

/// <summary>One line of an explanation, which an auditor can redo from the lines above it.</summary>
/// <param name="Symbol">The symbol of the release or of the formula: <c>S</c>, <c>d1</c>.</param>
/// <param name="Name">What it is, with its unit.</param>
/// <param name="Formula">How it is found, in the symbols of the lines above; or where it comes from.</param>
/// <param name="Value">The value with every digit.</param>
/// <param name="Rounded">The value as it is printed: ten decimals, in at most 15 digits; ten digits where it is very small.</param>
public sealed record ExplanationStep(string Symbol, string Name, string Formula, string Value, string Rounded)
{
    private const double Small = 1e-4;

    /// <summary>A line of a number that is exact.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="name">What it is.</param>
    /// <param name="formula">How it is found.</param>
    /// <param name="value">The text of the number.</param>
    public static ExplanationStep Exact(string symbol, string name, string formula, string value) =>
        new(symbol, name, formula, value, value);

    /// <summary>A line of a ratio: exact as a quotient, printed as a decimal.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="name">What it is.</param>
    /// <param name="formula">How it is found.</param>
    /// <param name="value">The ratio.</param>
    public static ExplanationStep Exact(string symbol, string name, string formula, Ratio value) =>
        new(symbol, name, formula, DecimalText.Of(value), value.Denominator == 1m ? DecimalText.Of(value) : Print(value.ToDouble()));

    /// <summary>A line of a double.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="name">What it is.</param>
    /// <param name="formula">How it is found.</param>
    /// <param name="value">The number, finite.</param>
    public static ExplanationStep Of(string symbol, string name, string formula, double value) =>
        new(symbol, name, formula, value.ToString("R", CultureInfo.InvariantCulture), Print(value));

    /// <summary>A line of an amount.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="name">What it is.</param>
    /// <param name="formula">How it is found.</param>
    /// <param name="value">The amount.</param>
    public static ExplanationStep Of(string symbol, string name, string formula, Amount value) => value.Exact is null
        ? Of(symbol, name, formula, value.Approximate)
        : Exact(symbol, name, formula, value.ToString());

    /// <summary>A double as it is printed.</summary>
    /// <param name="value">The number, finite.</param>
    public static string Print(double value) => value.ToString(
        value == 0 || Math.Abs(value) is >= Small and < 1e15 ? "0.##########" : "0.##########E+00", CultureInfo.InvariantCulture);
}
