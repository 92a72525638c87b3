using System.Globalization;
using Pricing.Dividends;

namespace Pricing.Pipeline.Intake.Batches;

/// <summary>
/// Fiscal years whose dividends look incomplete or counted twice beside the year before: the interim dividend is not stored, or the
/// final one's row bears the amount of the whole year. Both give a wrong D, and neither looks wrong alone.
/// </summary>
internal static class DividendSums
{
    // An ordinary rise of a final dividend stays below it; the interim one added goes above, save where it is small.
    private const decimal LeastRise = 1.3m;
    private const decimal Near = 0.1m;

    /// <summary>What to know of the dividends of a share.</summary>
    /// <param name="code">The share.</param>
    /// <param name="dividends">Its dividends: those of a file, and those that are stored.</param>
    /// <param name="recordDates">The record dates that the file states: years that it says nothing of are not named.</param>
    public static IEnumerable<string> Notices(
        string code, IReadOnlyList<CashDividend> dividends, IReadOnlySet<DateOnly> recordDates)
    {
        var years = dividends
            .GroupBy(dividend => dividend.FiscalYearEnd)
            .OrderBy(year => year.Key)
            .Select(year => new Year(year.Key, [.. year]))
            .ToList();
        foreach (var (before, year) in years.Zip(years.Skip(1)))
        {
            if (year.End > before.End.AddYears(1).AddDays(1)
                || !before.Dividends.Concat(year.Dividends).Any(dividend => recordDates.Contains(dividend.RecordDate)))
            {
                continue;
            }

            if (IsWithoutInterim(before, year)) yield return WithoutInterim(code, before, year);
            if (IsWholeYear(before, year)) yield return WholeYear(code, before, year);
        }
    }

    private static bool IsWithoutInterim(Year before, Year year) =>
        before.Interim > 0 && before.Final is not null && year.Interim is null && year.Final is not null;

    private static bool IsWholeYear(Year before, Year year) =>
        year is { Interim: > 0 and { } interim, Final: { } final }
        && before is { Interim: > 0, Final: > 0 and { } finalBefore }
        && final >= LeastRise * finalBefore
        && Math.Abs(final - (interim + finalBefore)) <= Near * final;

    private static string WithoutInterim(string code, Year before, Year year) =>
        $"{SecurityCode.Shown(code)}: the fiscal year to {DateText.Of(year.End)} has a final dividend and no interim one, and the year before had an interim one of {Text(before.Interim)}: "
        + "D counts the final one alone; add the interim one, or a row of 0 where there was none";

    private static string WholeYear(string code, Year before, Year year) =>
        $"{SecurityCode.Shown(code)}: the final dividend {Text(year.Final)} of the fiscal year to {DateText.Of(year.End)} is about the sum of its interim one {Text(year.Interim)} and the final one of the year before {Text(before.Final)}: "
        + "if it is the amount of the whole year, the interim one is counted twice; the final row bears the final dividend alone";

    private static string Text(decimal? amount) => (amount ?? 0m).ToString("0.####", CultureInfo.InvariantCulture);

    private readonly record struct Year(DateOnly End, IReadOnlyList<CashDividend> Dividends)
    {
        public decimal? Interim => Sum(DividendKind.Interim);

        public decimal? Final => Sum(DividendKind.Final);

        private decimal? Sum(DividendKind kind)
        {
            var of = Dividends.Where(dividend => dividend.Kind == kind).ToList();
            return of.Count == 0 ? null : of.Sum(dividend => dividend.AmountPerShare);
        }
    }
}
