using Pricing.Grants.Measurements;
using Pricing.Papers.Facts;
using Pricing.Papers.Wording;
using Pricing.Pipeline.Valuations;
using Pricing.Rates;

namespace Pricing.Papers.Reports;

/// <summary>Each input with its basis and the ways that were not taken.</summary>
internal static class InputsPart
{
    public static Html Of(GrantPaper paper, Figures figures, PaperWords words)
    {
        Html[] rows =
        [
            Row("S", words[Word.LineSharePrice], figures.SharePrice, PriceBasis(paper, words), words[ReportWord.PriceNotTaken]),
            Row("X", words[Word.LineExercisePrice], figures.ExercisePrice, words[ReportWord.ExerciseBasis], words[ReportWord.ExerciseNotTaken]),
            Row("T", words[Word.LineYears], figures.Years, YearsBasis(paper, words), YearsNotTaken(paper, words)),
            Row("σ", words[Word.LineVolatility], figures.Volatility, VolatilityBasis(paper, figures, words), words[ReportWord.VolatilityNotTaken]),
            Row("r", words[Word.LineRate], figures.Rate, RateBasis(paper, words), RateNotTaken(paper, words)),
            Row("D", words[Word.LineDividend], figures.Dividend, DividendBasis(paper, words), words[ReportWord.DividendNotTaken]),
            Row("q", words[Word.LineYield], figures.Yield, "D / S", ""),
        ];
        return Html.Of(
            $"""
            <section>
            <h2>{words[ReportWord.PartInputs]}</h2>
            <table class="grid inputs">
            <thead><tr><th></th><th>{words[Word.Quantity]}</th><th class="number">{words[Word.Figure]}</th><th>{words[ReportWord.Basis]}</th><th>{words[ReportWord.NotTaken]}</th></tr></thead>
            <tbody>
            {rows}</tbody>
            </table>
            {Conventions(paper, words)}
            {Meant(paper, words)}
            </section>
            """);
    }

    private static Html Row(string symbol, string name, string figure, string basis, string notTaken) =>
        Html.Of($"<tr><td class=\"symbol\">{symbol}</td><td>{name}</td><td class=\"number\">{figure}</td><td>{basis}</td><td>{notTaken}</td></tr>\n");

    private static Html Meant(GrantPaper paper, PaperWords words) => paper.Value.MeantReason is { } reason
        ? Html.Of($"<p>{words.Text(ReportWord.MeantReason, reason)}</p>")
        : Html.None;

    private static Html Conventions(GrantPaper paper, PaperWords words)
    {
        if (paper.Policy is not { } policy) return Html.Of($"<p>{words[Word.RulesNotKnown]}</p>");

        var (rate, yield) = (words[RuleWords.Of(policy.Rate)], words[RuleWords.Of(policy.DividendYield)]);
        return Html.Of($"<p>{words.Text(ReportWord.Conventions, words.Text(Word.RulesVersion, policy.Name, policy.Version), rate, yield)}</p>");
    }

    private static string PriceBasis(GrantPaper paper, PaperWords words)
    {
        var price = paper.Evidence.SharePrice;
        var basis = words.Text(
            price.Origin switch
            {
                SharePriceOrigin.NextBasePrice => ReportWord.PriceBase,
                SharePriceOrigin.PreviousClose => ReportWord.PricePrevious,
                _ => ReportWord.PriceClose,
            },
            words.Date(price.Date));
        return paper.Value.SharesForOne.Length == 0 ? basis : basis + words.Text(ReportWord.OnTerms, paper.Value.SharesForOne);
    }

    private static string YearsBasis(GrantPaper paper, PaperWords words) => words[
        paper.Value.Kind.IsLater() ? ReportWord.YearsLater
            : paper.Grant.Terms.ExpectedRemainingYears is null ? ReportWord.YearsMidpoint
            : ReportWord.YearsGiven];

