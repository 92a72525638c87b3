namespace Pricing.Files.Plausibility;

/// <summary>
/// Percent by mistake, 1.275 for 1.275 %, 55.77 for 55.77 %, and periods that cannot be. Refused unless it is meant, and then the
/// reason is stored beside the value.
/// </summary>
public static class PlausibilityCheck
{
    /// <summary>The largest risk-free rate and dividend yield a year.</summary>
    public const decimal MostRate = 0.15m;

    /// <summary>The smallest risk-free rate a year: no government bond of any tenor has yielded as little.</summary>
    public const decimal LeastRate = -0.05m;

    /// <summary>How far a risk-free rate may be off the curve.</summary>
    public const decimal MostOffCurve = 0.02m;

    /// <summary>How many times the recorded dividend yield a yield may be.</summary>
    public const decimal MostTimesRecorded = 2m;

    /// <summary>How many times as large or as small as the curve's a rate is that looks like a shifted decimal point.</summary>
    public const decimal ShiftedRate = 8m;

    /// <summary>How far off the curve such a rate is at least: near zero yields are soon ten times as large.</summary>
    public const decimal LeastShift = 0.003m;

    /// <summary>The smallest dividend yield above 0.</summary>
    public const decimal LeastYield = 0.0001m;

    /// <summary>What part of the recorded dividend yield a yield above 0 is at least: a tenth.</summary>
    public const decimal LeastOfRecorded = 0.1m;

    /// <summary>How many times the dividend of the fiscal year before, or what part of it, a dividend on record may be.</summary>
    public const decimal MostTimesYearBefore = 20m;

    /// <summary>
    /// How many times the share price an exercise price may be; one below that part of it, and not nominal, is said. Options are mostly
    /// granted near the share price, so that a zero too many or too few is well beyond it. Prices are divided by it, since not every
    /// one has five times itself as a decimal.
    /// </summary>
    public const decimal MostTimesSharePrice = 5m;

    /// <summary>An exercise price of at most this is nominal, as the one yen of a stock option for pay.</summary>
    public const decimal NominalExercisePrice = 1m;

    /// <summary>The smallest volatility above 0.</summary>
    public const decimal LeastVolatility = 0.05m;

    /// <summary>The largest volatility.</summary>
    public const decimal MostVolatility = 3m;

    /// <summary>The longest period in years.</summary>
    public const decimal MostYears = 100m;

    /// <summary>How far a period may go beyond the last day of exercise: as far as one does that is rounded to two decimals.</summary>
    public const decimal RoundingOfYears = 0.005m;

    /// <summary>What is said behind every refusal.</summary>
    public const string Meant = "; if it is meant, say why in meant_reason";

