using System.Globalization;
using Pricing.Actions;
using Pricing.Dividends;
using static Pricing.Tests.Dates;

namespace Pricing.Tests.Actions;

public sealed class KnownActionsTests
{
    private static readonly ShareSplit OfTheFeed = new() { ExDate = new(2012, 9, 26), NewPerOld = 200m };

    private static readonly CorporateAction Stated = new()
    {
        Kind = CorporateActionKind.Split,
        NewPerOld = 200m,
        ExDate = new(2012, 9, 26),
        RecordDate = new(2012, 9, 30),
        EffectiveDate = new(2012, 10, 1),
    };

    [Fact]
    public void Of_TheSameSplitTwice_IsOneWithAllItsDates()
    {
        var known = KnownActions.Of([OfTheFeed], [Stated]);

        Assert.Equal(Stated, Assert.Single(known.All));
        Assert.Equal(new(2012, 9, 30), Assert.Single(known.Splits).RecordDate);
        Assert.Empty(known.Conflicts);
    }

    [Fact]
    public void Of_SplitThatOnlyTheFeedKnows_HasAnExDateAlone()
    {
        var action = Assert.Single(KnownActions.Of([OfTheFeed], []).All);

        Assert.Equal((CorporateActionKind.Split, null, null), (action.Kind, action.RecordDate, action.EffectiveDate));
        Assert.Equal(CorporateActionKind.Consolidation, KnownActions.Of([OfTheFeed with { NewPerOld = 0.1m }], []).All[0].Kind);
    }

    [Theory]
    [InlineData("2012-09-26", 100, 1)]
    [InlineData("2012-10-01", 200, 1)]
    [InlineData("2012-10-16", 200, 1)]
    [InlineData("2012-10-17", 200, 0)]
    [InlineData("2012-10-01", 100, 0)]
    public void Of_FeedThatSaysSomethingElseOfTheSameEvent_IsAContradiction(string exDate, int ratio, int conflicts)
    {
        var known = KnownActions.Of([new() { ExDate = Date(exDate), NewPerOld = ratio }], [Stated]);

        Assert.Equal(conflicts, known.Conflicts.Count);
        Assert.Equal(2 - conflicts, known.All.Count);
        Assert.All(known.Conflicts, conflict => Assert.Equal(
            (new DateOnly(2012, 9, 26), ReasonCode.ConflictingData), (conflict.From, conflict.Failure.Code)));
    }

    // A feed knows one factor of a day: that of both.
    [Theory]
    [InlineData("2.2", "")]
    [InlineData("2", "ConflictingData ex_date=2012-09-26: the prices state a split of 2 new shares for an old one on that date, the corporate actions 2 and 1.1, together 2.2, with the ex-date 2012-09-26")]
    [InlineData("3", "ConflictingData ex_date=2012-09-26: the prices state a split of 3 new shares for an old one on that date, the corporate actions 2 and 1.1, together 2.2, with the ex-date 2012-09-26")]
    public void Of_TwoActionsOfOneExDate_AreTheFactorOfTheirProduct(string factor, string expected)
    {
        var known = KnownActions.Of(
            [OfTheFeed with { NewPerOld = decimal.Parse(factor, CultureInfo.InvariantCulture) }],
            [Stated with { NewPerOld = 2m }, Stated with { Kind = CorporateActionKind.GratisAllotment, NewPerOld = 1.1m }]);

        Assert.Equal(2, known.All.Count);
        Assert.Equal(expected, string.Join("; ", known.Conflicts.Select(conflict => conflict.Failure)));
    }

    [Fact]
    public void Of_ActionsWithoutARatio_AreNoSplits()
    {
        var known = KnownActions.Of([OfTheFeed], [new() { Kind = CorporateActionKind.Merger, ExDate = new(2012, 9, 26) }]);

        Assert.Equal(2, known.All.Count);
        Assert.Single(known.Splits);
    }

    [Theory]
    [InlineData("2012-09-20", "2012-09-20")]
    [InlineData("2012-09-28", "2012-09-26")]
    public void Of_AContradiction_SaysBothAndCountsFromTheEarlierExDate(string exDate, string from)
    {
        var conflict = Assert.Single(KnownActions.Of([OfTheFeed with { ExDate = Date(exDate) }], [Stated]).Conflicts);

        Assert.Equal(Date(from), conflict.From);
        Assert.Equal(
            $"ConflictingData ex_date={exDate}: the prices state a split of 200 new shares for an old one on that date, the corporate action one of 200 with the ex-date 2012-09-26",
            conflict.Failure.ToString());
    }

    [Fact]
    public void Of_SeveralActions_AreByExDate()
    {
        var known = KnownActions.Of([OfTheFeed with { ExDate = new(2015, 3, 27), NewPerOld = 2m }, OfTheFeed with { ExDate = new(2010, 3, 26), NewPerOld = 3m }], [Stated]);

        Assert.Equal([new(2010, 3, 26), new(2012, 9, 26), new(2015, 3, 27)], known.All.Select(action => action.ExDate));
        Assert.Equal(CorporateActionKind.Split, CorporateAction.Of(OfTheFeed with { NewPerOld = 1m }).Kind);
    }
}
