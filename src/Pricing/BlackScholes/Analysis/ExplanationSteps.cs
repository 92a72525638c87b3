using Pricing.BlackScholes.Certified;
using Pricing.Policies;

namespace Pricing.BlackScholes.Analysis;

/// <summary>An explanation line by line (release, section 12): inputs, conventions, formula, both roundings.</summary>
public static class ExplanationSteps
{
    private const string AsGiven = "as given";

    /// <summary>The six inputs and the shares per right, as given.</summary>
    /// <param name="explanation">The explanation.</param>
    public static IReadOnlyList<ExplanationStep> Inputs(Explanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        var inputs = explanation.Inputs;
        return
        [
            ExplanationStep.Exact("S", "share price, per share", AsGiven, inputs.SharePrice),
            ExplanationStep.Exact("X", "exercise price, per share", AsGiven, inputs.ExercisePrice),
            ExplanationStep.Exact("T", "expected remaining period, years", AsGiven, inputs.Years),
            .. inputs.Volatility is { } sigma ? [ExplanationStep.Of("sigma", "volatility per year", AsGiven, sigma)] : (ExplanationStep[])[],
            ExplanationStep.Exact("r", "risk-free rate per year, as quoted", AsGiven, inputs.RiskFreeRate),
            ExplanationStep.Exact("q", "dividend yield per year, as quoted", AsGiven, inputs.DividendYield),
            ExplanationStep.Exact("n", "shares per right", AsGiven, inputs.SharesPerRight),
        ];
    }

    /// <summary>What the formula makes of the inputs. Lines that a limit leaves without a value are left out.</summary>
    /// <param name="explanation">The explanation.</param>
    /// <param name="policy">The policy that it is by.</param>
    public static IReadOnlyList<ExplanationStep> Formula(Explanation explanation, ValuationPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        ArgumentNullException.ThrowIfNull(policy);
        return
        [
            ExplanationStep.Of("rc", "r, continuous", ContinuousOf(policy.Rate), explanation.ContinuousRate),
            ExplanationStep.Of("qc", "q, continuous", ContinuousOf(policy.DividendYield), explanation.ContinuousYield),
            ExplanationStep.Of("e^(-qT)", "discount factor of the dividends", "e^(-qc T)", explanation.YieldDiscount),
            ExplanationStep.Of("e^(-rT)", "discount factor of the exercise price", "e^(-rc T)", explanation.RateDiscount),
            ExplanationStep.Of("S e^(-qT)", "share price without its dividends", "S x e^(-qT)", explanation.DiscountedShare),
            ExplanationStep.Of("X e^(-rT)", "exercise price, discounted", "X x e^(-rT)", explanation.DiscountedExercisePrice),
            .. Optional("ln(S/X)", "logarithm of the moneyness", "ln(S / X)", explanation.LogMoneyness),
            .. Optional("drift", "drift to the end of T", "(rc - qc + sigma^2 / 2) T", explanation.Drift),
            ExplanationStep.Of("sigma sqrt(T)", "deviation to the end of T", "sigma x sqrt(T)", explanation.Deviation),
            .. Optional("d1", "d of the release", "[ln(S/X) + (rc - qc + sigma^2 / 2) T] / (sigma sqrt(T))", explanation.D1),
            .. Optional("d2", "d less the deviation", "d1 - sigma sqrt(T)", explanation.D2),
            ExplanationStep.Of("N(d1)", "standard normal distribution at d1", LimitOr(explanation.D1, "N(d1)"), explanation.NormalOfD1),
            ExplanationStep.Of("N(d2)", "standard normal distribution at d2", LimitOr(explanation.D2, "N(d2)"), explanation.NormalOfD2),
            ExplanationStep.Of("S e^(-qT) N(d1)", "worth of the shares received", "S e^(-qT) x N(d1)", explanation.ShareReceived),
            ExplanationStep.Of("X e^(-rT) N(d2)", "worth of the payment made", "X e^(-rT) x N(d2)", explanation.PaymentMade),
            .. Result(explanation.Value),
        ];
    }

    private static IEnumerable<ExplanationStep> Result(RightValue value)
    {
        yield return ExplanationStep.Of(
            "C", "option price per share", "S e^(-qT) N(d1) - X e^(-rT) N(d2)", value.UnroundedPerShare);
        yield return ExplanationStep.Of("error", "no less than the error of C", "derived in docs/rounding.md", value.ErrorBound);
        yield return ExplanationStep.Of("c", "value per share", RoundingOf("C", value.PerShareRounding), value.PerShare);
        yield return ExplanationStep.Of("c n", "value per share x shares per right", "c x n", value.PerRightRounding.Before);
        yield return ExplanationStep.Of("amount", "amount per right", RoundingOf("c n", value.PerRightRounding), value.PerRight);
    }

    private static ExplanationStep[] Optional(string symbol, string name, string formula, double? value) =>
        value is { } number ? [ExplanationStep.Of(symbol, name, formula, number)] : [];

    private static string LimitOr(double? d, string formula) => d is null ? "limit: 1 where S e^(-qT) >= X e^(-rT), else 0" : formula;

    private static string ContinuousOf(RateConvention convention) => convention switch
    {
        RateConvention.Annual => "ln(1 + r)",
        RateConvention.SemiAnnual => "2 ln(1 + r / 2)",
        _ => "r",
    };

    private static string ContinuousOf(YieldConvention convention) => convention switch
    {
        YieldConvention.Annual => "ln(1 + q)",
        YieldConvention.AnnualDiscount => "-ln(1 - q)",
        _ => "q",
    };

    private static string RoundingOf(string what, RoundingStep step) => step.Mode switch
    {
        RoundingMode.Nearest => $"{what} to the nearest {DecimalText.Of(step.Unit)}, half up{TieOf(step)}",
        RoundingMode.Up => $"{what} up to a whole {DecimalText.Of(step.Unit)}{TieOf(step)}",
        _ => $"{what}, not rounded",
    };

    private static string TieOf(RoundingStep step) => step.IsTie ? ", on the boundary" : "";
}
