using Pricing.Calendars;
using Pricing.Pipeline.MarketData.Prices;
using Testing;

namespace Pricing.Pipeline.Tests.MarketData.Prices;

public sealed class PriceCheckTests
{
    private static readonly DateOnly ExDate = new(2012, 9, 26);
    private static readonly DateWindow Window = SyntheticCloses.Window;

    [Fact]
    public void Check_CleanHistory_IsQuiet() => Assert.Empty(Check(Sample()));

    [Fact]
    public void Check_SplitWithoutFactor_IsSuspect()
    {
        var failure = Assert.Single(Check(Sample().Select(fact => fact with { SplitNewPerOld = null })));

        Assert.Equal(ReasonCode.SuspectPrice, failure.Code);
        Assert.StartsWith(
            "37740 on 2012-09-26: its change is that of an unadjusted split of 1:200;",
            failure.Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Check_SplitWithoutFactorButConfirmed_IsQuiet() => Assert.Empty(Check(
        Sample().Select(fact => fact with { SplitNewPerOld = null }), new() { Confirmed = ["37740/2012-09-26"] }));

    [Fact]
    public void Check_FactorADayLate_IsSuspectOnBothDays()
    {
        var late = Sample().Select(fact => fact with
        {
            SplitNewPerOld = fact.Date == TokyoCalendar.NextSession(ExDate) ? (Ratio)200m : null,
        });

        Assert.Equal(2, Check(late).Count);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    public void Check_NewestCloseOld_IsStaleBeyondTheLimit(int sessionsWithoutClose, int failures)
    {
        var facts = Sample();
        for (var i = facts.Count - sessionsWithoutClose; i < facts.Count; i++)
            facts[i] = facts[i] with { Close = null, NoTrade = true };

        var found = Check(facts);

        Assert.Equal(failures, found.Count(failure => failure.Code == ReasonCode.StalePrice));
    }

    [Fact]
    public void Check_PriceWithADigitTooMany_IsSuspectThereAndBack()
    {
        var facts = Sample();
        facts[800] = facts[800] with { Close = facts[800].Close * 10 };

        Assert.Equal([ReasonCode.SuspectPrice, ReasonCode.SuspectPrice], Check(facts).Select(failure => failure.Code));
    }

    private static List<PriceFact> Sample() =>
    [
        .. SyntheticCloses.Make().Select(close => new PriceFact(
            close.Date, close.Close, false, close.SplitNewPerOld is { } ratio ? (Ratio)ratio : null, null, 0)),
    ];

    private static IReadOnlyList<Failure> Check(IEnumerable<PriceFact> facts, PriceCheckOptions? limits = null) =>
        new PriceCheck(limits ?? new()).Check(
            new() { Code = "37740", Sources = [], Facts = [.. facts] }, Window);
}
