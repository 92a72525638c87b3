using Pricing.Files.Schemas;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.MarketData.Curves;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Publications.Inputs;
using Pricing.Pipeline.Sources;
using Pricing.Pipeline.Tests.Valuations;
using Pricing.Pipeline.Valuations;
using Pricing.Rates;

namespace Pricing.Pipeline.Tests.Publications.Inputs;

/// <summary>The figures of a file, each behind those that it replaced: what it stated itself, whatever stands now.</summary>
public sealed class GivenFiguresTests
{
    private static readonly DateOnly Date = Facts.Allotment;
    private static readonly DataSource Feed = new("feed", "j-quants", "bars", default);
    private static readonly DataSource[] Files = [.. Enumerable.Range(1, 3).Select(number => new DataSource($"f{number}", DataSource.FileFeed, $"f.csv#{number}", default))];

    [Theory]
    [InlineData(1, "1 closes, 2013-07-11 to 2013-07-11; 1 replaced: 2013-07-11 3505 > 3011")]
    [InlineData(2, "1 closes, 2013-07-11 to 2013-07-11; 1 replaced: 2013-07-11 3505 > 3011 > 3099")]
    [InlineData(3, "1 closes, 2013-07-11 to 2013-07-11; 1 replaced: 2013-07-11 3505 > 3011 > 3099 > 3505")]
    public void Closes_OfEachFileThatReplacedOne_AreThoseUpToItsOwn(int file, string expected) =>
        Assert.Equal((expected, true), Closes(file, Close(1, 3011m), Close(2, 3099m), Close(3, 3505m)));

    [Fact]
    public void Closes_ThatADayHadNoneAndThenOneAgain_AreTheStatementOfEach()
    {
        PriceFact[] facts = [new(Date, null, true, null, null, 1, Replaces: true), Close(2, 3505m)];

        Assert.Equal(("2013-07-11 3505 > no close", true), Closes(1, facts));
        Assert.Equal(("1 closes, 2013-07-11 to 2013-07-11; 1 replaced: 2013-07-11 3505 > no close > 3505", true), Closes(2, facts));
    }

    [Fact]
    public void Closes_OfADayThatTheValueDoesNotUse_SayThatItIsNotMadeOfThem()
    {
        DateOnly unused = new(2013, 7, 3);
        Assert.DoesNotContain(Given.Facts().Evidence.Volatility!.ClosesUsed, close => close.Date == unused);
        var before = Facts.Prices.Single(fact => fact.Date == unused).Close;

        Assert.Equal(
            ($"closes that the value is not made of: 2013-07-03 {DecimalText.Of(before!.Value)} > 3055", false),
            Closes(1, new PriceFact(unused, 3055m, false, null, null, 1, Replaces: true)));
        Assert.Equal(("no stored figure of this value", false), Closes(2, Close(1, 3011m)));
    }

    [Fact]
    public void Closes_SplitsOfSeveralFiles_AreThoseUpToTheFilesOwn()
    {
        DateOnly exDate = new(2012, 9, 26);
        PriceFact[] facts = [new(exDate, null, false, (Ratio)100m, null, 1, Replaces: true), new(exDate, null, false, (Ratio)200m, null, 2, Replaces: true)];
        var first = Facts.Prices.Single(fact => fact.Date == exDate).SplitNewPerOld;

        Assert.Equal(($"2012-09-26 split {first} > 100", true), Closes(1, facts));
        Assert.Equal(($"2012-09-26 split {first} > 100 > 200", true), Closes(2, facts));
    }

    [Fact]
    public void Closes_MoreThanCanBeShown_SayHowManyMoreThereAre()
    {
        var used = Given.Facts().Evidence.Volatility!.ClosesUsed.TakeLast(23).ToList();

        var (text, _) = Closes(1, [.. used.Select(close => new PriceFact(close.Date, close.Close + 1m, false, null, null, 1, Replaces: true))]);

        Assert.StartsWith("23 closes, ", text, StringComparison.Ordinal);
        Assert.EndsWith(", and 3 more", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "2013-07-11 15y 1.275 > 1.3 %, 2013-07-11 20y 1.71 > none")]
    [InlineData(2, "2013-07-11 15y 1.275 > 1.3 > 1.275 %, 2013-07-11 20y 1.71 > none > 1.71 %")]
    [InlineData(3, "2013-07-11 10y 0.818 > 0.9 %")]
    public void Yields_OfEachFileThatReplacedThem_AreThoseThatItMovedAndDroppedOnes(int file, string expected)
    {
        CurvePoint[] all = [new(10m, 0.818m), new(15m, 1.275m), new(20m, 1.71m)];
        CurvePoint[][] stated = [all, [all[0], new(15m, 1.3m)], all, [new(10m, 0.9m), all[1], all[2]]];
        var facts = Given.Facts();
        var curves = stated.Select(points => new YieldCurve { Date = Date, Points = points }).ToList();
        var history = new CurveHistory
        {
            Curves = [curves[^1]],
            CurveSources = [3],
            Replaced = [.. curves.SkipLast(1).Select((curve, source) => new ReplacedCurve(curve, source))],
            Sources = [Feed, .. Files],
        };

        var (input, isUsed) = GivenMarket.Of(
            Files[file - 1], Sent(file, FileKind.Curves), facts with { Market = new MarketFacts(facts.Market.Prices, facts.Market.Dividends, history) });

        Assert.Equal((GivenKind.Yields, expected, true), (input.Kind, input.States, isUsed));
    }

    [Fact]
    public void Confirmed_ABasePriceOfTheNextDay_IsOfTheDayOfThatPrice()
    {
        var facts = Given.Facts();
        var limits = new PriceCheckOptions { Confirmed = ["3774/2013-07-11", "3774/2013-07-12", "3774/2013-07-16"] };
        var next = facts with { Evidence = facts.Evidence with { SharePrice = new(3505m, new(2013, 7, 12), SharePriceOrigin.NextBasePrice, IsSettled: true) } };

        Assert.Equal(["3774/2013-07-11"], GivenMarket.Confirmed(limits, facts));
        Assert.Equal(["3774/2013-07-11", "3774/2013-07-12"], GivenMarket.Confirmed(limits, next));
    }

    private static PriceFact Close(int source, decimal close) => new(Date, close, false, null, null, source, Replaces: true);

    private static (string States, bool IsUsed) Closes(int file, params PriceFact[] replacing)
    {
        var prices = new PriceHistory
        {
            Code = "37740",
            Sources = [Feed, .. Files],
            Facts = [.. Facts.Prices.Concat(replacing).OrderBy(fact => fact.Date)],
        };
        var (input, isUsed) = GivenMarket.Of(
            Files[file - 1], Sent(file, FileKind.Prices), Given.Facts() with { Market = new MarketFacts(prices, null, null) });
        return (input.States, isUsed);
    }

    private static FileRecord Sent(int file, FileKind kind) => new()
    {
        Id = $"f{file}",
        Attempt = 1,
        Sha256 = $"f{file}",
        Kind = kind,
        Name = "f.csv",
        Door = SentFile.HttpDoor,
        ReceivedAt = Given.At,
        State = FileState.Done,
    };
}
