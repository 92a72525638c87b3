using Pricing.Volatility;
using static Pricing.Tests.Dates;

namespace Pricing.Tests.Volatility;

// Expected sigmas: the same series calculated in Python with 30 digits (mpmath).
public sealed class VolatilityEstimatorTests
{
    private const double Weekly = 0.16715898989964361;

    private static readonly VolatilityMethod Release = VolatilityMethod.Release;

    [Fact]
    public void Estimate_WeeklyOfTheRelease_IsTheIndependentResult()
    {
        var estimate = Estimate(SyntheticPrices.Sample, Release);

        AssertSigma(Weekly, estimate);
        Assert.Equal(100, estimate.Returns);
        Assert.Equal(new(2018, 1, 5), estimate.First);
        Assert.Equal(new(2019, 12, 18), estimate.Last);
        Assert.Equal(SyntheticPrices.Window, estimate.Window);
        Assert.Equal(Math.Sqrt(52), estimate.AnnualFactor);
        Assert.Same(Release, estimate.Method);
        Assert.Equal(101, estimate.ClosesUsed.Count);
        Assert.Equal(new(new(2018, 1, 5), 4407, 1469), estimate.ClosesUsed[0]);
        Assert.Equal(new(new(2019, 12, 18), 1428, 1428), estimate.ClosesUsed[^1]);
    }

    [Fact]
    public void Estimate_Result_CanBeRedoneFromItsCloses()
    {
        var estimate = Estimate(SyntheticPrices.Sample, Release);

        var returns = estimate.ClosesUsed
            .Zip(estimate.ClosesUsed.Skip(1), (from, to) => Math.Log(to.AdjustedClose / from.AdjustedClose))
            .ToList();
        var mean = returns.Average();
        var variance = returns.Sum(value => (value - mean) * (value - mean)) / (returns.Count - 1);
        Assert.Equal(estimate.LogReturns.Select(item => item.Value), returns);
        Assert.Equal(estimate.Deviation, Math.Sqrt(variance), 1e-15);
        Assert.Equal(estimate.Sigma, estimate.Deviation * estimate.AnnualFactor);
    }

    [Theory]
    [InlineData(DeviationEstimator.Sample)]
    [InlineData(DeviationEstimator.Population)]
    public void Again_AnEstimate_IsItsSigmaToTheLastBit(DeviationEstimator estimator)
    {
        var estimate = Estimate(SyntheticPrices.Sample, Release with { Estimator = estimator });
        var withDividend = estimate with { LogReturns = [estimate.LogReturns[0] with { Dividend = 10 }, .. estimate.LogReturns.Skip(1)] };

        Assert.Equal(estimate.Sigma, VolatilityEstimator.Again(estimate));
        var first = estimate.LogReturns[0];
        var (from, to) = (estimate.ClosesUsed[0].AdjustedClose, estimate.ClosesUsed[1].AdjustedClose);
        var returns = estimate.LogReturns.Select(item => item == first ? Math.Log((to + 10) / from) : item.Value).ToList();
        var mean = returns.Average();
        var count = estimator == DeviationEstimator.Sample ? returns.Count - 1 : returns.Count;
        Assert.Equal(
            Math.Sqrt(returns.Sum(value => (value - mean) * (value - mean)) / count * 52), VolatilityEstimator.Again(withDividend), 1e-14);
    }

    [Theory]
    [InlineData(ReturnFrequency.Daily, 250, 0.1842868974850592, 467)]
    [InlineData(ReturnFrequency.Daily, 252, 0.18502257664767851, 467)]
    [InlineData(ReturnFrequency.Weekly, 52, Weekly, 100)]
    [InlineData(ReturnFrequency.Monthly, 12, 0.12948431703175019, 23)]
    public void Estimate_Frequency_SetsTheReturnsAndTheFactor(
        ReturnFrequency frequency, double periods, double sigma, int returns)
    {
        var estimate = Estimate(
            SyntheticPrices.Sample, Release with { ReturnFrequency = frequency, PeriodsPerYear = periods });

        AssertSigma(sigma, estimate);
        Assert.Equal(returns, estimate.Returns);
    }

