using Pricing.Files.Schemas;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Publications.Inputs;
using Pricing.Pipeline.Sources;
using Pricing.Pipeline.Tests.Valuations;
using Pricing.Pipeline.Valuations;

namespace Pricing.Pipeline.Tests.Publications.Inputs;

public sealed class GivenInputTests
{
    [Fact]
    public void Terms_EachVersionAndEachInputStatedInThePlaceOfAFeed_IsNamedWithTheRowThatStatedItFirst()
    {
        var first = Facts.Grant("policy=iij-practice") with { Version = 1, BatchHash = "b1", Line = 2 };
        var second = Facts.Grant("policy=iij-practice", "risk_free_rate=0.01", "rate_source=bank", "meant_reason=agreed") with
        {
            Version = 2,
            BatchHash = "b2",
            Line = 3,
            AmendReason = "agreed rate",
        };
        var third = Facts.Grant("policy=iij-practice", "risk_free_rate=0.01", "rate_source=bank", "meant_reason=agreed", "exclude=2011-03-11..2011-03-31") with
        {
            Version = 3,
            BatchHash = "b3",
            Line = 4,
            AmendReason = "earthquake",
        };

        var given = GivenTerms.Of([first, second, third]).ToList();

        Assert.Equal(
            [
                "Grant version 1 1 b1 line 2", "Amendment version 2 2 b2 line 3", "Amendment version 3 3 b3 line 4",
                "Policy policy 1 b1 line 2", "RiskFreeRate risk_free_rate 2 b2 line 3", "Window window_from 1 b1 line 2",
                "Exclusion exclude 3 b3 line 4", "MeantReason meant_reason 2 b2 line 3",
            ],
            given.Select(item => $"{item.Term.Kind} {item.Term.Subject} {item.Term.Version} {item.Batch} line {item.Line}"));
        Assert.Equal(
            "risk_free_rate: not stated > 0.01, rate_source: not stated > bank, meant_reason: not stated > agreed", given[1].Term.States);
        Assert.Equal(("exclude: not stated > 2011-03-11..2011-03-31", "earthquake"), (given[2].Term.States, given[2].Term.Reason));
        Assert.Equal("risk_free_rate=0.01, rate_source=bank", given[4].Term.States);
    }

    [Fact]
    public void Moves_BetweenTwoVersions_AreThoseThatWhatWasGivenCanMove()
    {
        var before = Given.Facts().Value;
        var after = before with { Version = 2, RiskFreeRate = "0.01", Volatility = 0.5, RightsOutstanding = 80 };

        Assert.Equal([new("r", before.RiskFreeRate, "0.01")], ValueMoves.Of(GivenKind.RiskFreeRate, before, after));
        Assert.Equal(["sigma"], ValueMoves.Of(GivenKind.Exclusion, before, after).Select(move => move.Input));
        Assert.Equal(["rights"], ValueMoves.Of(GivenKind.Event, before, after).Select(move => move.Input));
        Assert.Equal(["sigma", "r", "rights"], ValueMoves.Of(GivenKind.Amendment, before, after).Select(move => move.Input));
        Assert.Equal(["X", "T", "shares per right", "rights", "policy"], ValueMoves.Of(GivenKind.Grant, null, after).Select(move => move.Input));
        Assert.Empty(ValueMoves.Of(GivenKind.Event, before, after: null));
    }

    [Fact]
    public void Market_AFileThatReplacedAClose_NamesItBeforeAndAfter()
    {
        var facts = Given.Facts();
        DateOnly date = new(2013, 7, 11);
        List<PriceFact> prices = [.. Facts.Prices];
        prices.Insert(prices.FindLastIndex(fact => fact.Date == date) + 1, new(date, 3506m, false, null, null, 1, Replaces: true));
        var market = new MarketFacts(
            new() { Code = "37740", Sources = [new("closes", "j-quants", "bars", default), new("sent", "file", "fixed.csv", default)], Facts = prices }, null, null);

        var (input, isUsed) = GivenMarket.Of(new("sent", "file", "fixed.csv", default), Sent(FileKind.Prices), facts with { Market = market });

        Assert.True(isUsed);
        Assert.Equal((GivenKind.Closes, "sent", "1 closes, 2013-07-11 to 2013-07-11; 1 replaced: 2013-07-11 3505 > 3506"), (input.Kind, input.Subject, input.States));
    }

    [Theory]
    [InlineData(FileKind.Dividends, GivenKind.Dividends)]
    [InlineData(FileKind.Curves, GivenKind.Yields)]
    [InlineData(FileKind.CorporateActions, GivenKind.CorporateActions)]
    public void Market_AFileOfAKind_IsGivenAsThat(FileKind kind, GivenKind given) =>
        Assert.Equal(given, GivenMarket.Of(new DataSource("sent", "file", "x.csv", default), Sent(kind), Given.Facts()).Input.Kind);

    [Fact]
    public void Market_AConfirmedReturnOfTheWindow_IsGiven()
    {
        var limits = new PriceCheckOptions { Confirmed = ["3774/2012-09-26", "37740/2013-07-10", "3774/2013-07-12", "7203/2012-09-26"] };

        Assert.Equal(["3774/2012-09-26", "37740/2013-07-10"], GivenMarket.Confirmed(limits, Given.Facts()));
    }

    [Fact]
    public void Since_WhatAnApproverSaw_IsNotShownAgainWhateverItMoves()
    {
        var (seen, other) = (Given.Input("version 1"), Given.Input("version 2"));

        Assert.Equal([other], GivenList.Since([seen with { AmountAfter = "1" }, other], [seen]));
        Assert.Equal("exercise_price=2", Assert.Single(GivenList.Since([seen with { States = "exercise_price=2" }], [seen])).States);
    }

    [Fact]
    public void HashOf_AnythingThatIsShown_IsAnotherWhereItDiffers()
    {
        var value = Given.Facts().Value;
        var input = Given.Input("version 1");
        GivenInput[] others =
        [
            input with { Kind = GivenKind.Event },
            input with { Subject = "version 2" },
            input with { States = "exercise_price=2" },
            input with { Source = "b1 line 3" },
            input with { File = "grants.csv" },
            input with { By = Given.Sato },
            input with { By = Given.Tanaka with { Identity = "unverified" } },
            input with { TakenAt = Given.At.AddSeconds(1) },
            input with { Reason = "why" },
            input with { IsSynthetic = true },
            input with { Moves = [new("X", "", "1")] },
            input with { AmountBefore = "1" },
            input with { AmountAfter = "1" },
        ];

        string[] hashes =
        [
            GivenList.HashOf(value, [input]), GivenList.HashOf(value, []), GivenList.HashOf(value, [input, input]), GivenList.HashOf(value with { Hash = "other" }, [input]),
            .. others.Select(other => GivenList.HashOf(value, [other])),
        ];

        Assert.Equal(hashes.Length, hashes.Distinct().Count());
        Assert.Equal(hashes[0], GivenList.HashOf(value, [Given.Input("version 1")]));
    }

    private static FileRecord Sent(FileKind kind) => new()
    {
        Id = "sent",
        Attempt = 1,
        Sha256 = "sent",
        Kind = kind,
        Name = "fixed.csv",
        Door = SentFile.HttpDoor,
        ReceivedAt = Given.At,
        State = FileState.Done,
    };
}
