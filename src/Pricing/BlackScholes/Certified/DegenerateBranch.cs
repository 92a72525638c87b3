using Pricing.BlackScholes.Formula;
using Pricing.BlackScholes.Precision;

namespace Pricing.BlackScholes.Certified;

/// <summary>The inputs for which the formula has a value that decimals hold exactly.</summary>
internal static class DegenerateBranch
{
    /// <summary>The exact value per share, or null where the formula has to be evaluated.</summary>
    public static Rational? TryValue(OptionInputs inputs)
    {
        if (inputs.SharePrice == 0)
            return Rational.Zero;

        var yieldsNothing = inputs.Years.Numerator == 0 || inputs.DividendYield.Numerator == 0;
        var earnsNothing = inputs.Years.Numerator == 0 || inputs.RiskFreeRate == 0;
        var standsStill = inputs.Years.Numerator == 0 || inputs.Volatility == 0;
        return yieldsNothing && (inputs.ExercisePrice == 0 || (earnsNothing && standsStill))
            ? Rational.Max(Rational.From(inputs.SharePrice) - Rational.From(inputs.ExercisePrice), Rational.Zero)
            : null;
    }
}