    [Fact]
    public void Estimate_PopulationEstimator_DividesByN() => AssertSigma(
        0.16632109494957776,
        Estimate(SyntheticPrices.Sample, Release with { Estimator = DeviationEstimator.Population }));

    [Theory]
    [InlineData(ReturnFrequency.Weekly, 52, 0.16530430128000155, 99)]
    [InlineData(ReturnFrequency.Monthly, 12, 0.13195084195470858, 22)]
    public void Estimate_LastPeriodDropped_EndsWithTheLastWholeOne(
        ReturnFrequency frequency, double periods, double sigma, int returns)
    {
        var method = Release with
        {
            ReturnFrequency = frequency,
            PeriodsPerYear = periods,
            LastPeriod = LastPeriodRule.Drop,
        };

        var estimate = Estimate(SyntheticPrices.Sample, method);

        AssertSigma(sigma, estimate);
        Assert.Equal(returns, estimate.Returns);
    }

    // 2019-04-26 is the last session of its week and of its month: Golden Week follows. 2019-12-20 is a Friday.
    [Theory]
    [InlineData(ReturnFrequency.Daily, "2019-12-18")]
    [InlineData(ReturnFrequency.Weekly, "2019-12-20")]
    [InlineData(ReturnFrequency.Weekly, "2019-04-26")]
    [InlineData(ReturnFrequency.Monthly, "2019-04-26")]
    public void Estimate_LastPeriodWhole_IsNotDropped(ReturnFrequency frequency, string end)
    {
        var to = Date(end);
        var method = Release with { ReturnFrequency = frequency, LastPeriod = LastPeriodRule.Drop, MinimumReturns = 2 };

        var estimate = Estimate(SyntheticPrices.Sample with { Window = SyntheticPrices.Window with { To = to } }, method);

        Assert.Equal(to, estimate.Last);
    }

    [Fact]
    public void Estimate_WeekWithoutASession_IsSpannedByTheNextReturn()
    {
        var returns = Estimate(SyntheticPrices.Sample, Release).LogReturns;

        Assert.Contains(returns, item => item.From == new DateOnly(2019, 4, 26) && item.To == new DateOnly(2019, 5, 10));
        Assert.Contains(returns, item => item.From == new DateOnly(2018, 6, 8) && item.To == new DateOnly(2018, 6, 22));
    }

    [Fact]
    public void Estimate_TotalReturn_AddsTheDividendOnItsExDate()
    {
        var estimate = Estimate(SyntheticPrices.Sample, Release with { ReturnType = ReturnType.Total });

        AssertSigma(0.16428926984985689, estimate);
        Assert.Equal([30.0, 30.0, 31.0], estimate.LogReturns.Select(item => item.Dividend).Where(paid => paid > 0));
    }

    [Fact]
    public void Estimate_ReturnsTouchingAnExclusion_AreLeftOut()
    {
        DateWindow[] exclusions = [new(new(2019, 4, 3), new(2019, 4, 15))];

        var estimate = Estimate(SyntheticPrices.Sample with { Exclusions = exclusions }, Release);

        AssertSigma(0.16863995870383941, estimate);
        Assert.Equal(97, estimate.Returns);
        Assert.Equal(3, estimate.ExcludedReturns);
        Assert.Equal(exclusions, estimate.Exclusions);
        Assert.DoesNotContain(estimate.ClosesUsed, close => exclusions[0].Contains(close.Date));
    }

    [Fact]
    public void Estimate_ReturnPassingOverAnExclusion_IsLeftOut()
    {
        DateWindow[] exclusions = [new(new(2019, 4, 3), new(2019, 4, 4))];

        var estimate = Estimate(SyntheticPrices.Sample with { Exclusions = exclusions }, Release);

        AssertSigma(0.16728075709337469, estimate);
        Assert.Equal(1, estimate.ExcludedReturns);
    }

