using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Valuations;
using Pricing.Policies;

namespace Pricing.Pipeline.Tests.Valuations;

public sealed class SharePriceTests
{
    // A Thursday; the next sessions are the 12th and, after Marine Day, the 16th.
    private static readonly DateOnly Date = new(2013, 7, 11);

    [Fact]
    public void On_CloseOfTheDate_IsIt() => Assert.Equal(
        new SharePrice(3505m, Date, SharePriceOrigin.Close, true), On(Close("2013-07-10", 3765m), Close("2013-07-11", 3505m)).Value);

    [Fact]
    public void On_NoClose_IsTheNextSessionsStatedBasePrice() => Assert.Equal(
        new SharePrice(3600m, new(2013, 7, 12), SharePriceOrigin.NextBasePrice, true),
        On(Close("2013-07-10", 3765m), NoTrade("2013-07-11"), new(new(2013, 7, 12), 3610m, false, null, 3600m, 0)).Value);

    [Fact]
    public void On_NoCloseOnAFriday_LooksPastWeekendAndHoliday() => Assert.Equal(
        new SharePrice(3600m, new(2013, 7, 16), SharePriceOrigin.NextBasePrice, true),
        On(new DateOnly(2013, 7, 12), [Close("2013-07-11", 3505m), NoTrade("2013-07-12"), new(new(2013, 7, 16), 3610m, false, null, 3600m, 0)]).Value);

    [Fact]
    public void On_NoCloseAndNoBasePriceYet_IsThePreviousCloseUnsettled() => Assert.Equal(
        new SharePrice(3765m, new(2013, 7, 10), SharePriceOrigin.PreviousClose, false), On(Close("2013-07-10", 3765m), NoTrade("2013-07-11")).Value);

    [Fact]
    public void On_NoCloseAndTheNextSessionHasComeWithoutABasePrice_IsThePreviousCloseSettled() => Assert.Equal(
        new SharePrice(3765m, new(2013, 7, 10), SharePriceOrigin.PreviousClose, true),
        On(Close("2013-07-10", 3765m), NoTrade("2013-07-11"), Close("2013-07-12", 3600m)).Value);

    [Fact]
    public void On_NoRowOfTheDateThoughLaterOnesAreStored_IsThePreviousCloseUnsettledAndNamesTheDate() => Assert.Equal(
        new SharePrice(3765m, new(2013, 7, 10), SharePriceOrigin.PreviousClose, false, Date),
        On(Close("2013-07-10", 3765m), Close("2013-07-12", 3600m)).Value);

    [Fact]
    public void On_NoRowOfTheDateBesideABasePrice_IsUnsettledAndNamesTheDate() => Assert.Equal(
        new SharePrice(3600m, new(2013, 7, 12), SharePriceOrigin.NextBasePrice, false, Date),
        On(Close("2013-07-10", 3765m), new(new(2013, 7, 12), 3610m, false, null, 3600m, 0)).Value);

    [Fact]
    public void On_DayWithoutASessionWhoseLastSessionHasNoRow_NamesThatSession() => Assert.Equal(
        new SharePrice(3505m, Date, SharePriceOrigin.PreviousClose, false, new(2013, 7, 12)),
        On(new DateOnly(2013, 7, 13), [Close("2013-07-11", 3505m), Close("2013-07-16", 3600m)]).Value);

    [Fact]
    public void On_DayWithoutASessionAfterAClose_IsThatCloseSettled() => Assert.Equal(
        new SharePrice(3600m, new(2013, 7, 12), SharePriceOrigin.PreviousClose, true),
        On(new DateOnly(2013, 7, 13), [Close("2013-07-12", 3600m), Close("2013-07-16", 3650m)]).Value);

    [Fact]
    public void On_LastCloseTooOld_IsStaleWithItsAge() => Assert.Equal(
        "StalePrice share_price=3765: the last close of 3774, of 2013-07-09, is 2 sessions old on 2013-07-11; at most 1 are allowed",
        Assert.Single(On(Close("2013-07-09", 3765m)).Failures).ToString());

    [Fact]
    public void On_LastCloseWithinTheSetting_Counts() =>
        Assert.Equal(3765m, SharePrice.On(History([Close("2013-07-09", 3765m)]), Date, NoCloseRule.NextBasePrice, 2).Value.Amount);

    [Fact]
    public void On_NothingBeforeTheDate_IsMissing() => Assert.Equal(
        "MissingPrice measurement_date=2013-07-11: 3774 has no close, nor has any date before it",
        Assert.Single(On(Close("2013-07-12", 3600m)).Failures).ToString());

    [Fact]
    public void On_RuleRefuses_IsMissing() => Assert.Equal(
        "MissingPrice measurement_date=2013-07-11: 3774 has no close",
        Assert.Single(SharePrice.On(History([Close("2013-07-10", 3765m)]), Date, NoCloseRule.Refuse, 1).Failures).ToString());

    [Theory]
    [InlineData("2013-07-11")]
    [InlineData("2013-07-12")]
    public void On_SplitAfterTheLastClose_IsMissingAndNotAPriceOfTheOldBasis(string exDate)
    {
        PriceFact split = new(DateOnly.Parse(exDate, null), null, true, 200m, null, 0);

        Assert.Equal(
            "MissingPrice measurement_date=2013-07-11: 3774 has no close, and a split lies between the last one, of 2013-07-10, and the next session",
            Assert.Single(On(Close("2013-07-10", 701_000m), split).Failures).ToString());
    }

    [Theory]
    [InlineData("2013-07-10")]
    [InlineData("2013-07-16")]
    public void On_SplitBeforeTheLastCloseOrAfterTheNextSession_DoesNotMatter(string exDate)
    {
        var date = DateOnly.Parse(exDate, null);
        PriceFact split = new(date, date < Date ? 3765m : null, date > Date, 200m, null, 0);

        Assert.Equal(3765m, On(date < Date ? [split] : [Close("2013-07-10", 3765m), split]).Value.Amount);
    }

    [Fact]
    public void On_BasePriceOfTheExDateOfASplit_IsMissingAndNotAPriceOfTheNewBasis() => Assert.Equal(
        "MissingPrice measurement_date=2013-07-11: 3774 has no close, and the base price of the next session, 2013-07-12, stands on the basis behind a split",
        Assert.Single(On(Close("2013-07-10", 3765m), NoTrade("2013-07-11"), new(new(2013, 7, 12), null, true, 2m, 1882m, 0)).Failures).ToString());

    [Fact]
    public void On_BasePriceAfterASplitOfTheDateItself_IsIt() => Assert.Equal(
        new SharePrice(1882m, new(2013, 7, 12), SharePriceOrigin.NextBasePrice, true),
        On(Close("2013-07-10", 3765m), new(Date, null, true, 2m, null, 0), new(new(2013, 7, 12), null, true, null, 1882m, 0)).Value);

    private static PriceFact Close(string date, decimal close) => new(DateOnly.Parse(date, null), close, false, null, null, 0);

    private static PriceFact NoTrade(string date) => new(DateOnly.Parse(date, null), null, true, null, null, 0);

    private static PriceHistory History(IReadOnlyList<PriceFact> facts) => new()
    {
        Code = "37740",
        Sources = [new("hash", "file", "file.csv", default)],
        Facts = facts,
    };

    private static Outcome<SharePrice> On(params PriceFact[] facts) => On(Date, facts);

    private static Outcome<SharePrice> On(DateOnly date, PriceFact[] facts) =>
        SharePrice.On(History(facts), date, NoCloseRule.NextBasePrice, staleSessions: 1);
}
