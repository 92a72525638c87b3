using System.Globalization;
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
            "3774 on 2012-09-26: its change is that of an unadjusted split of 1:200;",
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

    [Fact]
    public void Check_LastCloseTenTimesTooLarge_IsToBeCorrectedOrItsSplitStated()
    {
        var facts = Sample();
        facts[^1] = facts[^1] with { Close = facts[^1].Close * 10 };

        Assert.EndsWith("; correct it, state the day's split factor, or confirm the price", Assert.Single(Check(facts)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_SplitThatTheClosesDoNotShow_SaysThatItIsStated()
    {
        var facts = Sample().ConvertAll(fact => fact.Date < ExDate ? fact with { Close = Math.Round(fact.Close!.Value / 200m) } : fact);

        var reason = Assert.Single(Check(facts)).Reason;

        Assert.StartsWith("3774 on 2012-09-26: with the split that is known there taken out, its change is", reason, StringComparison.Ordinal);
        Assert.Contains("the closes are adjusted for it or its factor is another", reason, StringComparison.Ordinal);
    }

    // 3,765 yen the day before: the exchange lets the price move by 700 yen.
    [Theory]
    [InlineData(4465, true)]
    [InlineData(3065, true)]
    [InlineData(4466, false)]
    [InlineData(2635, false)]
    public void Check_LastCloseBeyondTheDailyPriceLimit_IsSuspectUnlessItsBasePriceOrTheSettingsAccountForIt(int close, bool isQuiet)
    {
        var facts = Sample();
        facts[^2] = facts[^2] with { Close = 3765m };
        facts[^3] = facts[^3] with { Close = 3765m };
        facts[^1] = facts[^1] with { Close = close };
        var wide = new PriceCheckOptions { SuspectDeviations = 100, UsualSplits = [] };

        var found = Check(facts, wide);

        Assert.Equal(isQuiet, found.Count == 0);
        Assert.All(found, failure => Assert.StartsWith(
            "3774 on 2013-07-11: it is farther from 3765 of 2013-07-10 than the exchange's daily price limit of 700 allows; correct it,", failure.Reason, StringComparison.Ordinal));
        Assert.Empty(Check(facts, wide with { Confirmed = ["37740/2013-07-11"] }));
        Assert.Empty(Check([.. facts[..^1], facts[^1] with { BasePrice = close }], wide));
    }

    /// <summary>A stated base price is that of the day itself: one session's limit, however long there was no close.</summary>
    [Theory]
    [InlineData(4465, true)]
    [InlineData(4466, false)]
    public void Check_LastCloseWithAStatedBasePriceAfterDaysWithoutAClose_IsHeldAgainstOneSession(int close, bool isQuiet)
    {
        var facts = Sample();
        facts[^3] = facts[^3] with { Close = 3000m };
        facts[^4] = facts[^4] with { Close = 3000m };
        facts[^2] = facts[^2] with { Close = null, NoTrade = true };
        facts[^1] = facts[^1] with { Close = close, BasePrice = 3765m };

        var found = Check(facts, new() { SuspectDeviations = 100, UsualSplits = [] });

        Assert.Equal(isQuiet, found.Count == 0);
        Assert.All(found, failure => Assert.EndsWith(
            "3774 on 2013-07-11: it is farther from the base price 3765 of the day than the exchange's daily price limit of 700 allows; correct it or the base price, or confirm the price",
            failure.Reason,
            StringComparison.Ordinal));
    }

    /// <summary>The limit of a close before is that of its own basis: a split is no move to the limit, and hides none.</summary>
    [Theory]
    [InlineData(3765, false)]
    [InlineData(4465, true)]
    public void BeyondLimit_SplitOnTheDayBefore_IsTakenOutOfWhetherItStoodAtItsLimit(int before, bool isQuiet)
    {
        var facts = Sample();
        facts[^3] = facts[^3] with { Close = 7530m };
        facts[^2] = facts[^2] with { Close = before, SplitNewPerOld = (Ratio)2m };
        facts[^1] = facts[^1] with { Close = before + 900 };

        var found = new PriceCheck(new()).BeyondLimit(new() { Code = "37740", Sources = [], Facts = [.. facts] }, facts[^1].Date);

        Assert.Equal(isQuiet, found is null);
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
    public void Check_PriceWithADigitTooMany_NamesItsDayOnce()
    {
        var facts = Sample();
        facts[800] = facts[800] with { Close = facts[800].Close * 10 };

        var failure = Assert.Single(Check(facts));

        Assert.Equal((ReasonCode.SuspectPrice, DecimalText.Of(facts[800].Close!.Value)), (failure.Code, failure.Value));
        Assert.StartsWith(
            $"3774 on {facts[800].Date:yyyy-MM-dd}: it jumps away from {DecimalText.Of(facts[799].Close!.Value)} of {facts[799].Date:yyyy-MM-dd} and back to {DecimalText.Of(facts[801].Close!.Value)} of {facts[801].Date:yyyy-MM-dd};",
            failure.Reason,
            StringComparison.Ordinal);
        Assert.Empty(Check(facts, new() { Confirmed = [$"37740/{facts[800].Date:yyyy-MM-dd}"] }));
    }

    [Theory]
    [InlineData(2.0)]
    [InlineData(0.5)]
    [InlineData(1.7)]
    [InlineData(0.1)]
    public void Check_OneWrongClose_NamesItsDayAndNotTheDayAfter(double factor)
    {
        var facts = Quiet(_ => 1, 1);
        var at = facts.FindIndex(fact => fact.Date == ExDate);
        facts[at] = facts[at] with { Close = Math.Round(facts[at].Close!.Value * (decimal)factor, 1) };

        Assert.StartsWith("3774 on 2012-09-26: it jumps away from ", Assert.Single(Check(facts)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_FirstOrSecondCloseWrong_NamesBothAndLastCloseWrongNamesIt()
    {
        var first = Quiet(_ => 1, 1).Where(fact => fact.Date >= Window.From).ToList();
        var last = first.ToList();
        first[0] = first[0] with { Close = first[0].Close * 2 };
        last[^1] = last[^1] with { Close = last[^1].Close * 2 };

        Assert.StartsWith(
            $"3774 on {first[1].Date:yyyy-MM-dd}, or the close before it, {DecimalText.Of(first[0].Close!.Value)} of {first[0].Date:yyyy-MM-dd}: its change is",
            Assert.Single(Check(first)).Reason,
            StringComparison.Ordinal);
        Assert.StartsWith($"3774 on {last[^1].Date:yyyy-MM-dd}: its change is", Assert.Single(Check(last)).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1:1.1")]
    [InlineData("1:1.2")]
    [InlineData("1:1.25")]
    [InlineData("1:1.3")]
    [InlineData("1:1.4")]
    [InlineData("1:1.5")]
    [InlineData("1:2")]
    [InlineData("2:1")]
    [InlineData("7:1")]
    [InlineData("30:1")]
    public void Check_UsualSplitWithoutFactor_IsSuspect(string split)
    {
        var (old, @new) = split.Split(':') is [var left, var right]
            ? (double.Parse(left, CultureInfo.InvariantCulture), double.Parse(right, CultureInfo.InvariantCulture))
            : (1, 1);

        var failure = Assert.Single(Check(Quiet(_ => 1, old / @new)));

        Assert.Equal(ReasonCode.SuspectPrice, failure.Code);
        Assert.Contains($"2012-09-26: its change is that of an unadjusted split of {split};", failure.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(0.95)]
    [InlineData(0.89)]
    public void Check_CrashAmongWildDays_IsNoSplit(double fall) => Assert.DoesNotContain(
        Check(Quiet(day => Math.Abs(day.DayNumber - ExDate.DayNumber) < 30 ? 5 : 1, fall)),
        failure => failure.Reason.Contains("unadjusted split", StringComparison.Ordinal));

    /// <summary>Days of about one percent, more by a factor where one is given, and one jump on the ex-date.</summary>
    private static List<PriceFact> Quiet(Func<DateOnly, double> wild, double jump)
    {
        var random = new Random(3);
        var level = 50_000.0;
        return
        [
            .. TokyoCalendar.Sessions(new(new(2011, 7, 11), Window.To)).Select(day =>
            {
                level *= Math.Exp(wild(day) * 0.03 * (random.NextDouble() - 0.5)) * (day == ExDate ? jump : 1);
                return new PriceFact(day, Math.Round((decimal)level, 1), false, null, null, 0);
            }),
        ];
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
