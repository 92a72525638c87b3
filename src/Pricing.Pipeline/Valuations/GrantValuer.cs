using Pricing.BlackScholes.Certified;
using Pricing.BlackScholes.Formula;
using Pricing.Grants.Adjustments;
using Pricing.Grants.Measurements;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Register.Grants;
using Pricing.Policies;
using Pricing.Rates;
using Pricing.Volatility;

namespace Pricing.Pipeline.Valuations;

/// <summary>
/// Values grants, each on one measurement date, from stored facts: what a night, a rerun and a question over HTTP all
/// go through.
/// </summary>
/// <param name="policies">The policies a grant can name.</param>
/// <param name="check">Holds values whose prices look wrong.</param>
/// <param name="limits">How old a last close may be.</param>
public sealed class GrantValuer(PolicyCatalog policies, PriceCheck check, PriceCheckOptions limits)
{
    /// <summary>Values one grant.</summary>
    /// <param name="question">The grant and its facts.</param>
    /// <returns>The value, or every failure that could be found.</returns>
    public GrantValue Value(GrantQuestion question) => Value([question])[0];

    /// <summary>Values grants. A value does not depend on what else is asked.</summary>
    /// <param name="questions">The grants and their facts.</param>
    /// <returns>The value, or every failure that could be found, for each in the order given.</returns>
    public IReadOnlyList<GrantValue> Value(IReadOnlyList<GrantQuestion> questions)
    {
        ArgumentNullException.ThrowIfNull(questions);

        GrantValue[] values = [.. questions.Select(Prepare)];
        int[] ready = [.. Enumerable.Range(0, values.Length).Where(index => values[index].Inputs is not null)];
        var rights = RightBatch.Price([.. ready.Select(index => Order(values[index]))]);
        foreach (var (index, right) in ready.Zip(rights))
        {
            values[index] = values[index] with
            {
                Right = right.IsSuccess ? right.Value : null,
                Failures = right.Failures,
                Sources = questions[index].Facts.SourcesOf(values[index]),
                Splits = questions[index].Facts.SplitsUntil(values[index].Task.MeasurementDate),
            };
        }

        return values;
    }

    private static RightOrder Order(GrantValue value) => new(value.Inputs!, value.Policy!, value.Grant.Terms.Currency);

    private GrantValue Prepare(GrantQuestion question)
    {
        var (grant, task, facts) = question;
        var terms = grant.Terms;
        var value = new GrantValue { Grant = grant, Task = task };
        var failures = new List<Failure>();
        if (!Keep(policies.Find(terms.Policy), failures, out var policy)) return value with { Failures = failures };

        value = value with { Policy = policy };
        if (facts.ShareDamage.Count > 0) return value with { Failures = facts.ShareDamage };

        if (facts.Prices is not { } prices)
        {
            failures.Add(new(ReasonCode.MissingPrice, "security_code", SecurityCode.Shown(terms.SecurityCode), "no price of it is stored; take in its closes, or correct the code"));
            return value with { Failures = failures };
        }

        if (Keep(SharePrice.On(prices, task.MeasurementDate, policy.NoClose, limits.MaximumAgeSessions), failures, out var price))
        {
            value = value with { SharePrice = price };
        }

        if (!Keep(RemainingPeriod.Of(terms, task.Kind, task.MeasurementDate, policy), failures, out var years)) return value with { Failures = failures };

        if (years.Numerator > 0m && Keep(Sigma(terms, task, policy, years, facts), failures, out var sigma))
        {
            value = value with { Volatility = sigma, WindowLimit = Limit(sigma.Window, years, facts), WindowRows = facts.RowsOf(sigma.Window, terms.Exclude) };
            failures.AddRange(facts.Suspects(new(sigma.Window.From, task.MeasurementDate), check));
            failures.AddRange(facts.Holes(sigma.Window, terms.Exclude, policy.Volatility, check));
        }

        if (SuspectShare(value.SharePrice, facts, failures) is { } suspect) failures.Add(suspect);
        value = WithTerms(value, facts, failures);
        value = WithRate(value, policy, years, facts, failures);
        value = WithDividend(value, policy, facts, failures);
        if (!IsSuspect(failures)) failures.AddRange(facts.SplitsNotShown(FirstBasis(value), task.MeasurementDate, check));
        failures.AddRange(StatedInputs.Refused(value, policy, years, facts));
        return failures.Count > 0
            ? value with { Failures = failures }
            : WithInputs(value, years);
    }

