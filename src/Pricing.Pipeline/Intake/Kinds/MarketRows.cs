using System.Globalization;
using Pricing.Dividends;
using Pricing.Files.CorporateActions;
using Pricing.Files.Dividends;
using Pricing.Files.Prices;
using Pricing.Pipeline.MarketData.Actions;
using Pricing.Pipeline.MarketData.Dividends;
using Pricing.Pipeline.MarketData.Prices;

namespace Pricing.Pipeline.Intake.Kinds;

/// <summary>The rows of market files as they are stored; each is of the one source that its file is.</summary>
internal static class MarketRows
{
    /// <summary>The share and the date of a row of a price file.</summary>
    public static (string Code, DateOnly? Date) Of(PriceRow row) => (row.Code, row.Date);

    /// <summary>The share and the record date of a row of a table of dividends.</summary>
    public static (string Code, DateOnly? Date) Of(DividendRow row) => (row.Code, row.RecordDate);

    /// <summary>The share and the ex-date of a row of a table of corporate actions.</summary>
    public static (string Code, DateOnly? Date) Of(CorporateActionRow row) => (row.Code, row.ToAction()?.ExDate);

    /// <summary>All dates of a row of a price file.</summary>
    public static DateOnly?[] Dates(PriceRow row) => [row.Date];

    /// <summary>All dates of a row of a table of dividends.</summary>
    public static DateOnly?[] Dates(DividendRow row) => [row.FiscalYearEnd, row.RecordDate, row.ExDate, row.AnnouncedOn];

    /// <summary>All dates of a row of a table of corporate actions.</summary>
    public static DateOnly?[] Dates(CorporateActionRow row) => [row.RecordDate, row.EffectiveDate, row.ExDate, row.AnnouncedOn, row.MeetingDate];

    /// <summary>A row of a price file.</summary>
    /// <param name="row">The row.</param>
    public static PriceFact Fact(PriceRow row) =>
        new(row.Date, row.Close, NoTrade: row.Close is null, row.NewPerOld, row.BasePrice, Source: 0);

    /// <summary>A row of a table of corporate actions, of a file that is taken.</summary>
    /// <param name="row">The row.</param>
    public static SaidAction Action(CorporateActionRow row) => new()
    {
        Action = row.ToAction()!,
        IsConditional = row.IsConditional,
        HasExDate = row.ExDate is not null,
        MeantReason = row.MeantReason,
        WithdrawnReason = row.WithdrawnReason,
    };

    /// <summary>A row of a table of dividends: a decided notice, which the same announcement of the same dividend is again.</summary>
    /// <param name="row">The row.</param>
    public static DividendNotice Notice(DividendRow row)
    {
        var isFinal = row.Kind == DividendKind.Final;
        var reference = string.Create(
            CultureInfo.InvariantCulture,
            $"file/{row.RecordDate:yyyyMMdd}/{(isFinal ? "final" : "interim")}/{row.AnnouncedOn:yyyyMMdd}");
        var month = new DateOnly(row.RecordDate.Year, row.RecordDate.Month, 1);
        return new()
        {
            Reference = reference,
            PublishedOn = row.AnnouncedOn,
            PublishedAt = DividendNotice.NoTime,
            Status = NoticeStatus.New,
            RefersTo = reference,
            IsFinal = isFinal,
            IsDecided = true,
            TermMonth = month,
            FiscalYearEnd = isFinal && row.FiscalYearEnd == month.AddMonths(1).AddDays(-1) ? null : row.FiscalYearEnd,
            Rate = row.Amount,
            OccasionalRate = row.CommemorativePart,
            RecordDate = row.RecordDate,
            ExDate = row.ExDate,
            Source = 0,
        };
    }
}