    /// <summary>What is beyond the limits, whether it is meant or not.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="names">What they are called where they were written.</param>
    /// <returns>A failure each; empty where all are plausible.</returns>
    public static IReadOnlyList<Failure> Find(PlausibleInputs inputs, PlausibilityNames names)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(names);
        return [.. Rates(inputs, names), .. Yields(inputs, names), .. ExercisePrices(inputs, names), .. Others(inputs, names)];
    }

    /// <summary>What is to be refused: what is beyond the limits and not meant.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="names">What they are called where they were written.</param>
    /// <returns>A failure each; empty where all are plausible, or a reason is stated.</returns>
    public static IReadOnlyList<Failure> Refused(PlausibleInputs inputs, PlausibilityNames names)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return string.IsNullOrWhiteSpace(inputs.MeantReason) ? Find(inputs, names) : [];
    }

    private static IEnumerable<Failure> Rates(PlausibleInputs inputs, PlausibilityNames names)
    {
        if (inputs.RiskFreeRate is not { } rate)
            yield break;
        if (rate > MostRate)
            yield return Above(names.RiskFreeRate, rate, MostRate, "a rate is a fraction a year, 0.01275 for 1.275 %");
        else if (rate < LeastRate)
            yield return Refusal(names.RiskFreeRate, rate, $"is below {Text(LeastRate)}: a rate is a fraction a year, 0.01275 for 1.275 %");
        else if (inputs.CurveRate is { } curve && Math.Abs(rate - curve) > MostOffCurve)
            yield return Refusal(names.RiskFreeRate, rate, $"is more than {Text(MostOffCurve)} off the curve's {Text(curve)} of its date and tenor");
        else if (inputs.CurveRate is > 0 and { } near && rate > 0 && IsShifted(rate, near))
            yield return Refusal(names.RiskFreeRate, rate, $"is about {(rate > near ? "ten times" : "a tenth of")} the curve's {Text(near)} of its date and tenor; look at the decimal point");
    }

    /// <summary>Whether an exercise price is that of no usual option: neither nominal nor a fifth of the share price.</summary>
    /// <param name="sharePrice">The share price.</param>
    /// <param name="exercisePrice">The exercise price on the same basis.</param>
    public static bool IsFarBelow(decimal sharePrice, decimal exercisePrice) =>
        exercisePrice > NominalExercisePrice && sharePrice / MostTimesSharePrice > exercisePrice;

    /// <summary>Whether an exercise price is above the share price by more than usual options have it.</summary>
    /// <param name="exercisePrice">The exercise price.</param>
    /// <param name="sharePrice">The share price on the same basis.</param>
    public static bool IsFarAboveSharePrice(decimal exercisePrice, decimal sharePrice) => exercisePrice / MostTimesSharePrice > sharePrice;

    private static bool IsShifted(decimal rate, decimal curve) =>
        Math.Abs(rate - curve) > LeastShift && (rate >= ShiftedRate * curve || curve >= ShiftedRate * rate);

    private static IEnumerable<Failure> Yields(PlausibleInputs inputs, PlausibilityNames names)
    {
        if (inputs.DividendYield is not { } yield)
            yield break;
        if (yield > MostRate)
            yield return Above(names.DividendYield, yield, MostRate, names.YieldHint);
        else if (yield < 0)
            yield return Refusal(names.DividendYield, yield, $"is below 0: {names.YieldHint}");
        else if (inputs.RecordedYield is > 0 and { } recorded && yield > MostTimesRecorded * recorded)
            yield return Refusal(names.DividendYield, yield, $"is above twice the {Text(recorded)} that the dividend records give");
        else if (yield > 0 && inputs.RecordedYield is { } least && yield < LeastOfRecorded * least)
            yield return Refusal(names.DividendYield, yield, $"is below a tenth of the {Text(least)} that the dividend records give");
        else if (yield is > 0 and < LeastYield)
            yield return Refusal(names.DividendYield, yield, $"is below {Text(LeastYield)}: {names.YieldHint}");
        else if (yield > 0 && inputs.YieldYearBefore is > 0 and { } before && (yield > MostTimesYearBefore * before || before > MostTimesYearBefore * yield))
            yield return Refusal(names.DividendYield, yield, $"is far from the {Text(before)} that the records of the fiscal year before give; look at the amounts, and whether a split is not stored");
    }

    private static IEnumerable<Failure> ExercisePrices(PlausibleInputs inputs, PlausibilityNames names)
    {
        if (inputs is not { ExercisePrice: { } exercise, SharePrice: > 0 and { } price } || exercise <= NominalExercisePrice)
            yield break;
        if (IsFarAboveSharePrice(exercise, price))
            yield return Refusal(names.ExercisePrice, exercise, $"is above {Text(MostTimesSharePrice)} times the share price {Text(price)}; look whether one of them has a zero too many or too few, is in another unit, or on the basis before a split");
    }

    private static IEnumerable<Failure> Others(PlausibleInputs inputs, PlausibilityNames names)
    {
        if (inputs.Volatility is { } sigma && sigma > MostVolatility)
            yield return Above(names.Volatility, sigma, MostVolatility, "a volatility is a fraction a year, 0.5577 for 55.77 %");
        if (inputs.Volatility is > 0 and < LeastVolatility and { } low)
            yield return Refusal(names.Volatility, low, $"is below {Text(LeastVolatility)}: a volatility is a fraction a year, 0.5577 for 55.77 %");
        if (inputs.Years is { } years && years > MostYears)
            yield return Above(names.Years, years, MostYears, "a period is in years");
        else if (inputs.Years is { } period && inputs.YearsToLastDay is { } left && period > left + RoundingOfYears)
            yield return Refusal(names.Years, period, $"goes beyond {DateText.Of(inputs.LastDay!.Value)}, the last day of exercise, which is {Text(Math.Round(left, 4))} years off");
    }

    private static Failure Above(string name, decimal value, decimal limit, string hint) =>
        Refusal(name, value, $"is above {Text(limit)}: {hint}");

    private static Failure Refusal(string name, decimal value, string reason) =>
        new(ReasonCode.ImplausibleValue, name, Text(value), reason + Meant);

    private static string Text(decimal value) => DecimalText.Of(value);
}