    [Theory]
    [InlineData("2019-03-30", "2019-04-05", 2)]
    [InlineData("2019-04-05", "2019-04-05", 2)]
    [InlineData("2019-04-06", "2019-04-11", 1)]
    [InlineData("2019-04-06", "2019-04-12", 2)]
    public void Estimate_ExclusionMeetingACloseOfAReturn_TakesItOut(string from, string to, int excluded)
    {
        var exclusion = new DateWindow(Date(from), Date(to));

        Assert.Equal(
            excluded,
            Estimate(SyntheticPrices.Sample with { Exclusions = [exclusion] }, Release).ExcludedReturns);
    }

    [Fact]
    public void Estimate_SplitAfterTheWindow_DoesNotChangeTheBasis()
    {
        var later = SyntheticPrices.Split with { ExDate = new(2019, 12, 19), NewPerOld = 2m };

        var estimate = Estimate(SyntheticPrices.Sample with { Splits = [SyntheticPrices.Split, later] }, Release);

        Assert.Equal(1428, estimate.ClosesUsed[^1].AdjustedClose);
        AssertSigma(Weekly, estimate);
    }

    [Fact]
    public void Estimate_SplitOnTheLastDay_SetsTheBasis()
    {
        var lastDay = SyntheticPrices.Split with { ExDate = SyntheticPrices.Window.To, NewPerOld = 2m };

        var estimate = Estimate(SyntheticPrices.Sample with { Splits = [SyntheticPrices.Split, lastDay] }, Release);

        Assert.Equal(4407 / 6.0, estimate.ClosesUsed[0].AdjustedClose);
        Assert.Equal(1428, estimate.ClosesUsed[^1].AdjustedClose);
    }

    [Fact]
    public void Estimate_Week_RunsFromMondayToSunday()
    {
        ClosingPrice[] closes =
        [
            new(new(2018, 1, 5), 100m),
            new(new(2018, 1, 7), 101m),
            new(new(2018, 1, 8), 102m),
            new(new(2018, 1, 14), 103m),
            new(new(2018, 1, 15), 104m),
        ];
        var sample = new PriceSample { Closes = closes, Window = new(closes[0].Date, closes[^1].Date) };

        var used = Estimate(sample, Release with { MinimumReturns = 2 }).ClosesUsed;

        Assert.Equal([101m, 103m, 104m], used.Select(close => close.Close));
    }

    [Fact]
    public void Estimate_TwoReturns_AreEnoughWhereTheMinimumIsTwo()
    {
        var sample = Sample(100m, 110m, 99m);

        var estimate = Estimate(sample, Release with { MinimumReturns = 2 });

        // ln 1.1 and ln 0.9: |difference| / sqrt(2) x sqrt(52) = 1.0232238
        AssertSigma(Math.Log(1.1 / 0.9) / Math.Sqrt(2) * Math.Sqrt(52), estimate);
        Assert.Equal(1.0232238, estimate.Sigma, 1e-7);
    }

    [Fact]
    public void Estimate_ConstantPrice_IsZero() =>
        Assert.Equal(0, Estimate(Sample(100m, 100m, 100m), Release with { MinimumReturns = 2 }).Sigma);

    internal static VolatilityEstimate Estimate(PriceSample sample, VolatilityMethod method) =>
        VolatilityEstimator.Estimate(sample, method).Value;

    internal static void AssertSigma(double expected, VolatilityEstimate estimate) =>
        Assert.Equal(expected, estimate.Sigma, expected * 1e-13);

    private static PriceSample Sample(params decimal[] fridays)
    {
        var first = new DateOnly(2018, 1, 5);
        return new()
        {
            Closes = [.. fridays.Select((close, index) => new ClosingPrice(first.AddDays(7 * index), close))],
            Window = new(first, first.AddDays(7 * fridays.Length)),
        };
    }
}
