using System.Globalization;
using Pricing.Grants.Exercise;

namespace Pricing.Tests.Grants.Exercise;

public sealed class ExerciseSettlementTests
{
    private static readonly ExerciseOrder Order = new()
    {
        Date = new(2014, 7, 1),
        Rights = 3m,
        SharesPerRight = 200m,
        ExercisePrice = 1m,
    };

    // Release, sections 3 and 4: 200 shares a right, one yen a share.
    [Fact]
    public void Of_ThreeRights_DeliversSixHundredSharesForSixHundredYen() =>
        Assert.Equal(new(new(2014, 7, 1), 3, 600m, 0m, 600m), ExerciseSettlement.Of(Order).Value);

    [Fact]
    public void Of_FractionOfAShare_IsDropped() => Assert.Equal(
        new(new(2014, 7, 1), 3, 199m, 0.5m, 398m),
        ExerciseSettlement.Of(Order with { SharesPerRight = 66.5m, ExercisePrice = 2m }).Value);

    // Release, section 10. Three rights of a third of a share fall short of one, three of a half do not.
    [Theory]
    [InlineData("0.3", "RefusedBySection10 rights=3: section 10: of 0.9 shares the fraction is dropped and none is left; exercise so many rights at once that a whole share is delivered")]
    [InlineData("0", "RefusedBySection10 rights=3: section 10: a right delivers no share any more, since adjustments dropped all fractions, so there is nothing to exercise")]
    [InlineData("0.5", "1")]
    public void Of_NoShareLeft_IsRefused(string sharesPerRight, string expected)
    {
        var settled = ExerciseSettlement.Of(Order with { SharesPerRight = decimal.Parse(sharesPerRight, CultureInfo.InvariantCulture) });

        Assert.Equal(expected, settled.TryGet(out var settlement) ? $"{settlement.Shares}" : settled.Failures.Single().ToString());
    }

    [Theory]
    [InlineData("2147483647", "")]
    [InlineData("2147483648", "RightsNotOutstanding rights=2147483648: is more than any grant allots")]
    public void Of_MoreRightsThanAnyGrantAllots_IsRefused(string rights, string expected) => Assert.Equal(
        expected, string.Join("; ", ExerciseSettlement.Of(Order with { Rights = decimal.Parse(rights, CultureInfo.InvariantCulture) }).Failures));

    [Fact]
    public void Of_PartOfARight_IsRefused() => Assert.Equal(
        "RefusedBySection11 rights=0.5: section 11, item 1: a right cannot be exercised in part",
        ExerciseSettlement.Of(Order with { Rights = 0.5m }).Failures.Single().ToString());

    [Fact]
    public void Of_ConditionsNotMet_AreAllReported()
    {
        var order = Order with
        {
            Rights = 5.5m,
            SharesPerRight = -1m,
            ExercisePrice = -1m,
        };

        Assert.Equal(
            [
                "RefusedBySection11 rights=5.5: section 11, item 1: a right cannot be exercised in part",
                "InvalidField shares_per_right=-1: must be at least 0",
                "InvalidField exercise_price=-1: must be at least 0",
            ],
            ExerciseSettlement.Of(order).Failures.Select(failure => failure.ToString()));
    }

    [Fact]
    public void Of_NoRight_IsRefused() => Assert.Equal(
        "InvalidField rights=0: must be above 0",
        ExerciseSettlement.Of(Order with { Rights = 0m }).Failures.Single().ToString());

    [Fact]
    public void Of_AmountsADecimalDoesNotHold_AreFailures()
    {
        Assert.Equal(
            "InvalidField shares_per_right=79228162514264337593543950335: times 3 rights is more than a decimal holds",
            ExerciseSettlement.Of(Order with { SharesPerRight = decimal.MaxValue }).Failures.Single().ToString());
        Assert.Equal(
            "InvalidField exercise_price=79228162514264337593543950335: times 600 shares is more than a decimal holds",
            ExerciseSettlement.Of(Order with { ExercisePrice = decimal.MaxValue }).Failures.Single().ToString());
    }
}
