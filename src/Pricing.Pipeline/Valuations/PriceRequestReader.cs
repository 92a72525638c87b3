using Pricing.BlackScholes;
using Pricing.Policies;

namespace Pricing.Pipeline.Valuations;

/// <summary>Reads the fields of a valuation on demand, from a row of a file or the body of a request.</summary>
/// <param name="policies">The policies that a request can name.</param>
public sealed class PriceRequestReader(PolicyCatalog policies)
{
    /// <summary>The names of the fields: rates and yields are fractions a year, T is in years.</summary>
    public static IReadOnlyList<string> Fields { get; } = ["S", "X", "T", "sigma", "q", "r", "policy", "shares", "currency"];

    /// <summary>Reads a request.</summary>
    /// <param name="field">The text of a field by its name in <see cref="Fields"/>; null where there is none.</param>
    /// <returns>
    /// The request, its decimals exactly as written; or every failure, among them what
    /// <see cref="RightPricer"/> has against the fields that could be read.
    /// </returns>
    public Outcome<PriceRequest> Read(Func<string, string?> field)
    {
        var fields = new PriceFields(field);
        var inputs = new OptionInputs
        {
            SharePrice = fields.Decimal("S", otherwise: 1),
            ExercisePrice = fields.Decimal("X", otherwise: 1),
            Years = fields.Decimal("T", otherwise: 0),
            Volatility = fields.OptionalDouble("sigma", otherwise: 0),
            DividendYield = fields.Decimal("q", otherwise: 0),
            RiskFreeRate = fields.Decimal("r", otherwise: 0),
            SharesPerRight = fields.Decimal("shares", otherwise: 1),
        };
        var policy = fields.Known("policy", policies.Find, otherwise: ShippedPolicies.Continuous);
        var currency = fields.Known("currency", Currency.Parse, otherwise: Currency.Yen);
        var request = new PriceRequest(inputs, policy, currency);
        if (fields.Failures.Count == 0)
            return request;

        // What was unreadable stands at a harmless value here, so that the rest is checked all the same.
        List<Failure> all = [.. fields.Failures, .. request.Price().Failures];
        return all;
    }
}
