using Pricing.Dividends;
using Pricing.Pipeline.MarketData.Dividends;

namespace Pricing.Pipeline.Tests.MarketData.Dividends;

public sealed class DividendHistoryTests
{
    private static readonly DividendNotice Interim = Notice(
        "1", new(2012, 11, 9), new(2012, 9, 30), 1750m, isFinal: false);
    private static readonly DividendNotice Final = Notice("2", new(2013, 5, 15), new(2013, 3, 31), 10m, isFinal: true);

    [Fact]
    public void Dividends_InterimAndFinal_BelongToTheYearOfTheFinal()
    {
        var dividends = Of(Interim, Final).Dividends;

        Assert.Equal([DividendKind.Interim, DividendKind.Final], dividends.Select(dividend => dividend.Kind));
        Assert.All(dividends, dividend => Assert.Equal(new DateOnly(2013, 3, 31), dividend.FiscalYearEnd));
    }

    [Fact]
    public void Dividends_NoFinalFollowsYet_BelongsToNoEndedYear()
    {
        var earlier = Notice("0", new(2012, 5, 15), new(2012, 3, 31), 1750m, isFinal: true);

        var dividends = Of(earlier, Interim).Dividends;

        Assert.Equal(new DateOnly(2013, 3, 31), dividends[^1].FiscalYearEnd);
        var perShare = FiscalYearDividend.Restate(dividends, [], new(2013, 4, 20), new(CountCommemorative: true));
        Assert.Equal(ReasonCode.MissingDividend, Assert.Single(perShare.Failures).Code);
        Assert.Empty(Of(Interim).Dividends);
    }

    [Fact]
    public void Dividends_CorrectionOfACorrection_TakesThePlaceOfTheFirst()
    {
        var first = Final with { Reference = "3", RefersTo = "2", Status = NoticeStatus.Correction, Rate = 11m };
        var second = Final with { Reference = "4", RefersTo = "3", Status = NoticeStatus.Correction, Rate = 12m };

        Assert.Equal(12m, Assert.Single(Of(Final, first, second).Dividends).AmountPerShare);
    }

    [Fact]
    public void Dividends_Deleted_AreGone() => Assert.Empty(
        Of(Final, Final with { Reference = "3", RefersTo = "2", Status = NoticeStatus.Deletion }).Dividends);

    [Theory]
    [InlineData(false, 10.0)]
    [InlineData(true, null)]
    public void Dividends_ForecastOrUndetermined_DoNotCount(bool decided, double? rate) =>
        Assert.Empty(Of(Final with { IsDecided = decided, Rate = (decimal?)rate }).Dividends);

    [Fact]
    public void Dividends_CommemorativePart_StandsByItself()
    {
        var dividends = Of(Final with { OccasionalRate = 4m }).Dividends;

        Assert.Equal(
            [(DividendKind.Final, 6m), (DividendKind.Commemorative, 4m)],
            dividends.Select(dividend => (dividend.Kind, dividend.AmountPerShare)));
    }

    [Fact]
    public void Dividends_DecidedToBeNone_CompleteTheYearWithZero()
    {
        var dividend = Assert.Single(Of(Final with { Rate = 0m, ExDate = null }).Dividends);

        Assert.Equal((0m, DividendKind.Final), (dividend.AmountPerShare, dividend.Kind));
    }

    // Two business days before the record date up to the change of 2019-07-16, one from then on.
    [Theory]
    [InlineData("2019-03-31", "2019-03-27")]
    [InlineData("2019-07-17", "2019-07-12")]
    [InlineData("2019-07-18", "2019-07-17")]
    [InlineData("2019-09-30", "2019-09-27")]
    public void Dividends_NoExDateStated_HaveTheOneOfTheRecordDate(string record, string expected)
    {
        var day = DateOnly.Parse(record, null);
        var dividend = Assert.Single(Of(Final with { RecordDate = day, TermMonth = new(day.Year, day.Month, 1), ExDate = null }).Dividends);

        Assert.Equal((10m, DateOnly.Parse(expected, null)), (dividend.AmountPerShare, dividend.ExDate));
    }

    [Fact]
    public void KnownOn_DateBeforeAnnouncement_LacksTheNotice() =>
        Assert.Empty(Of(Interim, Final).KnownOn(new(2013, 5, 14)));

    private static DividendHistory Of(params DividendNotice[] notices) => new()
    {
        Code = "37740",
        Through = new(2013, 7, 11),
        Sources = [],
        Notices = notices,
    };

    private static DividendNotice Notice(string reference, DateOnly published, DateOnly record, decimal rate, bool isFinal) =>
        Notices.Of(reference, published, record, rate, isFinal) with { PublishedAt = "15:00", ExDate = record.AddDays(-4) };
}
