using Pricing.BlackScholes;
using Pricing.Policies;

namespace Pricing.Pipeline.Valuations;

/// <summary>One valuation asked for on demand.</summary>
/// <param name="Inputs">The inputs of the formula, as written.</param>
/// <param name="Policy">The policy that was named.</param>
/// <param name="Currency">The currency of every amount.</param>
public sealed record PriceRequest(OptionInputs Inputs, ValuationPolicy Policy, Currency Currency)
{
    /// <summary>Values it.</summary>
    /// <returns>The value, or every reason why there is none.</returns>
    public Outcome<RightValue> Price() => RightPricer.Price(Inputs, Policy, Currency);
}
