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
