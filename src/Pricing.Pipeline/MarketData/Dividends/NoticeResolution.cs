using Pricing.Dividends;

namespace Pricing.Pipeline.MarketData.Dividends;

/// <summary>From notices to dividends: corrections and deletions applied, fiscal years assigned.</summary>
internal static class NoticeResolution
{
    private const int MonthsOfAYear = 12;

    public static IReadOnlyList<CashDividend> Dividends(IReadOnlyList<DividendNotice> notices)
    {
        var decided = Standing(notices)
            .Where(notice => notice is { IsDecided: true, Rate: not null, RecordDate: not null })
            .ToList();
        var finals = decided
            .Where(notice => notice.IsFinal)
            .OrderBy(notice => notice.TermMonth)
            .ToList();
        return
        [
            .. decided
                .SelectMany(notice => Parts(notice, finals))
                .OrderBy(dividend => dividend.RecordDate)
                .ThenBy(dividend => dividend.Kind),
        ];
    }

    /// <summary>The last word on each dividend.</summary>
    /// <param name="notices">The notices in the order of their publication.</param>
    public static IEnumerable<DividendNotice> Standing(IReadOnlyList<DividendNotice> notices)
    {
        var first = new Dictionary<string, string>(StringComparer.Ordinal);
        var standing = new Dictionary<string, DividendNotice>(StringComparer.Ordinal);
        foreach (var notice in notices)
        {
            // A correction may name the first notice or the correction before it; both stand for the same dividend.
            var about = notice.Status == NoticeStatus.New
                ? notice.Reference
                : first.GetValueOrDefault(notice.RefersTo, notice.RefersTo);
            first[notice.Reference] = about;
            if (notice.Status == NoticeStatus.Deletion)
                standing.Remove(about);
            else
                standing[about] = notice;
        }

        // Two notices that both call themselves new about one dividend: the later one is what the company last said.
        return standing.Values
            .GroupBy(notice => (notice.TermMonth, notice.IsFinal, notice.IsDecided))
            .Select(group => WithYearEnd(group.MaxBy(notice => (notice.PublishedOn, notice.PublishedAt, notice.Reference))!, group));
    }

    // A feed does not state the fiscal year; a file that announces the same dividend on the same day may.
    private static DividendNotice WithYearEnd(DividendNotice last, IEnumerable<DividendNotice> all) => last.FiscalYearEnd is not null ? last : last with
    {
        FiscalYearEnd = all.FirstOrDefault(notice => notice.FiscalYearEnd is not null && notice.PublishedOn == last.PublishedOn)?.FiscalYearEnd,
    };

    private static IEnumerable<CashDividend> Parts(DividendNotice notice, List<DividendNotice> finals)
    {
        if (YearEnd(notice, finals) is not { } yearEnd || (notice.KnownExDate is null && notice.Rate != 0))
            yield break;

        var ordinary = new CashDividend
        {
            AmountPerShare = notice.Rate!.Value - notice.OccasionalRate,
            ExDate = notice.KnownExDate ?? notice.RecordDate!.Value,
            RecordDate = notice.RecordDate!.Value,
            FiscalYearEnd = yearEnd,
            Kind = notice.IsFinal ? DividendKind.Final : DividendKind.Interim,
        };
        yield return ordinary;
        if (notice.OccasionalRate > 0)
            yield return ordinary with { AmountPerShare = notice.OccasionalRate, Kind = DividendKind.Commemorative };
    }

    // An interim dividend belongs to the year of the final one that follows. Until that is decided, to the year that
    // the last final one lets expect, which is then without a final dividend and so not complete.
    private static DateOnly? YearEnd(DividendNotice notice, List<DividendNotice> finals)
    {
        if (notice.IsFinal || notice.FiscalYearEnd is not null)
            return YearEnd(notice);

        foreach (var final in finals)
        {
            if (final.TermMonth >= notice.TermMonth && final.TermMonth < notice.TermMonth.AddMonths(MonthsOfAYear))
                return YearEnd(final);
        }

        if (finals.Count == 0 || finals[^1].TermMonth >= notice.TermMonth)
            return null;
        var expected = finals[^1].TermMonth;
        while (expected < notice.TermMonth)
            expected = expected.AddMonths(MonthsOfAYear);
        return MonthEnd(expected);
    }

    private static DateOnly YearEnd(DividendNotice notice) => notice.FiscalYearEnd ?? MonthEnd(notice.TermMonth);

    private static DateOnly MonthEnd(DateOnly month) => month.AddMonths(1).AddDays(-1);
}
