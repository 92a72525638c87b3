using System.Globalization;
using Pricing.BlackScholes.Certified;
using Pricing.BlackScholes.Formula;
using Pricing.Files.Fields;
using Pricing.Files.Kinds;
using Pricing.Files.Plausibility;
using Pricing.Files.Schemas;
using Pricing.Pipeline.Register.Grants;
using Pricing.Policies;

namespace Pricing.Pipeline.Valuations;

/// <summary>Reads the fields of a valuation on demand, from a row of a file or the body of a request.</summary>
/// <param name="policies">The policies that a request can name.</param>
public sealed class PriceRequestReader(PolicyCatalog policies)
{
    /// <summary>Why an input beyond the plausible is meant; optional.</summary>
    public const string MeantReason = "meant_reason";

    private const string Yield = "q";
    private const string Period = "T";
    private const string Volatility = "sigma";
    private const int MostDecimals = 28;
    private const char Over = '/';
    private const decimal LargestTerm = 1_000_000_000_000m;
    private static readonly TableSchema Schema = TableSchemas.Of(FileKind.Valuations);

    /// <summary>
    /// The names of the fields: rates and yields are fractions a year, T is in years. The last one is optional: why an input
    /// beyond the plausible is meant.
    /// </summary>
    public static IReadOnlyList<string> Fields { get; } =
        ["S", "X", "T", "sigma", "q", "r", "policy", "shares", "currency", MeantReason];

    /// <summary>Reads a request.</summary>
    /// <param name="field">The text of a field by its name in <see cref="Fields"/>; null or empty where it is missing.</param>
    /// <returns>
    /// The request, its decimals exactly as written; or every failure, among them what
    /// <see cref="RightBatch"/> has against the fields that could be read.
    /// </returns>
    public Outcome<RightOrder> Read(Func<string, string?> field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return Read(new FieldReader(Schema, field));
    }

    /// <summary>
    /// Reads a row. The dividend yield may be a quotient, D over S as <c>18.75/3505</c>, which is a fraction a year whatever the
    /// unit of its column.
    /// </summary>
    /// <param name="fields">Its fields.</param>
    /// <returns>As of a request.</returns>
    public Outcome<RightOrder> Read(FieldReader fields)
    {
        ArgumentNullException.ThrowIfNull(fields);

        var years = fields.Number(Period);
        var quotient = Quotient(fields.Plain(Schema[Yield]));
        var yield = quotient is { } ratio ? Math.Round(ratio.Numerator / ratio.Denominator, MostDecimals) : fields.Number(Yield);
        var rate = fields.Number("r");
        var sigma = fields.OptionalNumber(Volatility);
        var inputs = new OptionInputs
        {
            SharePrice = fields.Number("S"),
            ExercisePrice = fields.Number("X"),
            Years = years,
            Volatility = Nearest(sigma),
            DividendYield = quotient ?? yield,
            RiskFreeRate = rate,
            SharesPerRight = fields.Number("shares"),
        };
        var policy = Known(fields, "policy", name => GrantTermsReader.Policy(policies, name), otherwise: ShippedPolicies.Continuous);
        var currency = Known(fields, "currency", text => Currency.Parse(fields.EnglishWord("currency") ?? text), otherwise: Currency.Yen);
        fields.RefuseOtherCurrencies(currency.Code, "S", "X");
        fields.Fail(PlausibilityCheck.Refused(
            new()
            {
                RiskFreeRate = rate,
                DividendYield = yield,
                Volatility = sigma,
                Years = years,
                MeantReason = fields.OptionalText(MeantReason),
            },
            PlausibilityNames.OfValuations));
        if (sigma is null && fields.Failures.Any(failure => failure.Field == Period) && fields.Failures.All(failure => failure.Field != Volatility))
            fields.Fail([new(ReasonCode.InvalidField, Volatility, "", "a volatility is needed where T is above 0")]);
        var request = new RightOrder(inputs, policy, currency);
        return fields.Failures.Count == 0 ? request : AllFailures(fields.Failures, request);
    }

    /// <summary>A quotient of two numbers, the second above 0; null where the text is none.</summary>
    private static Ratio? Quotient(string? text) =>
        text is not null
        && text.Contains(Over, StringComparison.Ordinal)
        && DecimalText.ParseRatio(text) is { Numerator: >= -LargestTerm and <= LargestTerm, Denominator: >= 1 / LargestTerm and <= LargestTerm } quotient
            ? quotient
            : null;

    // The nearest double to what is written; the conversion of a decimal may miss it by a step.
    private static double? Nearest(decimal? number) =>
        number is { } written ? double.Parse(DecimalText.Of(written), CultureInfo.InvariantCulture) : null;

    private static T Known<T>(FieldReader fields, string name, Func<string, Outcome<T>> find, T otherwise)
    {
        var before = fields.Failures.Count;
        var text = fields.Text(name);
        if (fields.Failures.Count > before) return otherwise;

        var found = find(text);
        fields.Fail(found.Failures);
        return found.TryGet(out var value) ? value : otherwise;
    }

    /// <summary>Adds what is wrong with the fields that could be read; the others stand at a default there.</summary>
    private static List<Failure> AllFailures(IReadOnlyList<Failure> unreadable, RightOrder request)
    {
        var reported = unreadable.Select(failure => failure.Field).ToHashSet(StringComparer.Ordinal);
        return [.. unreadable, .. RightBatch.Price(request).Failures.Where(failure => !reported.Contains(failure.Field))];
    }
}
