using Pricing.Pipeline.Files;
using Pricing.Pipeline.MarketData.Prices;

namespace Pricing.Pipeline.Intake.Kinds;

/// <summary>Which column of a price file is which; others are left alone.</summary>
/// <param name="columns">The file's columns.</param>
internal sealed class PriceFileColumns(CsvColumns columns)
{
    private readonly int date = columns.Find("date");
    private readonly int close = columns.Find("close", "c");
    private readonly int code = columns.Find("code", "securitycode");
    private readonly int basePrice = columns.Find("baseprice");
    private readonly int split = columns.Find("splitfactor");
    private readonly int adjustment = columns.Find("adjfactor");
    private readonly int volume = columns.Find("volume", "vo");

    /// <summary>Whether date and close are there.</summary>
    public bool AreThere => date >= 0 && close >= 0;

    /// <summary>Whether each row names its share.</summary>
    public bool HaveCode => code >= 0;

    /// <summary>Reads a row; what cannot be read is among the row's failures.</summary>
    /// <param name="row">The row.</param>
    /// <param name="fileCode">The file's share, where its rows name none.</param>
    public CodedFact Read(CsvRow row, string? fileCode)
    {
        var day = row.Date(date, "Date");
        var price = row.Number(close, "Close");
        var stated = row.Number(basePrice, "BasePrice");
        var shares = row.Number(volume, "Volume", zero: true);
        var ratio = Split(row);
        var share = row.Code(code, fileCode);
        var isTraded = price is not null && shares is not 0m;
        return new(share, new(day, isTraded ? price : null, !isTraded, ratio, stated, 0));
    }

    private Ratio? Split(CsvRow row)
    {
        if (row.Number(split, "SplitFactor") is { } newPerOld)
            return newPerOld == 1m ? null : newPerOld;
        if (row.Number(adjustment, "AdjFactor") is not { } oldPerNew)
            return null;

        var ratio = Dividends.SplitFactor.NewPerOld(oldPerNew);
        row.Refuse(ratio.Failures);
        return ratio.IsSuccess ? ratio.Value : null;
    }
}
