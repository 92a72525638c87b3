namespace Pricing.Dividends;

/// <summary>The dividend per share D of a fiscal year, restated to the share basis of the measurement date.</summary>
public static class FiscalYearDividend
{
    /// <summary>
    /// Adds up the dividends of the fiscal year that the rule asks for, each divided by every split that followed it
    /// and whose ex-date is on or before the measurement date (release, section 12, item 7 and its note).
    /// </summary>
    /// <param name="dividends">The records as declared; a year without a dividend has a final one of 0.</param>
    /// <param name="splits">The splits, in any order; those after the measurement date do not apply.</param>
    /// <param name="measurementDate">The date whose share basis D is stated on.</param>
    /// <param name="rule">Which year, and whether commemorative dividends count.</param>
    /// <returns>
    /// D with its parts; <see cref="ReasonCode.MissingDividend"/> where the year has no records or no final one;
    /// <see cref="ReasonCode.InvalidField"/> for a negative amount, a ratio that is not above 0, and amounts and ratios that no
    /// decimal holds together.
    /// </returns>
    public static Outcome<DividendPerShare> Restate(
        IReadOnlyList<CashDividend> dividends,
        IReadOnlyList<ShareSplit> splits,
        DateOnly measurementDate,
        DividendRule rule)
    {
        List<Failure> failures = [.. RecordCheck.Failures(dividends), .. RecordCheck.Failures(splits), .. RecordCheck.TooMany(splits)];
        if (failures.Count > 0)
            return failures;
        if (YearEnd(dividends, measurementDate, rule.Year) is not { } yearEnd)
            return Missing(measurementDate, rule.Year);

        var declared = dividends
            .Where(dividend => dividend.FiscalYearEnd == yearEnd)
            .OrderBy(dividend => dividend.RecordDate)
            .ToList();
        if (!declared.Exists(dividend => dividend.Kind == DividendKind.Final))
        {
            return new Failure(
                ReasonCode.MissingDividend,
                "fiscal_year_end",
                Text.Of(yearEnd),
                "the fiscal year has no final dividend on record");
        }

        RestatedDividend[] parts =
        [
            .. declared
                .Where(dividend => rule.CountCommemorative || dividend.Kind != DividendKind.Commemorative)
                .Select(dividend => Restate(dividend, splits, measurementDate)),
        ];
        return new DividendPerShare
        {
            Amount = parts.Aggregate(Ratio.Zero, (sum, part) => sum.Plus(part.Restated)),
            FiscalYearEnd = yearEnd,
            Parts = parts,
        };
    }

    /// <summary>One dividend on the share basis of a date.</summary>
    /// <param name="dividend">The dividend as declared.</param>
    /// <param name="splits">The splits, ratios above 0.</param>
    /// <param name="measurementDate">The date whose share basis is asked for.</param>
    /// <returns>The amount with the factor it was divided by.</returns>
    public static RestatedDividend Restate(
        CashDividend dividend,
        IReadOnlyList<ShareSplit> splits,
        DateOnly measurementDate)
    {
        var factor = splits
            .Where(split => split.ExDate <= measurementDate && split.Follows(dividend))
            .Aggregate(Ratio.FromDecimal(1m), (product, split) => product.Times(split.NewPerOld));
        return new(dividend, factor, Ratio.FromDecimal(dividend.AmountPerShare).Over(factor));
    }

    private static DateOnly? YearEnd(IReadOnlyList<CashDividend> dividends, DateOnly date, DividendYear year)
    {
        DateOnly[] yearEnds = [.. dividends.Select(dividend => dividend.FiscalYearEnd)];
        return year switch
        {
            DividendYear.LastEnded => FiscalYear.LastEnded(yearEnds, date),
            DividendYear.OneBefore => FiscalYear.OneBefore(yearEnds, date),
            DividendYear.InProgress => FiscalYear.InProgress(yearEnds, date),
            _ => throw new ArgumentOutOfRangeException(nameof(year), year, null),
        };
    }

    private static Failure Missing(DateOnly measurementDate, DividendYear year) => new(
        ReasonCode.MissingDividend,
        "measurement_date",
        Text.Of(measurementDate),
        year switch
        {
            DividendYear.LastEnded => "no dividend record for the last fiscal year that ended by then",
            DividendYear.OneBefore => "no dividend record for the fiscal year before the last that ended by then",
            _ => "no dividend record for the fiscal year it lies in",
        });
}
