using Pricing.Grants.Exercise;

namespace Pricing.Tests.Grants.Exercise;

// Release, section 6; Ordinance on Company Accounting, article 17, paragraph 1. Expected amounts worked out by hand.
public sealed class CapitalIncreaseTests
{
    // One right of 200 shares at one yen, at the published amount and at the one that the release's text gives.
    [Theory]
    [InlineData(647_000, 647_200, 323_600, 323_600)]
    [InlineData(646_783, 646_983, 323_492, 323_491)]
    public void Of_OneRight_IsHalved(int bookValue, int limit, int stock, int reserve)
    {
        var increase = CapitalIncrease.Of(OneRight(bookValue)).Value;

        Assert.Equal(new(limit, stock, reserve, 0m), increase);
    }

    [Fact]
    public void Of_SeveralRights_RoundsOnceForTheExercise()
    {
        // 3 x 646,983 = 1,940,949: half is 970,474.5. Rounded right by right it would be 970,476.
        var basis = new CapitalBasis { BookValueOfRights = 3 * 646_783m, CashPaid = 600m, NewShares = 600m };

        var increase = CapitalIncrease.Of(basis).Value;

        Assert.Equal(970_475m, increase.CapitalStock);
        Assert.Equal(970_474m, increase.CapitalReserve);
    }

    [Fact]
    public void Of_EveryTerm_EntersTheLimit()
    {
        // Paid: 647,000 + 200 + 1,000 - 200 = 648,000; three quarters of it are 486,000. A quarter, 162,000, was paid for
        // treasury shares that stand at 163,001: a loss of 1,001.
        var basis = OneRight(647_000) with
        {
            AssetsContributed = 1_000m,
            IssueCosts = 200m,
            NewShares = 150m,
            TreasuryShares = 50m,
            TreasuryBookValue = 163_001m,
        };

        Assert.Equal(new(484_999m, 242_500m, 242_499m, 0m), CapitalIncrease.Of(basis).Value);
    }

    [Fact]
    public void Of_GainOnTreasuryShares_IsOtherCapitalSurplus() => Assert.Equal(
        new(486_000m, 243_000m, 243_000m, 62_000m),
        CapitalIncrease.Of(new()
        {
            BookValueOfRights = 647_800m,
            CashPaid = 200m,
            NewShares = 150m,
            TreasuryShares = 50m,
            TreasuryBookValue = 100_000m,
        }).Value);

    // 647,200 x 100 / 300 = 215,733 1/3: the third of a yen is dropped before the halves are taken, and is surplus.
    [Fact]
    public void Of_FractionOfTheLimit_IsDroppedFirst() => Assert.Equal(
        new(215_733m, 107_867m, 107_866m, 231_467m),
        CapitalIncrease.Of(OneRight(647_000) with { NewShares = 100m, TreasuryShares = 200m, TreasuryBookValue = 200_000m }).Value);

    // All shares but one from the treasury, at a book value above everything that was paid.
    [Theory]
    [InlineData(647_200, 0, 0)]
    [InlineData(647_201, 0, -1)]
    [InlineData(647_199, 1, 0)]
    public void Of_LossOnTreasuryShares_LowersTheLimitToNoLessThanZero(int treasuryBookValue, int limit, int surplus)
    {
        var increase = CapitalIncrease.Of(
            OneRight(647_000) with { NewShares = 1m, TreasuryShares = 199m, TreasuryBookValue = treasuryBookValue }).Value;

        Assert.Equal(new(limit, limit, 0m, surplus), increase);
    }

    [Fact]
    public void Of_TreasurySharesOnly_IncreasesNothing() => Assert.Equal(
        new(0m, 0m, 0m, 547_200m),
        CapitalIncrease.Of(OneRight(647_000) with { NewShares = 0m, TreasuryShares = 200m, TreasuryBookValue = 100_000m }).Value);

    [Fact]
    public void Of_HalfAYen_IncreasesNothing() => Assert.Equal(
        new(0m, 0m, 0m, 1m),
        CapitalIncrease.Of(new() { BookValueOfRights = 1m, CashPaid = 0m, NewShares = 1m, TreasuryShares = 1m }).Value);

    [Fact]
    public void Of_BadAmounts_AreAllReported()
    {
        var basis = new CapitalBasis
        {
            BookValueOfRights = -1m,
            CashPaid = -2m,
            AssetsContributed = -3m,
            IssueCosts = -4m,
            NewShares = -5m,
            TreasuryShares = -6m,
            TreasuryBookValue = -7m,
        };

        Assert.Equal(
            [
                "InvalidField book_value=-1: must be at least 0",
                "InvalidField cash_paid=-2: must be at least 0",
                "InvalidField assets_contributed=-3: must be at least 0",
                "InvalidField issue_costs=-4: must be at least 0",
                "InvalidField new_shares=-5: must be at least 0",
                "InvalidField treasury_shares=-6: must be at least 0",
                "InvalidField treasury_book_value=-7: must be at least 0",
            ],
            CapitalIncrease.Of(basis).Failures.Select(failure => failure.ToString()));
    }

    [Fact]
    public void Of_NoShares_IsRefused() => Assert.Equal(
        "InvalidField new_shares=0: an exercise delivers shares",
        CapitalIncrease.Of(OneRight(647_000) with { NewShares = 0m }).Failures.Single().ToString());

    [Fact]
    public void Of_BookValueOfNoTreasuryShares_IsRefused() => Assert.Equal(
        "InvalidField treasury_book_value=1: belongs to treasury shares, and none are delivered",
        CapitalIncrease.Of(OneRight(647_000) with { TreasuryBookValue = 1m }).Failures.Single().ToString());

    [Fact]
    public void Of_AmountsADecimalDoesNotHold_AreAFailure()
    {
        Assert.Equal(
            "InvalidField book_value=79228162514264337593543950335: with the other amounts of the exercise comes to more than a decimal holds",
            CapitalIncrease.Of(OneRight(decimal.MaxValue)).Failures.Single().ToString());
        Assert.False(CapitalIncrease.Of(OneRight(1m) with { NewShares = decimal.MaxValue, TreasuryShares = 1m }).IsSuccess);
        Assert.True(CapitalIncrease.Of(OneRight(decimal.MaxValue - 200m)).IsSuccess);
    }

    private static CapitalBasis OneRight(decimal bookValue) =>
        new() { BookValueOfRights = bookValue, CashPaid = 200m, NewShares = 200m };
}
