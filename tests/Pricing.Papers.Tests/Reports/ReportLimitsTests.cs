using Pricing.Papers.Reports;
using Pricing.Papers.Wording;
using Pricing.Pipeline.Valuations;

namespace Pricing.Papers.Tests.Reports;

/// <summary>What a report says of the facts that its value lacks, where they stand and among its limits.</summary>
public sealed class ReportLimitsTests
{
    [Fact]
    public void Report_ValueWhoseFactsLackSomething_SaysItAmongTheLimits()
    {
        var lacking = Given.Confirmed with { Value = Given.Confirmed.Value with { SessionsWithoutRow = 3, SessionsWithoutClose = 12, RecordedDividend = "18.75", CurveDate = new(2013, 7, 10), CurveAwaited = new(2013, 7, 11), SharePriceMissingRow = new(2013, 7, 9), ExercisePrice = "350" } };
        string[] stated = ["of which no price is stored: 3.", "whose row has no close: 12.", "the dividend records give 18.75 per share", "No price of 9 July 2013 is stored", "the curve of 10 July 2013: no curve of 11 July 2013 is stored yet", "is below a fifth of the share price"];

        Assert.All(stated, text => Assert.Contains(text, PaperText.Of(ReportPage.Of(lacking, PaperLanguage.English)), StringComparison.Ordinal));
        Assert.All(stated, text => Assert.DoesNotContain(text, PaperText.Of(ReportPage.Of(Given.Confirmed, PaperLanguage.English)), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(PaperLanguage.English, "Yield of another term:", "years to maturity: 10 y. That curve has no yield of 7 years.", "The risk-free rate is the yield of 10 years: the stored curve of 11 July 2013 has no yield of 7 years, which is published next to T (7 years).")]
    [InlineData(PaperLanguage.Japanese, "年限の異なる利回り：", "（年限 10年）。同日の収録値に年限7年の利回りがない。", "無リスク利子率は年限10年の利回りです。収録された2013年7月11日の国債利回りに、T（7年）に対応する年限7年の値がありません。")]
    public void Report_YieldOfAnotherTerm_SaysItAtItsHeadBesideTheRateAndAmongTheLimits(PaperLanguage language, params string[] stated)
    {
        var page = PaperText.Of(ReportPage.Of(Given.Paper(changes: "expected_remaining_years=7"), language));

        Assert.All(stated, text => Assert.Contains(text, page, StringComparison.Ordinal));
        Assert.DoesNotContain(stated[0], PaperText.Of(ReportPage.Of(Given.Confirmed, language)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ValueStatus.Provisional, "so the close before it is taken and the value is provisional.")]
    [InlineData(ValueStatus.Final, "so the close before it is taken.")]
    public void Report_NoPriceOfTheDate_IsProvisionalOnlyWhereTheValueIs(ValueStatus status, string said) => Assert.Contains(
        said,
        PaperText.Of(ReportPage.Of(
            Given.Confirmed with { Value = Given.Confirmed.Value with { Status = status, SharePriceMissingRow = new(2013, 7, 9) } },
            PaperLanguage.English)),
        StringComparison.Ordinal);
}
