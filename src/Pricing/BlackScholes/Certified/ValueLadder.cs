using Pricing.BlackScholes.Formula;
using Pricing.BlackScholes.Precision;
using Pricing.Policies;

namespace Pricing.BlackScholes.Certified;

/// <summary>The value per share of one right, evaluated in dearer arithmetic only where a rounding asks for it.</summary>
internal sealed class ValueLadder
{
    private readonly OptionInputs? inputs;
    private readonly ValuationPolicy? policy;

    private ValueLadder(Enclosure first, OptionInputs? inputs, ValuationPolicy? policy)
    {
        Best = first;
        this.inputs = inputs;
        this.policy = policy;
    }

    /// <summary>The tightest enclosure so far.</summary>
    public Enclosure Best { get; private set; }

    /// <summary>A ladder for checked inputs: exact in the degenerate branches, else from the double path on.</summary>
    public static ValueLadder From(OptionInputs inputs, ValuationPolicy policy, in FormulaTerms terms) =>
        DegenerateBranch.TryValue(inputs) is { } exact ? Exactly(exact) : new(InDoubles(terms), inputs, policy);

    /// <summary>The same, from a value of another make on.</summary>
    public static ValueLadder From(OptionInputs inputs, ValuationPolicy policy, Enclosure first) =>
        DegenerateBranch.TryValue(inputs) is { } exact ? Exactly(exact) : new(first, inputs, policy);

    /// <summary>A ladder of one rung.</summary>
    public static ValueLadder Exactly(Rational value) => new(Enclosure.Exactly(value), inputs: null, policy: null);

    /// <summary>The value in one arithmetic that rounds.</summary>
    public static Enclosure Evaluate(
        OptionInputs inputs, ValuationPolicy policy, in FormulaTerms terms, ArithmeticPath path) =>
        path == ArithmeticPath.Bits53 ? InDoubles(terms) : Precisely(inputs, policy, path);

    /// <summary>Climbs one rung, where there is one.</summary>
    /// <returns>Whether <see cref="Best"/> is another.</returns>
    public bool Climb()
    {
        if (inputs is null || policy is null || Best.Path == ArithmeticPath.Bits256)
            return false;

        Best = Precisely(inputs, policy, Best.Path + 1);
        return true;
    }

    private static Enclosure InDoubles(in FormulaTerms terms)
    {
        var parts = DoublePath.Evaluate(terms);
        return Enclosure.From(parts.Call, DoublePath.Bound(parts));
    }

    private static Enclosure Precisely(OptionInputs inputs, ValuationPolicy policy, ArithmeticPath path) =>
        path == ArithmeticPath.Bits106
            ? Enclosure.From(path, PreciseFormula<DoubleDouble>.Call(inputs, policy))
            : Enclosure.From(path, PreciseFormula<BigFloat>.Call(inputs, policy));
}
