using Pricing.Dividends;
using static Pricing.Tests.Dates;

namespace Pricing.Tests.Dividends;

public sealed class FiscalYearDividendTests
{
    private static readonly DividendRule Release = new(CountCommemorative: true);

    // IIJ's split of 2012 and its dividends as declared, from its earnings releases.
    private static readonly ShareSplit Split = new()
    {
        ExDate = new(2012, 9, 26),
        NewPerOld = 200m,
        RecordDate = new(2012, 9, 30),
        EffectiveDate = new(2012, 10, 1),
    };

    private static readonly CashDividend[] Declared =
    [
        Dividend(1750, "2011-09-28", "2011-09-30", "2012-03-31", DividendKind.Interim),
        Dividend(1750, "2012-03-28", "2012-03-31", "2012-03-31", DividendKind.Final),
        Dividend(1750, "2012-09-26", "2012-09-30", "2013-03-31", DividendKind.Interim),
        Dividend(10, "2013-03-27", "2013-03-31", "2013-03-31", DividendKind.Final),
        Dividend(11, "2013-09-26", "2013-09-30", "2014-03-31", DividendKind.Interim),
        Dividend(11, "2014-03-27", "2014-03-31", "2014-03-31", DividendKind.Final),
    ];

    // Release, section 12, item 7: the dividend for the fiscal year ended March 2013, restated for the split.
    [Fact]
    public void Restate_ThirdSeries_Is8And75PlusTen()
    {
        var dividend = Restate(new(2013, 7, 11)).Value;

        Assert.Equal(18.75m, dividend.Amount);
        Assert.Equal(new(2013, 3, 31), dividend.FiscalYearEnd);
        Assert.Equal([1750m, 10m], dividend.Parts.Select(part => part.Declared.AmountPerShare));
        Assert.Equal([200m, 1m], dividend.Parts.Select(part => part.Factor));
        Assert.Equal([8.75m, 10m], dividend.Parts.Select(part => part.Restated));
        Assert.Equal(new Ratio(18.75m, 3505m), dividend.YieldOn(3505m).Value);
    }

    [Fact]
    public void Restate_FourthSeries_Is22() => Assert.Equal(22m, Restate(new(2014, 7, 10)).Value.Amount);

    [Theory]
    [InlineData("2012-09-25", "3500")]
    [InlineData("2012-09-26", "17.5")]
    public void Restate_SplitAfterTheMeasurementDate_DoesNotApply(string date, string expected) =>
        Assert.Equal(expected, Restate(Date(date)).Value.Amount.ToString());

    [Theory]
    [InlineData("2012-10-01", null, "17.5")]
    [InlineData("2012-09-30", null, "1758.75")]
    [InlineData(null, "2012-09-30", "17.5")]
    [InlineData(null, "2012-09-29", "1758.75")]
    [InlineData(null, null, "17.5")]
    public void Restate_DividendAndSplitOnTheSameDay_AreComparedByTheBestKnownDate(
        string? effective, string? record, string expected)
    {
        var split = Split with { EffectiveDate = DateOrNull(effective), RecordDate = DateOrNull(record) };
        CashDividend[] dividends =
        [
            Dividend(1750, "2012-09-26", "2012-09-30", "2012-09-30", DividendKind.Final),
            Dividend(1750, "2012-03-28", "2012-03-31", "2012-09-30", DividendKind.Interim),
        ];

        var dividend = FiscalYearDividend.Restate(dividends, [split], new(2012, 12, 28), Release).Value;

        Assert.Equal(expected, dividend.Amount.ToString());
    }

    [Fact]
    public void Restate_SplitKnownByItsExDateOnly_LeavesALaterExDateAlone() => Assert.Equal(
        18.75m,
        FiscalYearDividend.Restate(
            Declared,
            [new() { ExDate = new(2012, 9, 26), NewPerOld = 200m }],
            new(2013, 7, 11),
            Release).Value.Amount);

    [Fact]
    public void Restate_RatiosThatDoNotEnd_StayExact()
    {
        ShareSplit[] splits =
        [
            new() { ExDate = new(2012, 9, 26), NewPerOld = 3m },
            new() { ExDate = new(2013, 3, 27), NewPerOld = new Ratio(1m, 7m) },
        ];

        var dividend = FiscalYearDividend.Restate(Declared, splits, new(2013, 7, 11), Release).Value;

        // 1750 x 7/3 + 10 x 7
        Assert.Equal(new Ratio(12460m, 3m), dividend.Amount);
        Assert.Equal(new Ratio(12460m, 10515m), dividend.YieldOn(3505m).Value);
    }

