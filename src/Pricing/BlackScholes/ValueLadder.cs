using Pricing.BlackScholes.Precision;
using Pricing.Policies;

namespace Pricing.BlackScholes;

/// <summary>The value per share of one right, evaluated in dearer arithmetic only where a rounding asks for it.</summary>
internal sealed class ValueLadder
{
    private readonly Func<ArithmeticPath, Enclosure> evaluate;

    private ValueLadder(Enclosure first, Func<ArithmeticPath, Enclosure> evaluate)
    {
        Best = first;
        this.evaluate = evaluate;
    }

    /// <summary>The tightest enclosure so far.</summary>
    public Enclosure Best { get; private set; }

    /// <summary>A ladder for checked inputs: exact in the degenerate branches, else from double precision on.</summary>
    public static ValueLadder From(OptionInputs inputs, ValuationPolicy policy) =>
        DegenerateBranch.TryValue(inputs) is { } exact
            ? Exactly(exact)
            : new(Evaluate(inputs, policy, ArithmeticPath.Bits53), path => Evaluate(inputs, policy, path));

    /// <summary>A ladder of one rung.</summary>
    public static ValueLadder Exactly(Rational value) =>
        new(Enclosure.Exactly(value), _ => throw new InvalidOperationException("An exact value needs no other."));

    /// <summary>The value in one arithmetic that rounds.</summary>
    public static Enclosure Evaluate(OptionInputs inputs, ValuationPolicy policy, ArithmeticPath path)
    {
        if (path == ArithmeticPath.Bits106)
            return Enclosure.From(path, PreciseFormula<DoubleDouble>.Call(inputs, policy));

        if (path == ArithmeticPath.Bits256)
            return Enclosure.From(path, PreciseFormula<BigFloat>.Call(inputs, policy));

        var parts = DoublePath.Evaluate(FormulaTerms.From(inputs, policy));
        return Enclosure.From(parts.Call, DoublePath.Bound(parts));
    }

    /// <summary>Climbs one rung, where there is one.</summary>
    /// <returns>Whether <see cref="Best"/> is another.</returns>
    public bool Climb()
    {
        if (Best.Path is ArithmeticPath.Exact or ArithmeticPath.Bits256)
            return false;

        Best = evaluate(Best.Path + 1);
        return true;
    }
}
