using System.Globalization;
using Pricing.BlackScholes.Analysis;
using Pricing.BlackScholes.Formula;
using Pricing.Pipeline.Values;
using Pricing.Policies;

namespace Pricing.Papers.Facts;

/// <summary>The figures of a value as numbers.</summary>
internal static class StoredFigures
{
    /// <summary>A stored text as a number: <c>3505</c>, or the quotient <c>18.75/3505</c>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The number; null where the text is empty or no number.</returns>
    public static double? Number(string text) => DecimalText.ParseRatio(text)?.ToDouble()
        ?? (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null);

    /// <summary>A stored text as a formula writes it: the quotient is left to the spreadsheet.</summary>
    /// <param name="text">The text, a number.</param>
    public static string InFormula(string text) => DecimalText.ParseRatio(text) is null ? "0" : text;

    /// <summary>
    /// What the program's own calculation gives for every line: it stands in the cells until a spreadsheet has calculated
    /// them, and in nothing else.
    /// </summary>
    /// <param name="value">The value.</param>
    /// <param name="policy">The calculation rules.</param>
    /// <returns>The lines; null where the value has too little in it.</returns>
    public static Explanation? Lines(ValueRecord value, ValuationPolicy policy) =>
        DecimalText.Parse(value.SharePrice) is { } price
        && DecimalText.Parse(value.ExercisePrice) is { } exercisePrice
        && DecimalText.ParseRatio(value.Years) is { } years
        && DecimalText.Parse(value.RiskFreeRate) is { } rate
        && DecimalText.ParseRatio(value.DividendYield) is { } yield
        && DecimalText.Parse(value.SharesPerRight) is { } shares
        && Currency.Parse(value.Currency).TryGet(out var currency)
        && Explanation.Of(
            new OptionInputs
            {
                SharePrice = price,
                ExercisePrice = exercisePrice,
                Years = years,
                Volatility = value.Volatility,
                RiskFreeRate = rate,
                DividendYield = yield,
                SharesPerRight = shares,
            },
            policy,
            currency).TryGet(out var lines)
            ? lines
            : null;
}