    // Where closes are suspect as a series, S is named among them.
    private Failure? SuspectShare(SharePrice? price, MarketFacts facts, List<Failure> failures) =>
        price is { Origin: not SharePriceOrigin.NextBasePrice } && !IsSuspect(failures)
            ? facts.BeyondLimit(price.Date, check)
            : null;

    private static bool IsSuspect(List<Failure> failures) => failures.Exists(failure => failure.Code == ReasonCode.SuspectPrice);

    /// <summary>From when on a split changes the basis of something that is taken: a close, a dividend, the terms.</summary>
    private static DateOnly FirstBasis(GrantValue value) => new[]
        {
            value.Grant.Terms.AllotmentDate,
            value.Volatility?.Window.From,
            value.Dividend?.FiscalYearEnd.AddYears(-1),
        }.Min() ?? value.Grant.Terms.AllotmentDate;

    private static GrantValue WithInputs(GrantValue value, Ratio years)
    {
        var terms = value.Grant.Terms;
        var onTerms = AllotmentBasis.PriceOf(value.SharePrice!.Amount, value.SharesForOne);
        if (!onTerms.TryGet(out var price)) return value with { Failures = onTerms.Failures };

        // A dividend on record stands on the basis of the price as it was quoted, a stated one was brought from the terms to that of S.
        var dividendYield = value.Dividend?.YieldOn(value.SharePrice.Amount) ?? value.StatedDividend!.YieldOn(price);
        if (!dividendYield.IsSuccess) return value with { Failures = dividendYield.Failures };

        return value with
        {
            Inputs = new OptionInputs
            {
                SharePrice = price,
                ExercisePrice = value.ExercisePrice!.ForValuation,
                Years = years,
                Volatility = value.Volatility?.Sigma,
                RiskFreeRate = value.CurveYield?.Rate ?? value.StatedRate!.Value,
                DividendYield = dividendYield.Value,
                SharesPerRight = value.Shares!.ForValuation,
            },
        };
    }

    /// <summary>Shares per right, X, S and a stated D on one basis, after what happened to the share and was decided for the grant.</summary>
    private static GrantValue WithTerms(GrantValue value, MarketFacts facts, List<Failure> failures)
    {
        var (terms, statedAsOf, date) = (value.Grant.Terms, value.Grant.StatedAsOf, value.Task.MeasurementDate);
        var adjustments = NumberAdjustment.Of(facts.Actions, value.Task.Decisions ?? [], statedAsOf, terms.ExercisePriceAdjustment);
        failures.AddRange(facts.ActionConflicts(date));
        failures.AddRange(AllotmentBasis.Unclear(adjustments, statedAsOf));
        var price = new ExercisePriceTerms(terms.ExercisePrice, terms.Currency.MinorUnit, terms.ExercisePriceAdjustment);
        if (Keep(SharesPerRight.On(terms.SharesPerRight, statedAsOf, adjustments, date), failures, out var shares)
            && Keep(ExercisePrice.On(price, statedAsOf, adjustments, date), failures, out var exercisePrice)
            && Keep(AllotmentBasis.SharesForOne(adjustments, statedAsOf, date), failures, out var sharesForOne))
        {
            value = value with { Shares = shares, ExercisePrice = exercisePrice, SharesForOne = sharesForOne };
        }

        return terms.DividendPerShare is { } stated && Keep(StatedDividend.On(stated, statedAsOf, adjustments, date), failures, out var dividend)
            ? value with { StatedDividend = dividend }
            : value;
    }

