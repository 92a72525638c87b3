using Pricing.BlackScholes.Formula;
using Pricing.Policies;

namespace Pricing.BlackScholes.Certified;

/// <summary>One right to be valued.</summary>
/// <param name="Inputs">The inputs as stored.</param>
/// <param name="Policy">The conventions of r and q, and both roundings.</param>
/// <param name="Currency">Its minor unit is the unit of a rounding that states none.</param>
public sealed record RightOrder(OptionInputs Inputs, ValuationPolicy Policy, Currency Currency);
