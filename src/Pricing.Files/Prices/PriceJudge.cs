using Pricing.Calendars;
using Pricing.Files.Fields;
using Pricing.Files.Schemas;
using Pricing.Files.Tables;
using Pricing.Files.WholeFiles;

namespace Pricing.Files.Prices;

/// <summary>Reads the rows of a price file and judges them together.</summary>
internal sealed class PriceJudge(TableReader table) : IRowJudge<PriceRow>
{
    private readonly ShareOfRow share = new(table, "Code");
    private readonly TableColumn date = table.Schema!["Date"];
    private readonly TableColumn close = table.Schema["Close"];
    private readonly TableColumn volume = table.Schema["Volume"];
    private readonly TableColumn basePrice = table.Schema["BasePrice"];
    private readonly TableColumn[] factors =
        [table.Schema["SplitFactor"], table.Schema["AdjFactor"], table.Schema["StockSplits"]];

    private readonly SecondCode secondCode = new(table);

    public PriceRow Read()
    {
        var fields = table.Columns;
        var day = fields.Required(date, fields.Date(date));
        var traded = fields.Number(volume, 0m, null);
        var price = Close(fields, traded);
        if (price > 0 && traded == 0 && fields.IsMultiplied(volume))
            fields.Fail(volume, "is counted in a unit that multiplies, so that 0 may be some shares, and a close stands beside it; state the volume in shares, or leave it empty");
        var stated = fields.Number(basePrice, null, null);
        if (stated <= 0)
            fields.Fail(basePrice, "must be above 0");
        var (split, mustShow) = Split(fields);
        secondCode.Look();
        return new(
            table.Line, share.Read(), day ?? default, price is null or 0 || traded == 0 ? null : price, split, stated, traded)
        {
            MustShow = mustShow,
        };
    }

    public void Judge(List<PriceRow> rows, DefectList defects, List<string> notices)
    {
        secondCode.Judge(defects);
        if (share.IsMissing || secondCode.IsFound)
            return;
        foreach (var row in rows.Where(row => row.NewPerOld is not null && !IsSession(row.Date)))
        {
            defects.Add(new(row.Line, null, new(
                ReasonCode.InvalidField, "Date", DateText.Of(row.Date),
                "states a split on a day on which the exchange had no session; give it the ex-date")));
        }

        var dropped = rows.FindAll(row => !IsSession(row.Date));
        if (dropped.Count > 0)
        {
            rows.RemoveAll(row => !IsSession(row.Date));
            notices.Add(LeftOut.Notice(dropped, "of a day without a session"));
        }

        OneClose.Judge(rows, defects, notices);
        if (defects.Count == 0)
            SplitCheck.Judge(rows, defects, notices);
        if (defects.Count == 0)
            notices.AddRange(HistoryNotices.Gaps(rows));
    }

    // A close of 0 where nothing was traded is how some sources write that there was none.
    private decimal? Close(ColumnReader fields, decimal? traded)
    {
        var price = fields.Number(close, null, null);
        if (price < 0 || (price == 0 && traded != 0))
            fields.Fail(close, "must be above 0; where nothing was traded, leave it empty or state a volume of 0");
        return price is { Scale: > 0 } ? DecimalText.Trim(price.Value) : price;
    }

    private (Ratio? Split, bool MustShow) Split(ColumnReader fields)
    {
        Ratio? split = null;
        var mustShow = false;
        foreach (var column in factors)
        {
            if (fields.Split(column) is not { } ratio)
                continue;
            if (split is { } other && other != ratio)
                fields.Fail(column, $"states another split than the column beside it, which says {other} new shares for one old");
            split = ratio;
            mustShow = column == factors[^1];
        }

        return (split, mustShow);
    }

    private static bool IsSession(DateOnly date) => TokyoCalendar.Coverage.Contains(date) && TokyoCalendar.IsSession(date);
}
