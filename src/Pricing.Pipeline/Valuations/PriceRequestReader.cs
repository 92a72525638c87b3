using System.Globalization;
using Pricing.BlackScholes.Certified;
using Pricing.BlackScholes.Formula;
using Pricing.Pipeline.Files;
using Pricing.Policies;

namespace Pricing.Pipeline.Valuations;

/// <summary>Reads the fields of a valuation on demand, from a row of a file or the body of a request.</summary>
/// <param name="policies">The policies that a request can name.</param>
public sealed class PriceRequestReader(PolicyCatalog policies)
{
    /// <summary>The names of the fields: rates and yields are fractions a year, T is in years.</summary>
    public static IReadOnlyList<string> Fields { get; } = ["S", "X", "T", "sigma", "q", "r", "policy", "shares", "currency"];

    /// <summary>Reads a request.</summary>
    /// <param name="field">The text of a field by its name in <see cref="Fields"/>; null or empty where it is missing.</param>
    /// <returns>
    /// The request, its decimals exactly as written; or every failure, among them what
    /// <see cref="RightBatch"/> has against the fields that could be read.
    /// </returns>
    public Outcome<RightOrder> Read(Func<string, string?> field)
    {
        ArgumentNullException.ThrowIfNull(field);

        var fields = new FieldReader(field);
        var inputs = new OptionInputs
        {
            SharePrice = fields.Number("S"),
            ExercisePrice = fields.Number("X"),
            Years = fields.Number("T"),
            Volatility = Volatility(fields),
            DividendYield = fields.Number("q"),
            RiskFreeRate = fields.Number("r"),
            SharesPerRight = fields.Number("shares"),
        };
        var policy = Known(fields, "policy", policies.Find, otherwise: ShippedPolicies.Continuous);
        var currency = Known(fields, "currency", Currency.Parse, otherwise: Currency.Yen);
        var request = new RightOrder(inputs, policy, currency);
        return fields.Failures.Count == 0 ? request : AllFailures(fields.Failures, request);
    }

    private static double? Volatility(FieldReader fields)
    {
        const string name = "sigma";
        if (fields.OptionalText(name) is not { } text)
            return null;

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var sigma) && double.IsFinite(sigma))
            return sigma;

        fields.Fail(name, text, "is not a finite number");
        return null;
    }

    private static T Known<T>(FieldReader fields, string name, Func<string, Outcome<T>> find, T otherwise)
    {
        if (fields.OptionalText(name) is not { } text)
        {
            fields.Fail(name, "", "is missing");
            return otherwise;
        }

        var found = find(text);
        fields.Failures.AddRange(found.Failures);
        return found.TryGet(out var value) ? value : otherwise;
    }

    /// <summary>Adds what is wrong with the fields that could be read; the others stand at a default there.</summary>
    private static List<Failure> AllFailures(List<Failure> unreadable, RightOrder request)
    {
        var reported = unreadable.Select(failure => failure.Field).ToHashSet(StringComparer.Ordinal);
        return [.. unreadable, .. RightBatch.Price(request).Failures.Where(failure => !reported.Contains(failure.Field))];
    }
}
