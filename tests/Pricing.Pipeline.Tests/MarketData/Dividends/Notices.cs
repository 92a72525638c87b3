using Pricing.Pipeline.MarketData.Dividends;

namespace Pricing.Pipeline.Tests.MarketData.Dividends;

/// <summary>Notices as they are stored.</summary>
internal static class Notices
{
    /// <summary>A decided dividend, announced for the first time, without time of day and ex-date.</summary>
    public static DividendNotice Of(string reference, DateOnly published, DateOnly record, decimal rate, bool isFinal) => new()
    {
        Reference = reference,
        PublishedOn = published,
        PublishedAt = DividendNotice.NoTime,
        Status = NoticeStatus.New,
        RefersTo = reference,
        IsFinal = isFinal,
        IsDecided = true,
        TermMonth = new(record.Year, record.Month, 1),
        Rate = rate,
        OccasionalRate = 0m,
        RecordDate = record,
        ExDate = null,
        Source = 0,
    };
}
