using System.Globalization;
using Pricing.Pipeline.Ingestion;
using Sylvan.Data.Csv;

namespace Pricing.Pipeline.MarketData.Files;

/// <summary>Which column of a price file is which, found by its name in any case; others are left alone.</summary>
internal sealed class PriceFileColumns
{
    private static readonly string[] DateFormats = ["yyyy-MM-dd", "yyyy/MM/dd", "yyyy/M/d", "yyyy-M-d", "yyyyMMdd"];

    /// <summary>How sources write that a day has no close.</summary>
    private static readonly HashSet<string> None =
        new(["", "null", "-", ".", "NaN", "NA", "N/A", "#N/A", "#VALUE!"], StringComparer.OrdinalIgnoreCase);

    private readonly int date;
    private readonly int close;
    private readonly int code;
    private readonly int basePrice;
    private readonly int split;
    private readonly int adjustment;
    private readonly int volume;

    private PriceFileColumns(IReadOnlyList<string> names)
    {
        date = Find(names, "date");
        close = Find(names, "close", "c");
        code = Find(names, "code", "securitycode");
        basePrice = Find(names, "baseprice");
        split = Find(names, "splitfactor");
        adjustment = Find(names, "adjfactor");
        volume = Find(names, "volume", "vo");
    }

    /// <summary>Whether each row names its share.</summary>
    public bool HasCode => code >= 0;

    /// <summary>Reads the header.</summary>
    /// <param name="names">The names of the columns.</param>
    /// <returns>
    /// The columns; <see cref="ReasonCode.FeedMalformed"/> where date or close is missing or a name stands twice.
    /// </returns>
    public static Outcome<PriceFileColumns> Of(IReadOnlyList<string> names)
    {
        var twice = names.Select(Plain).GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(
            group => group.Count() > 1);
        if (twice is not null)
            return new Failure(ReasonCode.FeedMalformed, "header", twice.Key, "the header names a column twice");

        var columns = new PriceFileColumns(names);
        if (columns.date < 0 || columns.close < 0)
            return new Failure(ReasonCode.FeedMalformed, "header", string.Join(
                ',', names), "the header needs the columns Date and Close");
        return columns;
    }

    /// <summary>Reads a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="fileCode">The file's share, where its rows name none.</param>
    /// <returns>The code and the fact, or why the row cannot be read: which field, which value.</returns>
    public Outcome<CodedFact> Read(CsvDataReader row, string? fileCode)
    {
        var dateText = Text(row, date);
        if (!DateOnly.TryParseExact(
            dateText, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return Bad("Date", dateText, "is no date of the form yyyy-MM-dd or yyyy/MM/dd");

        List<Failure> failures = [];
        var price = Number(row, close, "Close", failures);
        var stated = Number(row, basePrice, "BasePrice", failures);
        var shares = Number(row, volume, "Volume", failures, zero: true);
        var ratio = Split(row, failures);
        var share = SecurityCode.Parse(HasCode ? Text(row, code) : fileCode!);
        failures.AddRange(share.Failures);
        if (failures.Count > 0)
            return failures;

        var isTraded = price is not null && shares is not 0m;
        return new CodedFact(share.Value, new(day, isTraded ? price : null, !isTraded, ratio, stated, 0));
    }

    private Ratio? Split(CsvDataReader row, List<Failure> failures)
    {
        if (Number(row, split, "SplitFactor", failures) is { } newPerOld)
            return newPerOld == 1m ? null : newPerOld;
        if (Number(row, adjustment, "AdjFactor", failures) is not { } oldPerNew)
            return null;

        var ratio = JQuants.SplitFactor.NewPerOld(oldPerNew);
        failures.AddRange(ratio.Failures);
        return ratio.IsSuccess ? ratio.Value : null;
    }

    private static decimal? Number(
        CsvDataReader row, int column, string name, List<Failure> failures, bool zero = false)
    {
        var text = Text(row, column);
        if (None.Contains(text))
            return null;
        if (DecimalText.Parse(text) is { } number && (number > 0 || (zero && number == 0)))
            return StoredNumber.Trim(number);

        failures.Add(Bad(name, text, zero ? "is no number from 0 on" : "is no number above 0"));
        return null;
    }

    private static string Text(CsvDataReader row, int column) =>
        column < 0 || column >= row.RowFieldCount ? "" : row.GetString(column).Trim();

    private static int Find(IReadOnlyList<string> names, params IEnumerable<string> wanted) =>
        names.Select(Plain).Index().Where(name => wanted.Contains(name.Item)).Select(
            name => name.Index).FirstOrDefault(-1);

    private static string Plain(string name) =>
        string.Concat(name.Where(character => character is not ('_' or ' '))).ToLowerInvariant();

    private static Failure Bad(string field, string value, string reason) =>
        new(ReasonCode.FeedMalformed, field, value, reason);
}
