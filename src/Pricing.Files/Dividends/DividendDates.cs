using System.Globalization;
using Pricing.Actions;
using Pricing.Dividends;
using Pricing.Files.Fields;

namespace Pricing.Files.Dividends;

/// <summary>What speaks against the dates of a dividend beside each other.</summary>
internal static class DividendDates
{
    private const int MostShown = 10;

    // The longest holidays and three business days.
    private const int MostDaysToRecordDate = 15;
    private const int MostMonthsAfterYear = 6;
    private const int MostMonthsBeforeYear = 3;
    private const int MostMonthsToAnnounce = 6;

    /// <summary>Refuses dates that contradict each other.</summary>
    /// <param name="row">The row.</param>
    /// <param name="fields">Where to note what is wrong.</param>
    public static void Check(DividendRow row, FieldReader fields)
    {
        if (row.ExDate is { } exDate && exDate > row.RecordDate)
            fields.Fail("ExDate", $"is after the record date {DateText.Of(row.RecordDate)}; correct one of them");
        else if (row.ExDate is { } early && row.RecordDate.DayNumber - early.DayNumber > MostDaysToRecordDate)
            fields.Fail("ExDate", $"is more than {MostDaysToRecordDate} days before the record date {DateText.Of(row.RecordDate)}; correct one of them");
        if (row is { ExDate: null, Amount: not (null or 0m) } && ExDateRule.FromRecordDate(row.RecordDate) is null)
            fields.Fail("ExDate", $"is missing, and the calendar does not reach the record date {DateText.Of(row.RecordDate)} that it follows from; state it");
        if (row.FiscalYearEnd is not { } end)
            return;
        if (row.Kind == DividendKind.Interim && row.RecordDate > end)
            fields.Fail("RecordDate", $"is after the end of the fiscal year {DateText.Of(end)}, and the dividend is an interim one; correct one of them");
        else if (row.RecordDate > end.AddMonths(MostMonthsAfterYear))
            fields.Fail("RecordDate", $"is more than {MostMonthsAfterYear} months after the end of the fiscal year {DateText.Of(end)}; correct one of them");
        else if (row.Kind == DividendKind.Final && row.RecordDate < end.AddMonths(-MostMonthsBeforeYear))
            fields.Fail("RecordDate", $"is more than {MostMonthsBeforeYear} months before the end of the fiscal year {DateText.Of(end)}, and the dividend is a final one; correct one of them");
        else if (row.RecordDate < end.AddYears(-1))
            fields.Fail("RecordDate", $"is more than a year before the end of the fiscal year {DateText.Of(end)}; correct one of them");
    }

    /// <summary>
    /// Ex-dates that are others than those that follow from the record dates, and announcements so late that their date may be mistyped; of
    /// very many the first ones.
    /// </summary>
    /// <param name="rows">The rows.</param>
    public static IEnumerable<string> Notices(IReadOnlyList<DividendRow> rows) => [.. ExDates(rows), .. LateAnnouncements(rows)];

    // What is announced again later takes the place of what was announced before, and is no mistake.
    private static IReadOnlyList<string> LateAnnouncements(IReadOnlyList<DividendRow> rows)
    {
        List<string> notices =
        [
            .. from dividend in rows.GroupBy(row => (row.Code, row.Kind, row.RecordDate))
               let first = dividend.MinBy(row => row.AnnouncedOn)!
               where first.AnnouncedOn > first.RecordDate.AddMonths(MostMonthsToAnnounce)
               select string.Create(
                   CultureInfo.InvariantCulture,
                   $"line {first.Line}: AnnouncedOn {first.AnnouncedOn:yyyy-MM-dd} is more than {MostMonthsToAnnounce} months after the record date {first.RecordDate:yyyy-MM-dd}, and the dividend does not count before it; look whether one of them is mistyped"),
        ];
        return CappedNotices.Of(notices, notices.Count, MostShown, "dividends that were announced late", "dividend that was announced late");
    }

    private static IReadOnlyList<string> ExDates(IEnumerable<DividendRow> rows)
    {
        List<string> notices =
        [
            .. from row in rows
               where row.ExDate is not null
               let expected = ExDateRule.FromRecordDate(row.RecordDate)
               where expected is not null && expected != row.ExDate
               select string.Create(
                   CultureInfo.InvariantCulture,
                   $"line {row.Line}: ExDate {row.ExDate:yyyy-MM-dd} is taken as it stands; by the exchange's settlement rule of its time the record date {row.RecordDate:yyyy-MM-dd} has the ex-date {expected:yyyy-MM-dd}"),
        ];
        return CappedNotices.Of(
            notices, notices.Count, MostShown, "ex-dates that do not follow from the record date", "ex-date that does not follow from the record date");
    }
}
