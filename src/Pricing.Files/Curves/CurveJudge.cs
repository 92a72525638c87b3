using System.Globalization;
using Pricing.Calendars;
using Pricing.Files.Characters;
using Pricing.Files.Fields;
using Pricing.Files.Headers;
using Pricing.Files.Numbers;
using Pricing.Files.Schemas;
using Pricing.Files.Tables;
using Pricing.Files.WholeFiles;
using Pricing.Rates;

namespace Pricing.Files.Curves;

/// <summary>Reads the rows of yields and judges them together.</summary>
internal sealed class CurveJudge(TableReader table) : IRowJudge<CurveRow>
{
    private const decimal MostPercent = 100m;
    private const int Readable = 60;
    private const int OwnText = 32;

    private readonly TableColumn date = table.Schema!["date"];
    private readonly TableColumn tenor = table.Schema["tenor"];
    private readonly TableColumn percent = table.Schema["percent"];
    private readonly TableColumn meant = table.Schema["meant_reason"];
    private readonly List<string> footnotes = [];

    public CurveRow? Read()
    {
        var fields = table.Columns;
        var rows = table.Rows;
        if (rows.TenorCount > Signature.MostTenors)
        {
            fields.Fail(tenor.Name, rows.TenorCount.ToString(CultureInfo.InvariantCulture), HeaderDefects.TooManyTenors("the row"));
            return null;
        }

        var yields = new List<StatedYield>();
        var hasTenorText = false;
        var hasSigns = true;
        for (var i = 0; i < rows.TenorCount; i++)
        {
            var field = rows.TenorText(i);
            if (NoFigure.Is(field))
            {
                hasTenorText |= !field.IsWhiteSpace();
                continue;
            }

            hasTenorText = true;
            hasSigns &= IsSigned(field);
            var (years, name) = rows.Tenor(i);
            if (fields.HasFailed(name))
                continue;
            if (Percent(field, rows.TenorForm, out var yield) is { } wrong)
                fields.Fail(name, field, wrong);
            else
                yields.Add(Stated(new(years, yield), name, field));
        }

        if (rows.TenorCount > 0 && !hasTenorText && !fields.IsBlank(date) && fields.Date(date) is null)
        {
            // A line of text below the yields, as the ministry's current-month file has it.
            Footnote();
            return null;
        }

        var day = fields.Required(date, fields.Date(date)) ?? default;
        if (rows.TenorCount == 0)
        {
            ReadPoint(fields, yields);
            hasSigns = IsSigned(fields.Raw(percent));
        }

        return new(table.Line, day, yields, fields.Text(meant), hasSigns);
    }

    // A wrong yield says nothing of the others of its row.
    public bool IsReadInPart(CurveRow row) => row.Date != default;

    public void Judge(List<CurveRow> rows, DefectList defects, List<string> notices)
    {
        notices.AddRange(footnotes);
        LeaveOut(rows, notices, TokyoCalendar.Coverage.Contains, $"outside {TokyoCalendar.Coverage}");
        // Stored without a yield, a date would count as published, and the real curve of it would contradict it.
        var withYields = rows.Where(row => row.Yields.Count > 0).Select(row => row.Date).ToHashSet();
        LeaveOut(rows, notices, withYields.Contains, "without a yield");
        notices.AddRange(rows
            .Where(row => row.MeantReason is not null)
            .DistinctBy(row => row.Date)
            .Select(row => $"{DateText.Of(row.Date)} is taken as it stands: {row.MeantReason}"));
        var known = new Dictionary<(DateOnly Date, decimal Tenor), (decimal Percent, int Line)>();
        foreach (var row in rows)
        {
            foreach (var yield in row.Yields)
            {
                var point = yield.Point;
                if (!known.TryAdd((row.Date, point.TenorYears), (point.Percent, row.Line))
                    && known[(row.Date, point.TenorYears)] is var first && first.Percent != point.Percent)
                {
                    defects.Add(yield.Defect(ReasonCode.ConflictingData, string.Create(
                        CultureInfo.InvariantCulture,
                        $"{row.Date:yyyy-MM-dd} has two yields of {point.TenorYears} years: {first.Percent} in line {first.Line} and {point.Percent} in line {row.Line}; keep the right one")));
                }
            }
        }

        var tooMany = known.Keys.CountBy(key => key.Date).Where(day => day.Value > Signature.MostTenors).ToDictionary();
        foreach (var first in rows.Where(row => tooMany.ContainsKey(row.Date)).DistinctBy(row => row.Date))
        {
            defects.Add(new(first.Line, null, new(
                ReasonCode.InvalidField,
                tenor.Name,
                tooMany[first.Date].ToString(CultureInfo.InvariantCulture),
                HeaderDefects.TooManyTenors(DateText.Of(first.Date)))));
        }

        rows.RemoveAll(row => tooMany.ContainsKey(row.Date));
    }

    private static void LeaveOut(List<CurveRow> rows, List<string> notices, Func<DateOnly, bool> isTaken, string what)
    {
        List<DateOnly> dates = [.. rows.Select(row => row.Date).Where(day => !isTaken(day)).Distinct().Order()];
        if (dates.Count == 0)
            return;
        rows.RemoveAll(row => !isTaken(row.Date));
        notices.Add(dates is [var only]
            ? $"1 date {what} is left out: {DateText.Of(only)}"
            : string.Create(CultureInfo.InvariantCulture, $"{dates.Count} dates {what} are left out: {DateText.Of(dates[0])} to {DateText.Of(dates[^1])}"));
    }

    private void ReadPoint(ColumnReader fields, List<StatedYield> yields)
    {
        var years = TenorText.Read(fields.Raw(tenor), needsMark: false);
        if (years is null)
            fields.Fail(tenor, fields.IsBlank(tenor) ? "is missing" : "is no number of years such as 10, 10Y or 10年");
        if (fields.IsBlank(percent))
            return;
        if (Percent(fields.Raw(percent), table.Rows.Form(percent.Index), out var yield) is { } wrong)
            fields.Fail(percent, wrong);
        else if (years is { } remaining)
            yields.Add(Stated(new(remaining, yield), percent.Name, fields.Raw(percent)));
    }

    private StatedYield Stated(CurvePoint point, string name, ReadOnlySpan<char> field)
    {
        Span<char> own = stackalloc char[OwnText];
        var text = Invisible.Trim(field);
        var isOwn = point.Percent.TryFormat(own, out var length, default, CultureInfo.InvariantCulture) && text.SequenceEqual(own[..length]);
        return new(point, table.Line, name, table.Place(name), isOwn ? null : Excerpt.Of(text, Readable));
    }

    private static string? Percent(ReadOnlySpan<char> field, NumberForm form, out decimal percent)
    {
        var wrong = NumberText.Read(field, form, out percent);
        percent = DecimalText.Trim(percent);
        return wrong ?? (Math.Abs(percent) >= MostPercent ? "is no yield in percent: it is 100 or more" : null);
    }

    private static bool IsSigned(ReadOnlySpan<char> field) => Invisible.Trim(field) is [.., '%' or '％'];

    private void Footnote()
    {
        var text = table.Columns.Raw(date).ToString();
        table.Columns.StartRow();
        table.PassOver();
        footnotes.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"line {table.Line} is passed over: {Excerpt.Of(text, Readable)}"));
    }
}