    [Theory]
    [InlineData(DividendYear.LastEnded, "2013-03-31", "18.75")]
    [InlineData(DividendYear.OneBefore, "2012-03-31", "17.5")]
    [InlineData(DividendYear.InProgress, "2014-03-31", "22")]
    public void Restate_Year_IsTheOneTheRuleAsksFor(DividendYear year, string yearEnd, string expected)
    {
        var dividend = Restate(new(2013, 7, 11), Release with { Year = year }).Value;

        Assert.Equal(Date(yearEnd), dividend.FiscalYearEnd);
        Assert.Equal(expected, dividend.Amount.ToString());
    }

    [Theory]
    [InlineData("2014-05-20", "2013-03-31")]
    [InlineData("2015-03-31", "2014-03-31")]
    [InlineData("2016-03-30", "2014-03-31")]
    public void Restate_OneBeforeAYearOfWhichNothingIsDecided_IsTheLastOnRecord(string date, string yearEnd)
    {
        var ofFinals = Declared.Where(dividend => dividend.Kind == DividendKind.Final).ToList();

        var dividend = FiscalYearDividend.Restate(ofFinals, [Split], Date(date), Release with { Year = DividendYear.OneBefore });

        Assert.Equal(Date(yearEnd), dividend.Value.FiscalYearEnd);
    }

    [Theory]
    [InlineData("2013-03-30", "2012-03-31")]
    [InlineData("2013-03-31", "2013-03-31")]
    [InlineData("2015-03-30", "2014-03-31")]
    public void Restate_YearEndOnTheMeasurementDate_HasEnded(string date, string yearEnd) =>
        Assert.Equal(Date(yearEnd), Restate(Date(date)).Value.FiscalYearEnd);

    [Theory]
    [InlineData(true, "23.75", 3)]
    [InlineData(false, "18.75", 2)]
    public void Restate_CommemorativeDividend_CountsByTheRule(bool counts, string expected, int parts)
    {
        var commemorative = Dividend(5, "2013-03-27", "2013-03-31", "2013-03-31", DividendKind.Commemorative);

        var dividend = FiscalYearDividend
            .Restate([.. Declared, commemorative], [Split], new(2013, 7, 11), new(counts))
            .Value;

        Assert.Equal(expected, dividend.Amount.ToString());
        Assert.Equal(parts, dividend.Parts.Count);
    }

    [Theory]
    [InlineData(DividendYear.LastEnded, "2015-03-31", "for the last fiscal year that ended by then")]
    [InlineData(DividendYear.LastEnded, "2012-03-30", "for the last fiscal year that ended by then")]
    [InlineData(DividendYear.OneBefore, "2013-03-30", "for the fiscal year before the last that ended by then")]
    [InlineData(DividendYear.OneBefore, "2016-03-31", "for the fiscal year before the last that ended by then")]
    [InlineData(DividendYear.InProgress, "2014-03-31", "for the fiscal year it lies in")]
    [InlineData(DividendYear.InProgress, "2011-03-30", "for the fiscal year it lies in")]
    public void Restate_YearWithoutARecord_IsMissing(DividendYear year, string date, string reason) => Assert.Equal(
        $"MissingDividend measurement_date={date}: no dividend record {reason}",
        Restate(Date(date), Release with { Year = year }).Failures.Single().ToString());

    [Fact]
    public void Restate_YearWithoutAFinalDividend_IsMissing() => Assert.Equal(
        "MissingDividend fiscal_year_end=2013-03-31: the fiscal year has no final dividend on record",
        FiscalYearDividend.Restate(Declared[..3], [Split], new(2013, 7, 11), Release).Failures.Single().ToString());

    [Fact]
    public void Restate_FinalDividendOfZero_IsAYearWithoutADividend()
    {
        var none = Dividend(0, "2013-03-27", "2013-03-31", "2013-03-31", DividendKind.Final);

        Assert.Equal(
            0m, FiscalYearDividend.Restate([none], [], new(2013, 7, 11), Release).Value.Amount);
    }

