using Pricing.Api.Requests;
using Pricing.Files.Fields;
using Pricing.Files.Kinds;
using Pricing.Files.Plausibility;
using Pricing.Files.Schemas;
using Pricing.Grants.Terms;
using Pricing.Pipeline.Explanations;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Valuations;
using Pricing.Policies;

namespace Pricing.Api.Prices;

/// <summary>
/// Values a right on a share on a date: S, sigma, r and q come from the stored market data as for a grant that is allotted on
/// the date.
/// </summary>
/// <param name="policies">The policies that can be named.</param>
/// <param name="valuer">Values it.</param>
/// <param name="turns">Who may calculate.</param>
internal sealed class ShareQuestions(PolicyCatalog policies, IsolatedValuer valuer, PriceTurns turns)
{
    /// <summary>The field that names the share.</summary>
    public const string Code = "code";

    private const string Date = "date";
    private const string Dividend = "dividend_per_share";
    private const string Rate = "risk_free_rate";
    private const decimal MostNumber = 1_000_000_000_000m;
    private const decimal MostYears = 1000m;

    private static readonly TableSchema Schema = TableSchemas.Of(FileKind.Valuations);

    private static readonly string[] Known =
        [Code, Date, "X", "T", "shares", "policy", "currency", "window_from", "window_to", Dividend, Rate, "rate_source", PriceRequestReader.MeantReason];

    // What the valuation calls otherwise than the question.
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["grant_id"] = Code,
        ["security_code"] = Code,
        ["measurement_date"] = Date,
        ["exercise_price"] = "X",
        ["expected_remaining_years"] = "T",
        ["shares_per_right"] = "shares",
    };

    /// <summary>Answers.</summary>
    /// <param name="given">The fields.</param>
    /// <param name="analysis">What is asked for beside the value.</param>
    /// <param name="facts">The market data.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<Outcome<PriceValue>> AnswerAsync(
        Dictionary<string, string> given, AnalysisRequest analysis, ReadFacts facts, CancellationToken cancellationToken)
    {
        var unknown = JsonBody.Unknown(given, Known);
        var read = Read(given);
        if (!read.TryGet(out var terms) || unknown.Count > 0) return new List<Failure>([.. unknown, .. read.Failures]);

        var task = OnDemand.Task(terms, terms.GrantDate);
        var question = new GrantQuestion(OnDemand.Grant(terms), task, await facts.OfAsync(terms.SecurityCode, issuer: null, cancellationToken));
        return await turns.InTurnAsync(() => Value(question, analysis), cancellationToken);
    }

    private Outcome<PriceValue> Value(GrantQuestion question, AnalysisRequest analysis)
    {
        var value = valuer.Value(question);
        return value.Right is null
            ? value.Failures.Select(failure => failure with { Field = Names.GetValueOrDefault(failure.Field, failure.Field) }).ToList()
            : new PriceValue(PriceAnswer.Of(value, analysis));
    }

    private Outcome<GrantTerms> Read(Dictionary<string, string> given)
    {
        var fields = new RequestFields(given.GetValueOrDefault);
        var numbers = new FieldReader(Schema, given.GetValueOrDefault);
        var code = Share(given, fields);
        var date = fields.Date(Date);
        var (from, to) = (fields.OptionalDate("window_from"), fields.OptionalDate("window_to"));
        var (years, price, shares) = (numbers.Number("T", 0, MostYears), numbers.Number("X", 0, MostNumber), numbers.Number("shares", 0, MostNumber));
        var policy = policies.Find(numbers.Text("policy"));
        var currency = Currency.Parse(numbers.Text("currency"));
        var (rate, dividend) = (Number(fields, Rate), Number(fields, Dividend));
        if (from > to) fields.Fail("window_to", DateText.Of(to!.Value), "is before window_from");
        if (rate is not null && fields.OptionalText("rate_source") is null) fields.Fail("rate_source", "", $"is missing beside a stated {Rate}");
        if (dividend < 0) fields.Fail(Dividend, given[Dividend], "must be at least 0");
        foreach (var (name, number) in new[] { ("T", years), ("shares", shares) })
        {
            if (number == 0 && numbers.Failures.All(failure => failure.Field != name)) fields.Fail(name, "0", "must be above 0");
        }

        var reason = numbers.OptionalText(PriceRequestReader.MeantReason);
        var implausible = PlausibilityCheck.Refused(
            new() { Years = years, RiskFreeRate = rate, MeantReason = reason },
            PlausibilityNames.OfGrants with { RiskFreeRate = Rate, DividendYield = Dividend, Years = "T" });
        List<Failure> failures =
        [
            .. fields.Failures, .. numbers.Failures, .. Unless(numbers, "policy", policy), .. Unless(numbers, "currency", currency), .. implausible,
        ];
        if (failures.Count > 0) return failures;

        return new GrantTerms
        {
            Issuer = Code,
            GrantId = code,
            SecurityCode = code,
            Currency = currency.Value,
            AllotmentDate = date,
            GrantDate = date,
            ExerciseStart = date,
            ExerciseEnd = LastDay(date, years),
            ExercisePrice = price,
            SharesPerRight = shares,
            MaximumRights = 1,
            AllottedRights = 1,
            Policy = policy.Value.Name,
            ExpectedRemainingYears = years,
            WindowFrom = from,
            WindowTo = to,
            DividendPerShare = dividend,
            RiskFreeRate = rate,
            RateSource = fields.OptionalText("rate_source"),
            MeantReason = reason,
            ExercisePriceAdjustment = ExercisePriceAdjustment.NotStated,
        };
    }

    private static IReadOnlyList<Failure> Unless<T>(FieldReader fields, string name, Outcome<T> found) =>
        fields.Failures.Any(failure => failure.Field == name) ? [] : found.Failures;

    private static string Share(Dictionary<string, string> given, RequestFields fields)
    {
        if (fields.Text(Code) is not { Length: > 0 } text) return "";

        var read = SecurityCode.Parse(text);
        if (read.TryGet(out var code)) return code;
        fields.Failures.AddRange(read.Failures.Select(failure => failure with { Field = Code, Value = given[Code] }));
        return "";
    }

    private static decimal? Number(RequestFields fields, string name)
    {
        if (fields.OptionalText(name) is not { } text) return null;
        if (DecimalText.Parse(text) is { } number and >= -MostNumber and <= MostNumber) return number;
        fields.Fail(name, text, "is not a number");
        return null;
    }

    // The period is what is asked for; the right can be exercised as long.
    private static DateOnly LastDay(DateOnly date, decimal years) =>
        date.AddYears((int)Math.Min(decimal.Ceiling(years) + 1, DateOnly.MaxValue.Year - date.Year));
}
