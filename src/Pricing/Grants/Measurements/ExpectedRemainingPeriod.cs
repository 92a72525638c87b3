namespace Pricing.Grants.Measurements;

/// <summary>T, the expected remaining period in years, derived from dates.</summary>
public static class ExpectedRemainingPeriod
{
    /// <summary>
    /// From a date to the midpoint of the exercise period that is left: with s the day before the period starts (the
    /// date itself where that is later), years(from, s) + years(s, end) / 2. For the release's dates exactly 15.
    /// </summary>
    /// <param name="from">The allotment date, or a later measurement date.</param>
    /// <param name="exerciseStart">The first day of the exercise period.</param>
    /// <param name="exerciseEnd">Its last day.</param>
    /// <param name="count">How years are counted.</param>
    /// <returns>The period; negative where the exercise period has ended.</returns>
    public static Ratio Midpoint(DateOnly from, DateOnly exerciseStart, DateOnly exerciseEnd, YearCount count)
    {
        var dayBefore = exerciseStart.AddDays(-1);
        var start = dayBefore > from ? dayBefore : from;
        return YearFraction.Between(from, start, count)
            .Plus(YearFraction.Between(start, exerciseEnd, count).Over(2m));
    }

    /// <summary>The period at a measurement after the grant date.</summary>
    /// <param name="term">What is known of the grant.</param>
    /// <param name="measurementDate">The date of the measurement.</param>
    /// <param name="policy">The rule, and how years are counted.</param>
    /// <returns>
    /// The period, above 0; <see cref="ReasonCode.TermExhausted"/> where nothing is left of it or the exercise period
    /// has ended. A period that is <see cref="RemainingTermRule.Given"/> is returned as it is, also where it is 0.
    /// </returns>
    public static Outcome<Ratio> Remeasured(GrantPeriod term, DateOnly measurementDate, TermPolicy policy)
    {
        if (measurementDate > term.Exercise.To)
        {
            return Exhausted(
                "measurement_date",
                Text.Of(measurementDate),
                $"after {Text.Of(term.Exercise.To)}, the last day of exercise");
        }

        if (policy.Remeasured == RemainingTermRule.Given)
            return term.Original;

        var left = policy.Remeasured == RemainingTermRule.Elapsed
            ? term.Original.Minus(YearFraction.Between(term.GrantDate, measurementDate, policy.YearCount))
            : Midpoint(measurementDate, term.Exercise.From, term.Exercise.To, policy.YearCount);
        return left.Compare(0m) > 0
            ? left
            : Exhausted(
                "expected_remaining_years",
                YearsText.Of(left),
                $"nothing is left on {Text.Of(measurementDate)}; exercise is possible until {Text.Of(term.Exercise.To)}");
    }

    private static Failure Exhausted(string field, string value, string reason) =>
        new(ReasonCode.TermExhausted, field, value, reason);
}
