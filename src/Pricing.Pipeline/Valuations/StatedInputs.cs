using Pricing.Dividends;
using Pricing.Files.Plausibility;
using Pricing.Grants.Adjustments;
using Pricing.Grants.Measurements;
using Pricing.Policies;
using Pricing.Rates;

namespace Pricing.Pipeline.Valuations;

/// <summary>
/// Percent by mistake, where only the facts show it: a rate that a grant states against the curve of its date and tenor, a
/// dividend that it states against the share price and the dividend records, a dividend on record against the share price and the year
/// before, an exercise price against the share price.
/// </summary>
internal static class StatedInputs
{
    private const string Dividend = "dividend_per_share";
    private const double MostYield = 1e6;

    /// <summary>What is to be refused; empty where all is plausible, or the grant says why it is meant.</summary>
    /// <param name="value">The value with its share price.</param>
    /// <param name="policy">Which curve and which dividends count.</param>
    /// <param name="years">T.</param>
    /// <param name="facts">The facts.</param>
    public static IEnumerable<Failure> Refused(GrantValue value, ValuationPolicy policy, Ratio years, MarketFacts facts)
    {
        var terms = value.Grant.Terms;
        var inputs = new PlausibleInputs
        {
            RiskFreeRate = value.StatedRate,
            CurveRate = value.StatedRate is not null && terms.Currency == Currency.Yen
                ? CurveSelection.RateOf(facts.Curves, value.Task.MeasurementDate, years, policy.Curve)
                : null,
            DividendYield = terms.DividendPerShare is not null ? Yield(value.StatedDividend?.Amount, OnTerms(value)) : Yield(value.Dividend?.Amount, value.SharePrice?.Amount),
            RecordedYield = terms.DividendPerShare is not null ? Recorded(value, policy, facts) : null,
            YieldYearBefore = terms.DividendPerShare is null ? YearBefore(value, policy, facts) : null,
            SharePrice = IsMeasuredAtGrant(value) ? OnTerms(value) : null,
            ExercisePrice = terms.ExercisePrice > PlausibilityCheck.NominalExercisePrice ? value.ExercisePrice?.ForValuation : null,
            MeantReason = terms.MeantReason,
        };
        foreach (var failure in PlausibilityCheck.Refused(inputs, PlausibilityNames.OfGrants))
        {
            yield return failure.Field != Dividend ? failure : failure with
            {
                Value = terms.DividendPerShare is { } paid ? DecimalText.Of(paid) : DecimalText.Of(value.Dividend!.Amount),
                Reason = $"{(terms.DividendPerShare is null ? "by the dividend records, " : "")}{Said(failure, inputs.DividendYield!.Value, value.SharePrice!)}",
            };
        }
    }

    // Nobody pays more than the share is worth: that is no yield to speak of, but two units.
    private static string Said(Failure failure, decimal yield, SharePrice price) => yield > 1m
        ? $"is more than the share price {DecimalText.Of(price.Amount)} of {DateText.Of(price.Date)}: dividend and closes are in different units, such as yen and thousands of yen, or on different sides of a split; correct the one that is wrong{PlausibilityCheck.Meant}"
        : $"makes a yield of {failure.Value}, which {failure.Reason}";

    private static decimal? Recorded(GrantValue value, ValuationPolicy policy, MarketFacts facts) =>
        value.SharePrice is { } price
        && facts.Dividend(value.Task.MeasurementDate, policy.Dividend).TryGet(out var dividend)
            ? Yield(dividend.Amount, price.Amount)
            : null;

    private static decimal? YearBefore(GrantValue value, ValuationPolicy policy, MarketFacts facts) =>
        policy.Dividend.Year == DividendYear.LastEnded
        && value.SharePrice is { } price
        && facts.Dividend(value.Task.MeasurementDate, policy.Dividend with { Year = DividendYear.OneBefore }).TryGet(out var before)
            ? Yield(before.Amount, price.Amount)
            : null;

    // Years after the grant a share may be worth a tenth or ten times of what it was.
    private static bool IsMeasuredAtGrant(GrantValue value) =>
        value.Task.Kind is MeasurementKind.GrantDate or MeasurementKind.Indicative;

    // A stated dividend and S were brought to one basis, which before the allotment may be another than that of the quoted price.
    private static decimal? OnTerms(GrantValue value) =>
        value.SharePrice is { } price && AllotmentBasis.PriceOf(price.Amount, value.SharesForOne).TryGet(out var amount) ? amount : null;

    private static decimal? Yield(Ratio? dividend, decimal? price) => dividend is { } paid && price is > 0 and { } amount
        ? Math.Round((decimal)Math.Min(MostYield, paid.ToDouble() / (double)amount), 6)
        : null;
}
