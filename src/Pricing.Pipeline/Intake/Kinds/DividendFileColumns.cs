using System.Globalization;
using Pricing.Pipeline.Files;
using Pricing.Pipeline.MarketData.Dividends;

namespace Pricing.Pipeline.Intake.Kinds;

/// <summary>Which column of a table of dividends is which; others are left alone.</summary>
/// <param name="columns">The file's columns.</param>
internal sealed class DividendFileColumns(CsvColumns columns)
{
    private readonly int code = columns.Find("code", "securitycode");
    private readonly int kind = columns.Find("kind");
    private readonly int amount = columns.Find("amount");
    private readonly int occasional = columns.Find("commemorativepart");
    private readonly int record = columns.Find(DividendFileParser.RecordDate);
    private readonly int ex = columns.Find("exdate");
    private readonly int announced = columns.Find("announcedon");

    /// <summary>Whether all columns that are needed are there.</summary>
    public bool AreThere => kind >= 0 && amount >= 0 && record >= 0 && ex >= 0 && announced >= 0;

    /// <summary>Whether each row names its share.</summary>
    public bool HaveCode => code >= 0;

    /// <summary>Reads a row; what cannot be read is among the row's failures.</summary>
    /// <param name="row">The row.</param>
    /// <param name="fileCode">The file's share, where its rows name none.</param>
    public CodedNotice Read(CsvRow row, string? fileCode)
    {
        var share = row.Code(code, fileCode);
        var isFinal = IsFinal(row);
        var rate = row.Number(amount, "Amount", zero: true);
        var part = row.Number(occasional, "CommemorativePart", zero: true) ?? 0m;
        if (part > (rate ?? part))
            row.Refuse("CommemorativePart", row.Text(occasional), "is no part of the amount");
        var recordDate = row.Date(record, "RecordDate");
        var publishedOn = row.Date(announced, "AnnouncedOn");
        if (recordDate != default && !DividendNotice.TermMonths.Contains(recordDate))
            row.Refuse("RecordDate", row.Text(record), $"is outside {DividendNotice.TermMonths}");
        var reference = string.Create(
            CultureInfo.InvariantCulture,
            $"file/{recordDate:yyyyMMdd}/{(isFinal ? "final" : "interim")}/{publishedOn:yyyyMMdd}");
        return new(share, new()
        {
            Reference = reference,
            PublishedOn = publishedOn,
            PublishedAt = DividendNotice.NoTime,
            Status = NoticeStatus.New,
            RefersTo = reference,
            IsFinal = isFinal,
            IsDecided = true,
            TermMonth = new(recordDate.Year, recordDate.Month, 1),
            Rate = rate,
            OccasionalRate = part,
            RecordDate = recordDate,
            ExDate = row.OptionalDate(ex, "ExDate"),
            Source = 0,
        });
    }

    private bool IsFinal(CsvRow row)
    {
        var text = row.Text(kind);
        var isFinal = text.Equals("final", StringComparison.OrdinalIgnoreCase);
        if (!isFinal && !text.Equals("interim", StringComparison.OrdinalIgnoreCase))
            row.Refuse("Kind", text, "is neither interim nor final");
        return isFinal;
    }
}