    private static string YearsNotTaken(GrantPaper paper, PaperWords words) =>
        words[paper.Grant.Terms.ExpectedRemainingYears is null || IsMidpointOfRemaining(paper) ? ReportWord.YearsNotTakenGiven : ReportWord.YearsNotTakenMidpoint];

    private static bool IsMidpointOfRemaining(GrantPaper paper) =>
        paper.Value.Kind.IsLater() && paper.Policy?.Term.Remeasured == RemainingTermRule.MidpointOfRemaining;

    private static string VolatilityBasis(GrantPaper paper, Figures figures, PaperWords words) => paper.Evidence.Volatility is { } estimate
        ? words.Text(
            ReportWord.VolatilityBasis,
            words.Date(estimate.Window.From),
            words.Date(estimate.Window.To),
            figures.Frequency,
            estimate.Returns,
            words[estimate.Method.Estimator == Volatility.DeviationEstimator.Sample ? Word.HowSample : Word.HowPopulation],
            estimate.Method.PeriodsPerYear)
        : words[Word.NotNeeded];

    private static string RateBasis(GrantPaper paper, PaperWords words) => paper.Evidence.Curve is { } curve
        ? words.Text(ReportWord.RateBasis, words.Date(curve.Date), Tenors(paper.Value.RateSource, words))
            + (paper.Value.TenorGap is { } gap ? words.Text(ReportWord.RateLacks, words.Terms(gap.Missing)) : "")
        : words.Text(ReportWord.RateStated, paper.Grant.Terms.RateSource ?? words[Word.NotStated]);

    /// <summary>The tenors of a stored source, as <c>10y..15y Linear</c>, in the words of the language.</summary>
    private static string Tenors(string source, PaperWords words) => string.Join(
        "–", source.Split(' ')[0].Split("..").Select(tenor => words.Text(InputWord.TenorOf, tenor.TrimEnd('y'))));

    private static string RateNotTaken(GrantPaper paper, PaperWords words) => paper.Evidence.Curve is null
        ? words[ReportWord.RateNotTakenCurve]
        : words[paper.Policy?.Curve.Tenor == TenorRule.Nearest ? ReportWord.RateNotTakenLinear : ReportWord.RateNotTakenNearest];

    private static string DividendBasis(GrantPaper paper, PaperWords words) =>
        Dividend(paper, words, ReportWord.DividendBasis, ReportWord.DividendBasisInProgress, ReportWord.OnTerms);

    /// <summary>What D stands on: the dividends of a fiscal year, or what the grant states.</summary>
    /// <param name="paper">The value.</param>
    /// <param name="words">The words.</param>
    /// <param name="ended">Of a year that had ended on the measurement date.</param>
    /// <param name="inProgress">Of one that had not.</param>
    /// <param name="onTerms">That D is brought to the basis of the terms.</param>
    public static string Dividend(GrantPaper paper, PaperWords words, ReportWord ended, ReportWord inProgress, ReportWord onTerms) =>
        paper.Evidence.Dividend is { } dividend
            ? words.Text(dividend.HasEndedBy(paper.Value.MeasurementDate) ? ended : inProgress, words.Date(dividend.FiscalYearEnd))
                + (dividend.Parts.Any(part => part.Factor != 1m) ? words[ReportWord.NoteDividendRestated] : "")
                + (paper.Value.SharesForOne.Length == 0 ? "" : words.Text(onTerms, paper.Value.SharesForOne))
            : Stated(paper, words);

    /// <summary>That the grant states D, and how it was restated.</summary>
    /// <param name="paper">The value.</param>
    /// <param name="words">The words.</param>
    public static string Stated(GrantPaper paper, PaperWords words) => paper.StatedDividend is { Factor: var factor } stated && factor != 1m
        ? words[Word.HowDividendStated] + words.Text(ReportWord.DividendOnBasis, DecimalText.Of(stated.Stated), DecimalText.Of(factor))
        : words[Word.HowDividendStated];
}
