using Pricing.BlackScholes.Precision;
using Pricing.Policies;

namespace Pricing.BlackScholes;

/// <summary>The value per share of one right, evaluated in dearer arithmetic only where a rounding asks for it.</summary>
internal sealed class ValueLadder(OptionInputs inputs, ValuationPolicy policy)
{
    private readonly List<Enclosure> rungs = [First(inputs, policy)];

    /// <summary>The tightest enclosure so far.</summary>
    public Enclosure Best => rungs[^1];

    /// <summary>The enclosures from the cheapest on, each evaluated when it is reached.</summary>
    public IEnumerable<Enclosure> Rungs() => rungs;

    private static Enclosure First(OptionInputs inputs, ValuationPolicy policy)
    {
        if (DegenerateBranch.TryValue(inputs) is { } exact)
            return new(ArithmeticPath.Exact, exact, Rational.Zero);

        var terms = ContinuousTerms.From(inputs, policy.Rate, policy.DividendYield);
        var value = EuropeanFormula.Call(terms);
        return new(ArithmeticPath.Bits53, Rational.From(value), Rational.From(1e-14 * value));
    }
}
