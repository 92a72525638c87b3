using System.Globalization;
using Pricing.BlackScholes.Certified;
using Pricing.BlackScholes.Formula;
using Pricing.Grants.Adjustments;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;
using Pricing.Policies;
using Pricing.Rates;
using Pricing.Volatility;

namespace Pricing.Pipeline.Explanations;

/// <summary>Computes the inputs of a stored value once more, from the evidence that was kept with it and the terms of its grant.</summary>
/// <param name="record">The value.</param>
/// <param name="evidence">What it was made of.</param>
/// <param name="grant">The grant, with the terms that it was made of.</param>
/// <param name="policy">The policy.</param>
internal sealed class Recomputation(ValueRecord record, ValueEvidence evidence, StoredGrant grant, ValuationPolicy policy)
{
    private readonly GrantTerms terms = grant.Terms;

    /// <summary>The inputs, with what they were found from.</summary>
    /// <returns>The inputs; or why the evidence does not lead to any.</returns>
    public Outcome<ExplainedInputs> Inputs()
    {
        var sharesForOne = record.SharesForOneRatio();
        var years = RemainingPeriod.Of(terms, record.Kind, record.MeasurementDate, policy);
        if (!years.TryGet(out var period)) return years.Failures.ToList();

        var price = AllotmentBasis.PriceOf(evidence.SharePrice.Amount, sharesForOne);
        if (!price.TryGet(out var onTerms)) return price.Failures.ToList();

        CurveYield? found = null;
        if (evidence.Curve is { } curve)
        {
            var read = curve.At(period, policy.Curve.Tenor);
            if (!read.TryGet(out found)) return read.Failures.ToList();
        }

        var restated = StatedDividend.By(terms.DividendPerShare ?? 0m, grant.StatedAsOf, evidence.Splits ?? []);
        if (!restated.TryGet(out var stated)) return restated.Failures.ToList();

        var yield = evidence.Dividend?.YieldOn(evidence.SharePrice.Amount) ?? stated.YieldOn(onTerms);
        if (!yield.TryGet(out var dividendYield)) return yield.Failures.ToList();

        var (x, number) = (ReadDecimal("exercisePrice", record.ExercisePrice), ReadDecimal("sharesPerRight", record.SharesPerRight));
        var adjusted = AdjustedTerms.Of(grant, evidence.Splits ?? [], record.MeasurementDate);
        return new ExplainedInputs
        {
            Terms = terms,
            Policy = policy,
            Kind = record.Kind,
            Date = record.MeasurementDate,
            SharePrice = evidence.SharePrice,
            SharesForOne = sharesForOne,
            Adjusted = adjusted?.ExercisePrice.ForValuation == x && adjusted.Shares.ForValuation == number ? adjusted : null,
            Volatility = evidence.Volatility,
            CurveYield = found,
            Dividend = evidence.Dividend,
            StatedDividend = evidence.Dividend is null ? stated : null,
            StatedAsOf = grant.StatedAsOf,
            Sources = evidence.Sources,
            Inputs = new OptionInputs
            {
                SharePrice = onTerms,
                ExercisePrice = x,
                Years = period,
                Volatility = evidence.Volatility is { } sigma ? VolatilityEstimator.Again(sigma) : null,
                RiskFreeRate = found?.Rate ?? terms.RiskFreeRate ?? 0m,
                DividendYield = dividendYield,
                SharesPerRight = number,
            },
        };
    }

    /// <summary>Each figure as it is stored beside the recomputed one.</summary>
    /// <param name="inputs">The recomputed inputs.</param>
    /// <param name="value">The recomputed value.</param>
    public IReadOnlyList<RecomputedFigure> Compare(OptionInputs inputs, RightValue value) =>
    [
        Exactly("S", record.SharePrice, DecimalText.Of(inputs.SharePrice)),
        Exactly("T", record.Years, inputs.Years.ToString()),
        Exactly("sigma", Text(record.Volatility), Text(inputs.Volatility)),
        Exactly("r", record.RiskFreeRate, DecimalText.Of(inputs.RiskFreeRate)),
        Exactly("q", record.DividendYield, inputs.DividendYield.ToString()),
        new(
            "C",
            Text(record.UnroundedPerShare),
            Text(value.UnroundedPerShare),
            Math.Abs((record.UnroundedPerShare ?? double.NaN) - value.UnroundedPerShare) <= (record.ErrorBound ?? 0) + value.ErrorBound),
        Exactly("value per share", record.ValuePerShare, value.PerShare.ToString(), value.PerShare.Exact is null),
        Exactly("amount per right", record.AmountPerRight, value.PerRight.ToString(), value.PerRight.Exact is null),
        .. ModificationSteps.Increment(record, value.PerRight, policy.IsRounded) is { } increment
            ? [Exactly("increment", record.Increment, increment.ToString(), isDouble: !policy.IsRounded || increment.Exact is null)]
            : Array.Empty<RecomputedFigure>(),
    ];

    private RecomputedFigure Exactly(string figure, string stored, string recomputed, bool isDouble = false) =>
        new(figure, stored, recomputed, IsSame(stored, recomputed, isDouble, record.ErrorBound ?? 0));

    /// <summary>Whether a figure is the stored one; a double that was not rounded is compared as C is.</summary>
    /// <param name="stored">The stored figure.</param>
    /// <param name="recomputed">The recomputed one.</param>
    /// <param name="isDouble">Whether it is a double that was not rounded.</param>
    /// <param name="errorBound">The bound of C's error.</param>
    public static bool IsSame(string stored, string recomputed, bool isDouble, double errorBound)
    {
        const double roundingOfADouble = 1e-14;
        return stored == recomputed
            || (isDouble && Math.Abs(Number(stored) - Number(recomputed)) <= (2 * errorBound) + (roundingOfADouble * Number(stored)));

        static double Number(string text) => Amount.Parse(text)?.Approximate ?? double.NaN;
    }

    private static string Text(double? number) => number?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    private static decimal ReadDecimal(string field, string text) => DecimalText.Parse(text)
        ?? throw new DamagedContentException("values", $"hold the {field} '{text}'");
}
