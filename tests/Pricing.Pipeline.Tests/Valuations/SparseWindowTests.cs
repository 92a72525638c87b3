using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Values;
using Pricing.Volatility;

namespace Pricing.Pipeline.Tests.Valuations;

public sealed class SparseWindowTests
{
    /// <summary>Closes of every second week make a volatility that is larger by the root of two.</summary>
    [Theory]
    [InlineData(2, "of 198 of the 398 weeks of 2005-12-02..2013-07-11 no row is stored")]
    [InlineData(9, "of 44 of the 398 weeks")]
    [InlineData(11, null)]
    public void Value_WindowOfWhichManyWeeksHaveNoRow_IsRefused(int lostOneIn, string? reason)
    {
        var weeks = Facts.Prices.GroupBy(fact => ReturnPeriod.EndOf(fact.Date, ReturnFrequency.Weekly)).ToList();
        var facts = weeks.Where((week, number) => number % lostOneIn != 1 || week == weeks[^1]).SelectMany(week => week).ToList();

        var value = Facts.Value(Facts.Of(facts));

        if (reason is null) Assert.Empty(value.Failures);
        else Assert.StartsWith(reason, Assert.Single(value.Failures, failure => failure.Code == ReasonCode.MissingPrice).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Value_WindowOfWhichManyWeeksHaveRowsWithoutACloseOrAreExcluded_IsFound()
    {
        var weeks = Facts.Prices.GroupBy(fact => ReturnPeriod.EndOf(fact.Date, ReturnFrequency.Weekly)).ToList();
        var untraded = weeks.SelectMany((week, number) => number % 2 == 1 ? week.Select(fact => fact with { Close = null, NoTrade = true }) : week).ToList();
        var excluded = Facts.Prices.Where(fact => fact.Date.Year != 2009 || fact.Date.DayOfYear % 14 == 0).ToList();

        Assert.DoesNotContain(Facts.Value(Facts.Of(untraded)).Failures, failure => failure.Code == ReasonCode.MissingPrice);
        Assert.DoesNotContain(Facts.Value(Facts.Of(excluded), null, "exclude=2009-01-01..2009-12-31").Failures, failure => failure.Code == ReasonCode.MissingPrice);
    }

    [Fact]
    public void Value_WindowThatLacksRowsOrCloses_SaysHowMany()
    {
        DateOnly[] lost = [new(2012, 3, 1), new(2012, 3, 2), new(2012, 5, 1)];
        DateOnly idle = new(2012, 6, 1);
        List<PriceFact> holed =
        [
            .. Facts.Prices.Where(fact => !lost.Contains(fact.Date)).Select(fact => fact.Date == idle ? fact with { Close = null, NoTrade = true } : fact),
        ];

        var whole = ValueRecording.Of(Facts.Value(Facts.Of()), "");
        var lacking = ValueRecording.Of(Facts.Value(Facts.Of(holed)), "");
        var leftOut = ValueRecording.Of(Facts.Value(Facts.Of(holed), null, "exclude=2012-03-01..2012-06-30"), "");

        Assert.Equal((null, null), (whole.SessionsWithoutRow, whole.SessionsWithoutClose));
        Assert.Equal((3, 1), (lacking.SessionsWithoutRow, lacking.SessionsWithoutClose));
        Assert.Equal((null, null), (leftOut.SessionsWithoutRow, leftOut.SessionsWithoutClose));
        Assert.Equal(ValueSeal.HashOf(whole), ValueSeal.HashOf(whole with { SessionsWithoutRow = null }));
        Assert.NotEqual(ValueSeal.HashOf(whole), ValueSeal.HashOf(whole with { SessionsWithoutRow = 3 }));
    }
}
