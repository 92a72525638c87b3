using System.Globalization;
using Pricing.BlackScholes.Analysis;
using Pricing.Grants.Measurements;
using Pricing.Pipeline.Valuations;
using Pricing.Rates;
using Pricing.Volatility;

namespace Pricing.Pipeline.Explanations;

/// <summary>Where the inputs of a grant's value come from, line by line (release, section 12, items 2 to 7).</summary>
internal static class InputSteps
{
    /// <summary>The lines.</summary>
    /// <param name="from">What the inputs were found from.</param>
    public static IReadOnlyList<ExplanationStep> Of(ExplainedInputs from) =>
    [
        .. Sources(from),
        .. SharePrice(from),
        .. Term(
            from, "X", "exercise price, per share", from.Terms.ExercisePrice, from.Inputs.ExercisePrice, static (adjusted, name) => adjusted.LinesOfPrice(name)),
        .. Period(from),
        .. Volatility(from),
        .. Rate(from),
        .. Yield(from),
        .. Term(
            from, "n", "shares per right", from.Terms.SharesPerRight, from.Inputs.SharesPerRight, static (adjusted, name) => adjusted.LinesOfNumber(name)),
    ];

    private static IEnumerable<ExplanationStep> Sources(ExplainedInputs from) => from.Sources.Select(source => ExplanationStep.Exact(
        "source",
        string.Create(CultureInfo.InvariantCulture, $"{source.Feed}, {Uri.UnescapeDataString(source.Request)}, of {DateText.ToTheMinute(source.FetchedAt)}{(source.IsSynthetic ? ", made up" : "")}"),
        "SHA-256 of the body as it came",
        source.Sha256));

    private static IEnumerable<ExplanationStep> SharePrice(ExplainedInputs from)
    {
        var (price, day) = (from.SharePrice, DateText.Of(from.SharePrice.Date));
        var unknown = price.MissingRow is { } missing ? $"no row of {DateText.Of(missing)} is stored, so it is not known whether there was a trade" : null;
        var origin = price.Origin switch
        {
            SharePriceOrigin.Close => $"close of {day}",
            SharePriceOrigin.NextBasePrice when unknown is not null => $"base price of the next trading day, of {day}: {unknown}",
            SharePriceOrigin.NextBasePrice => $"base price of the next trading day, {day}",
            _ => $"last close before, of {day}: {unknown ?? "no close on the date, and no source states the base price of the next trading day"}",
        };
        const string name = "share price, per share";
        if (from.SharesForOne == 1m)
        {
            yield return ExplanationStep.Exact("S", name, origin, from.Inputs.SharePrice);
            yield break;
        }

        yield return ExplanationStep.Exact("S quoted", "share price on the basis of its date", origin, price.Amount);
        yield return ExplanationStep.Exact("m", "shares of the terms for one of that date", "ratios of the splits up to the allotment", from.SharesForOne);
        yield return ExplanationStep.Exact("S", name, "S quoted / m", from.Inputs.SharePrice);
    }

    /// <summary>A figure of the terms: step by step where something happened to the share and the evidence leads to it.</summary>
    private static IEnumerable<ExplanationStep> Term(
        ExplainedInputs from, string symbol, string name, decimal stated, decimal adjusted, Func<AdjustedTerms, string, IEnumerable<ExplanationStep>> steps)
    {
        if (adjusted == stated) return [ExplanationStep.Exact(symbol, name, "the terms", adjusted)];

        return from.Adjusted is { } found
            ? steps(found, name)
            : [ExplanationStep.Exact(symbol, name, $"the terms, {DecimalText.Of(stated)}, after what happened to the share since {Since(from)}", adjusted)];
    }

