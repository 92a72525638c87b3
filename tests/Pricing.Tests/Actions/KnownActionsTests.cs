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

    [Fact]
    public void Of_ActionsWithoutARatio_AreNoSplits()
    {
        var known = KnownActions.Of([OfTheFeed], [new() { Kind = CorporateActionKind.Merger, ExDate = new(2012, 9, 26) }]);

        Assert.Equal(2, known.All.Count);
        Assert.Single(known.Splits);
    }
}