    private static Outcome<VolatilityEstimate> Sigma(
        GrantTerms terms, ValuationTask task, ValuationPolicy policy, Ratio years, MarketFacts facts)
    {
        var window = Window(terms, task, policy, years, facts);
        return window.TryGet(out var dates)
            ? facts.Sigma(dates, terms.Exclude, policy.Volatility)
            : window.Failures.ToList();
    }

    /// <summary>
    /// The stated window at the grant date; its end never lies after the measurement date, and a remeasurement
    /// moves it there.
    /// </summary>
    private static Outcome<DateWindow> Window(
        GrantTerms terms, ValuationTask task, ValuationPolicy policy, Ratio years, MarketFacts facts)
    {
        var end = !task.Kind.IsLater() && terms.WindowTo < task.MeasurementDate
            ? terms.WindowTo.Value
            : task.MeasurementDate;
        if (terms.WindowFrom is { } from) return new DateWindow(from, end);
        return facts.Closes.Count == 0
            ? new Failure(ReasonCode.MissingPrice, "security_code", SecurityCode.Shown(terms.SecurityCode), "no close of it is stored")
            : VolatilityWindow.Derive(end, years, facts.Closes[0].Date, policy.Volatility);
    }

    private static WindowLimit? Limit(DateWindow window, Ratio years, MarketFacts facts) =>
        !VolatilityWindow.IsShort(window, years) ? null
            : facts.Closes.Count > 0 && facts.Closes[0].Date < window.From ? WindowLimit.Terms
            : WindowLimit.FirstClose;

    private static GrantValue WithRate(
        GrantValue value, ValuationPolicy policy, Ratio years, MarketFacts facts, List<Failure> failures)
    {
        if (value.StatedRate is not null) return value;
        if (facts.CurvesDamage.Count > 0)
        {
            failures.AddRange(facts.CurvesDamage);
            return value;
        }

        var selection = CurveSelection.Select(facts.Curves, value.Task.MeasurementDate, policy.Curve);
        failures.AddRange(facts.HiddenCurves(
            selection.IsSuccess ? selection.Value.Curve.Date : null, value.Task.MeasurementDate));
        if (!Keep(selection, failures, out var selected)
            || !Keep(selected.Curve.At(years, policy.Curve.Tenor), failures, out var found))
        {
            return value;
        }

        // Where the feed brings curves, a later one of a file does not prove that the feed has none of the date.
        var isFinal = selected.IsFinal
            && (selected.Curve.Date == selected.MeasurementDate
                || facts.CurveHistory is not { LastOfFeed: not null } history
                || history.Settles(selected.MeasurementDate));
        return value with { Curve = selected with { IsFinal = isFinal }, CurveYield = found };
    }

    private static GrantValue WithDividend(
        GrantValue value, ValuationPolicy policy, MarketFacts facts, List<Failure> failures)
    {
        var known = facts.Dividend(value.Task.MeasurementDate, policy.Dividend);
        if (value.Grant.Terms.DividendPerShare is { } stated)
            return stated == 0m && known.TryGet(out var recorded) && recorded.Amount.Numerator > 0m ? value with { RecordedDividend = recorded } : value;

        return Keep(known, failures, out var dividend) ? value with { Dividend = dividend } : value;
    }

    private static bool Keep<T>(Outcome<T> outcome, List<Failure> failures, out T value)
    {
        failures.AddRange(outcome.Failures);
        return outcome.TryGet(out value!);
    }
}

/// <summary>What <see cref="GrantValuer"/> is asked.</summary>
/// <param name="Grant">The grant.</param>
/// <param name="Task">Which value of it.</param>
/// <param name="Facts">The facts of the grant's share.</param>
public sealed record GrantQuestion(StoredGrant Grant, ValuationTask Task, MarketFacts Facts);