    private static IEnumerable<ExplanationStep> Period(ExplainedInputs from)
    {
        var (terms, count) = (from.Terms, from.Policy.Term.YearCount);
        var counted = count switch
        {
            YearCount.Anniversary => "whole anniversaries and the days of the year begun",
            YearCount.Actual365 => "days / 365",
            _ => "days / 365.25",
        };
        var isLater = from.Kind.IsLater();
        var isMidpoint = terms.ExpectedRemainingYears is null;
        if (isLater && from.Policy.Term.Remeasured == RemainingTermRule.MidpointOfRemaining)
        {
            yield return Days("days", from.Date, terms.ExerciseEnd);
            yield return Line($"midpoint of what is left of {DateText.Of(terms.ExerciseStart)}..{DateText.Of(terms.ExerciseEnd)}; years are {counted}", from.Inputs.Years);
            yield break;
        }

        var atGrant = terms.YearsAtGrant(count);
        var stated = isMidpoint
            ? $"years(a, s) + years(s, e) / 2, a {DateText.Of(terms.AllotmentDate)}, s {DateText.Of(terms.ExerciseStart.AddDays(-1))}, e {DateText.Of(terms.ExerciseEnd)}; years are {counted}"
            : "stated by the grant";
        if (isMidpoint) yield return Days("days", terms.AllotmentDate, terms.ExerciseEnd);
        if (!isLater || from.Policy.Term.Remeasured == RemainingTermRule.Given)
        {
            yield return Line(stated, from.Inputs.Years);
            yield break;
        }

        yield return ExplanationStep.Exact("T0", "expected remaining period on the grant date, years", stated, atGrant);
        yield return Days("days passed", terms.GrantDate, from.Date);
        yield return Line($"T0 - years({DateText.Of(terms.GrantDate)}, {DateText.Of(from.Date)}); years are {counted}", from.Inputs.Years);

        static ExplanationStep Line(string formula, Ratio years) =>
            ExplanationStep.Exact("T", "expected remaining period, years", formula, years);

        static ExplanationStep Days(string symbol, DateOnly first, DateOnly last) => ExplanationStep.Exact(
            symbol, "calendar days", $"from {DateText.Of(first)} to {DateText.Of(last)}", last.DayNumber - first.DayNumber);
    }

    private static IEnumerable<ExplanationStep> Volatility(ExplainedInputs from)
    {
        if (from.Volatility is not { } sigma) yield break;

        var (method, window) = (sigma.Method, sigma.Window);
        var period = method.ReturnFrequency switch
        {
            ReturnFrequency.Weekly => "the last of each week, Monday to Sunday,",
            ReturnFrequency.Monthly => "the last of each month",
            _ => "every one",
        };
        yield return ExplanationStep.Exact(
            "closes", $"closes used, from {DateText.Of(sigma.First)} to {DateText.Of(sigma.Last)}", $"{period} in {DateText.Of(window.From)}..{DateText.Of(window.To)}, on the basis of its last day", sigma.ClosesUsed.Count);
        if (sigma.ExcludedReturns > 0)
        {
            yield return ExplanationStep.Exact(
                "excluded", "returns left out", $"they touch {string.Join(", ", sigma.Exclusions)}", sigma.ExcludedReturns);
        }

        yield return ExplanationStep.Exact(
            "k", "returns", method.ReturnType == ReturnType.Total ? "ln((close + dividend) / close before)" : "ln(close / close before)", sigma.Returns);
        yield return ExplanationStep.Of("mean", "mean of the returns", "sum of the returns / k", sigma.LogReturns.Sum(item => item.Value) / sigma.Returns);
        yield return ExplanationStep.Of(
            "s", "standard deviation of a return", method.Estimator == DeviationEstimator.Sample ? "sqrt(sum of (return - mean)^2 / (k - 1))" : "sqrt(sum of (return - mean)^2 / k)", sigma.Deviation);
        yield return ExplanationStep.Of(
            "f", "factor to a year", string.Create(CultureInfo.InvariantCulture, $"sqrt({method.PeriodsPerYear})"), sigma.AnnualFactor);
        yield return ExplanationStep.Of("sigma", "volatility per year", "s x f", sigma.Sigma);
    }

