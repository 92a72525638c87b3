using Pricing.Dividends;
using Pricing.Grants.Adjustments;
using Pricing.Grants.Exercise;
using Pricing.Grants.Measurements;
using Pricing.Grants.Terms;

namespace Pricing.Tests.Grants;

/// <summary>Whatever decimals hold: an answer or a failure, and never an exception.</summary>
public sealed class EdgeAmountsTests
{
    private static readonly decimal[] Edges =
    [
        0m, 1m, 3m, 0.0000000000000000000000000001m, 0.3333333333333333333333333333m, 7.9228162514264337593543950335m,
        999_999_999_999m, decimal.MaxValue / 3m, decimal.MaxValue - 1m, decimal.MaxValue,
    ];

    private static readonly DateOnly Allotment = new(2013, 7, 11);

    public static TheoryData<decimal, decimal> Pairs => [.. Edges.SelectMany(one => Edges.Select(other => (one, other)))];

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Settlement_AnyAmounts_IsExactOrAFailure(decimal shares, decimal price)
    {
        var settled = ExerciseSettlement.Of(new()
        {
            Date = Allotment,
            Rights = 7m,
            SharesPerRight = shares,
            ExercisePrice = price,
        });

        if (settled.TryGet(out var settlement))
            Assert.Equal((double)settlement.Shares * (double)price, (double)settlement.AmountPayable, (double)settlement.AmountPayable * 1e-12);
        else
            Assert.All(settled.Failures, failure => Assert.Equal(shares is >= 0m and < 1m / 7m ? ReasonCode.RefusedBySection10 : ReasonCode.InvalidField, failure.Code));
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Capital_AnyAmounts_AddsUpToTheLimitOrIsAFailure(decimal bookValue, decimal shares)
    {
        var basis = new CapitalBasis { BookValueOfRights = bookValue, CashPaid = shares, NewShares = shares, TreasuryShares = bookValue };

        if (CapitalIncrease.Of(basis).TryGet(out var increase))
            Assert.Equal(increase.Limit, increase.CapitalStock + increase.CapitalReserve);
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Adjustments_AnyAmounts_AreNumbersOrFailures(decimal amount, decimal ratio)
    {
        NumberAdjustment[] splits =
        [
            NumberAdjustment.For(new ShareSplit { ExDate = new(2014, 3, 27), NewPerOld = ratio, RecordDate = new(2014, 3, 31) }),
            NumberAdjustment.For(new ShareSplit { ExDate = new(2015, 3, 27), NewPerOld = new Ratio(1m, ratio), EffectiveDate = new(2015, 4, 1) }),
        ];
        if (ratio == 0m) splits = [];
        var date = new DateOnly(2016, 1, 1);

        foreach (var rule in Enum.GetValues<ExercisePriceAdjustment>())
            Assert.All(ExercisePrice.On(new(amount, 1m, rule), Allotment, splits, date).Failures, failure => Assert.NotEqual("", failure.Reason));
        Assert.All(SharesPerRight.On(amount, Allotment, splits, date).Failures, failure => Assert.NotEqual("", failure.Reason));
        var basis = AllotmentBasis.SharesForOne(splits, new(2015, 12, 31), Allotment);
        if (basis.TryGet(out var shares))
            Assert.All(AllotmentBasis.PriceOf(amount, shares).Failures, failure => Assert.NotEqual("", failure.Reason));
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void PaymentAndIncrement_AnyAmounts_AreAmountsOrFailures(decimal one, decimal other)
    {
        var payment = new Allotment { MaximumRights = 135, AllottedRights = 89 }.Payment(one);
        var modification = new Modification(
            AccountingStandard.Ifrs2, Allotment, Amount.FromExact(0m), Amount.FromExact(one), Amount.FromExact(other));

        if (payment.TryGet(out var paid)) Assert.Equal(one * 89m, paid.Total);
        Assert.Equal(Math.Max(0, (double)other - (double)one), modification.Increment.Approximate, Math.Max(1e-12, ((double)one + (double)other) * 1e-14));
    }
}