    [Theory]
    [InlineData("2013-03-31", "2014-03-31")]
    [InlineData("2013-07-11", "2014-03-31")]
    [InlineData("2014-03-30", "2014-03-31")]
    public void Restate_YearInProgress_IsTheNextToEnd(string date, string yearEnd)
    {
        var later = Dividend(12, "2015-03-27", "2015-03-31", "2015-03-31", DividendKind.Final);
        var rule = Release with { Year = DividendYear.InProgress };

        CashDividend[] ascending = [.. Declared, later];
        CashDividend[] descending = [later, .. Declared.Reverse()];

        Assert.Equal(Date(yearEnd), FiscalYearDividend.Restate(ascending, [], Date(date), rule).Value.FiscalYearEnd);
        Assert.Equal(Date(yearEnd), FiscalYearDividend.Restate(descending, [], Date(date), rule).Value.FiscalYearEnd);
    }

    [Theory]
    [InlineData("2013-02-20", "2014-02-19", true)]
    [InlineData("2013-02-20", "2014-02-20", false)]
    [InlineData("2024-02-29", "2025-02-27", true)]
    [InlineData("2024-02-29", "2025-02-28", false)]
    [InlineData("2023-02-28", "2024-02-28", true)]
    [InlineData("2023-02-28", "2024-02-29", false)]
    public void Restate_YearEndAtTheEndOfFebruary_StaysThere(string yearEnd, string date, bool isKnown)
    {
        var final = Dividend(10, yearEnd, yearEnd, yearEnd, DividendKind.Final);

        Assert.Equal(isKnown, FiscalYearDividend.Restate([final], [], Date(date), Release).IsSuccess);
    }

    [Fact]
    public void Restate_BadRecords_AreAllReported()
    {
        CashDividend[] dividends = [Declared[0] with { AmountPerShare = -1m }];
        ShareSplit[] splits = [Split with { NewPerOld = new Ratio(1m, 0m) }, Split with { NewPerOld = -2m }];

        Assert.Equal(
            [
                "InvalidField dividend_per_share=-1: the dividend of 2011-09-30 is below 0",
                "InvalidField split_factor=1/0: the split of 2012-09-26 needs a ratio above 0",
                "InvalidField split_factor=-2: the split of 2012-09-26 needs a ratio above 0",
            ],
            FiscalYearDividend.Restate(dividends, splits, new(2013, 7, 11), Release)
                .Failures.Select(failure => failure.ToString()));
    }

    [Fact]
    public void Restate_MoreThanADecimalHolds_IsAFailure()
    {
        CashDividend[] dividends = [Declared[0] with { AmountPerShare = decimal.MaxValue }];
        ShareSplit[] splits = [Split with { NewPerOld = 1_000_000m }, Split with { NewPerOld = 0.0000001m }];

        Assert.Equal(
            [
                "InvalidField dividend_per_share=79228162514264337593543950335: the dividend of 2011-09-30 is above 1000000000000",
                "InvalidField split_factor=0.0000001: the split of 2012-09-26 with those before it makes more of a share than a decimal holds",
            ],
            FiscalYearDividend.Restate(dividends, splits, new(2013, 7, 11), Release)
                .Failures.Select(failure => failure.ToString()));
    }

    [Fact]
    public void YieldOn_PriceNearTheEndOfADecimal_IsAFailure() => Assert.Equal(
        "share_price",
        (Restate(new(2013, 7, 11)).Value with { Amount = new Ratio(1m, 3m) }).YieldOn(decimal.MaxValue).Failures.Single().Field);

    [Fact]
    public void YieldOn_PriceOfZero_IsRefused() => Assert.Equal(
        "InvalidField share_price=0: a yield needs a price above 0",
        Restate(new(2013, 7, 11)).Value.YieldOn(0m).Failures.Single().ToString());

    private static Outcome<DividendPerShare> Restate(DateOnly date, DividendRule? rule = null) =>
        FiscalYearDividend.Restate(Declared, [Split], date, rule ?? Release);

    private static CashDividend Dividend(decimal amount, string exDate, string record, string yearEnd, DividendKind kind) =>
        new()
        {
            AmountPerShare = amount,
            ExDate = Date(exDate),
            RecordDate = Date(record),
            FiscalYearEnd = Date(yearEnd),
            Kind = kind,
        };
}