    private static IEnumerable<ExplanationStep> Rate(ExplainedInputs from)
    {
        const string name = "risk-free rate per year, as quoted";
        if (from.CurveYield is not { } found)
        {
            yield return ExplanationStep.Exact("r", name, from.Terms.RateSource is { } source ? $"stated: {source}" : "stated by the grant", from.Inputs.RiskFreeRate);
            yield break;
        }

        var (lower, upper) = (found.Lower, found.Upper);
        var lacking = TenorGap.Of(found) is { } gap ? $"; that curve has no yield of {string.Join(" and ", gap.Missing.Select(Text))} years" : "";
        yield return Point(lower);
        if (lower == upper)
        {
            yield return ExplanationStep.Exact("r", name, $"r({Text(lower.TenorYears)}) / 100", from.Inputs.RiskFreeRate);
            yield break;
        }

        yield return Point(upper);
        yield return ExplanationStep.Exact(
            "r",
            name,
            $"[r({Text(lower.TenorYears)}) + (T - {Text(lower.TenorYears)}) / ({Text(upper.TenorYears)} - {Text(lower.TenorYears)}) x (r({Text(upper.TenorYears)}) - r({Text(lower.TenorYears)}))] / 100, to {YieldCurve.PercentDecimals} decimals of a percent",
            from.Inputs.RiskFreeRate);

        ExplanationStep Point(CurvePoint point) => ExplanationStep.Exact(
            $"r({Text(point.TenorYears)})", $"yield of {Text(point.TenorYears)} years, percent", CurveOf(found.CurveDate, from.Date) + lacking, point.Percent);
    }

    private static string CurveOf(DateOnly curve, DateOnly date) => curve == date
        ? $"curve of {DateText.Of(curve)}"
        : $"curve of {DateText.Of(curve)}, the last one before {DateText.Of(date)}, of which none was stored";

    private static IEnumerable<ExplanationStep> Yield(ExplainedInputs from)
    {
        const string name = "dividend yield per year, as quoted";
        var over = from.SharesForOne == 1m ? "D / S" : "D / S quoted";
        if (from.Dividend is not { } dividend)
        {
            foreach (var step in StatedDividend(from)) yield return step;
            yield return ExplanationStep.Exact("q", name, "D / S", from.Inputs.DividendYield);
            yield break;
        }

        foreach (var (index, part) in dividend.Parts.Index())
        {
            yield return ExplanationStep.Exact(
                string.Create(CultureInfo.InvariantCulture, $"D{index + 1}"),
                $"{SettingWords.Of(part.Declared.Kind)} dividend, record date {DateText.Of(part.Declared.RecordDate)}",
                part.Factor == 1m ? "as declared" : $"{DecimalText.Of(part.Declared.AmountPerShare)} as declared / {DecimalText.Of(part.Factor)} by the splits since",
                part.Restated);
        }

        var year = DateText.Of(dividend.FiscalYearEnd);
        yield return ExplanationStep.Exact(
            "D",
            dividend.HasEndedBy(from.Date) ? $"dividend per share of the fiscal year ended {year}" : $"dividend per share of the fiscal year ending {year}, as declared",
            "sum of the above",
            dividend.Amount);
        yield return ExplanationStep.Exact("q", name, over, from.Inputs.DividendYield);
    }

    private static IEnumerable<ExplanationStep> StatedDividend(ExplainedInputs from)
    {
        const string name = "dividend per share";
        var stated = from.StatedDividend ?? Grants.Adjustments.StatedDividend.AsStated(from.Terms.DividendPerShare ?? 0m);
        if (stated.Factor == 1m)
        {
            yield return ExplanationStep.Exact("D", name, "stated by the grant", stated.Stated);
            yield break;
        }

        yield return ExplanationStep.Exact("D stated", $"{name} on the basis of {DateText.Of(from.StatedAsOf)}", "stated by the grant", stated.Stated);
        yield return ExplanationStep.Exact("splits", "shares of S for one of the terms", "ratios of the splits since", stated.Factor);
        yield return ExplanationStep.Exact("D", name, "D stated / splits", stated.Amount);
    }

    private static string Since(ExplainedInputs from) => from.StatedAsOf == from.Terms.AllotmentDate
        ? "the allotment"
        : $"the change of terms of {DateText.Of(from.StatedAsOf)}";

    private static string Text(decimal number) => DecimalText.Of(number);
}
