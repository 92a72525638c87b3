using Pricing.Volatility;

namespace Pricing.Tests.Volatility;

public sealed class VolatilityFailuresTests
{
    [Fact]
    public void Estimate_TooFewReturns_SaysHowManyThereWere()
    {
        var sample = SyntheticPrices.Sample with { Window = new(new(2018, 1, 4), new(2018, 5, 31)) };

        Assert.Equal(
            "TooFewReturns window=2018-01-04..2018-05-31: 21 returns, 0 more fell to exclusions; at least 22 are needed",
            Failures(sample, VolatilityMethod.Release with { MinimumReturns = 22 }).Single());
        Assert.True(VolatilityEstimator
            .Estimate(sample, VolatilityMethod.Release with { MinimumReturns = 21 })
            .IsSuccess);
    }

    [Fact]
    public void Estimate_NoClose_HasNoReturns() => Assert.Equal(
        "TooFewReturns window=2018-01-04..2019-12-18: 0 returns, 0 more fell to exclusions; at least 20 are needed",
        Failures(SyntheticPrices.Sample with { Closes = [] }, VolatilityMethod.Release).Single());

    [Fact]
    public void Estimate_BadInputs_AreAllReported()
    {
        var sample = new PriceSample
        {
            Closes = [new(new(2018, 1, 5), 0m), new(new(2018, 1, 5), 100m)],
            Splits = [SyntheticPrices.Split with { NewPerOld = 0m }],
            Dividends = [SyntheticPrices.Dividends[0] with { AmountPerShare = -1m }],
            Window = new(new(2019, 1, 1), new(2018, 1, 1)),
            Exclusions = [new(new(2018, 3, 2), new(2018, 3, 1))],
        };
        var method = new VolatilityMethod
        {
            ReturnType = ReturnType.Total,
            PeriodsPerYear = double.NaN,
            MinimumReturns = 1,
            MinimumWindowYears = -1,
        };

        Assert.Equal(
            [
                "InvalidField PeriodsPerYear=NaN: must be finite and above 0",
                "InvalidField MinimumReturns=1: must be at least 2",
                "InvalidField MinimumWindowYears=-1: must be in 0..100",
                "InvalidField window=2019-01-01..2018-01-01: ends before it starts",
                "InvalidField exclude=2018-03-02..2018-03-01: ends before it starts",
                "InvalidField close=0: the close of 2018-01-05 is not above 0",
                "InvalidField date=2018-01-05: not after 2018-01-05",
                "InvalidField split_factor=0: the split of 2018-09-26 needs a ratio above 0",
                "InvalidField dividend_per_share=-1: the dividend of 2018-03-31 is below 0",
            ],
            Failures(sample, method));
    }

    [Theory]
    [InlineData("1000000000000000000000000000")]
    [InlineData("0.000000000000000000000000001")]
    public void Estimate_SplitsOutOfRange_AreRefusedAndNoNumber(string ratio)
    {
        var split = SyntheticPrices.Split with
        {
            NewPerOld = decimal.Parse(ratio, System.Globalization.CultureInfo.InvariantCulture),
        };

        Assert.Equal(
            "InvalidField split_factor=2018-01-04..2019-12-18: the splits take the adjusted closes out of range",
            Failures(
                SyntheticPrices.Sample with { Splits = [.. Enumerable.Repeat(split, 20)] },
                VolatilityMethod.Release).Single());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public void Estimate_LeastWindow_HasNoSayInAGivenWindow(int years) => Assert.Empty(
        Failures(SyntheticPrices.Sample, VolatilityMethod.Release with { MinimumWindowYears = years }));

    [Fact]
    public void Estimate_WindowOfOneDay_HasNoReturns() => Assert.Equal(
        "TooFewReturns window=2018-01-05..2018-01-05: 0 returns, 0 more fell to exclusions; at least 20 are needed",
        Failures(
            SyntheticPrices.Sample with { Window = new(new(2018, 1, 5), new(2018, 1, 5)) },
            VolatilityMethod.Release).Single());

    [Fact]
    public void Estimate_BadDividend_DoesNotMatterForPriceReturns()
    {
        var sample = SyntheticPrices.Sample with
        {
            Dividends = [SyntheticPrices.Dividends[0] with { AmountPerShare = -1m }],
        };

        Assert.Empty(Failures(sample, VolatilityMethod.Release));
        Assert.Single(Failures(sample, VolatilityMethod.Release with { ReturnType = ReturnType.Total }));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-52)]
    [InlineData(double.PositiveInfinity)]
    public void Estimate_PeriodsPerYearOutOfRange_IsRefused(double periods) => Assert.StartsWith(
        "InvalidField PeriodsPerYear=",
        Failures(SyntheticPrices.Sample, VolatilityMethod.Release with { PeriodsPerYear = periods }).Single());

    [Fact]
    public void Estimate_LastPeriodDroppedBeyondTheCalendar_IsRefused() => Assert.Equal(
        "InvalidField window=2018-06-01..2101-06-01: reaches outside 1990-01-01..2100-12-31",
        Failures(BeyondTheCalendar, VolatilityMethod.Release with { LastPeriod = LastPeriodRule.Drop }).Single());

    [Fact]
    public void Estimate_LastPeriodKeptBeyondTheCalendar_NeedsNoCalendar() =>
        Assert.Empty(Failures(BeyondTheCalendar, VolatilityMethod.Release));

    private static PriceSample BeyondTheCalendar =>
        SyntheticPrices.Sample with { Window = new(new(2018, 6, 1), new(2101, 6, 1)) };

    private static IEnumerable<string> Failures(PriceSample sample, VolatilityMethod method) =>
        VolatilityEstimator.Estimate(sample, method).Failures.Select(failure => failure.ToString());
}
