using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pricing.Pipeline.Intake.Kinds;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Sources;

namespace Pricing.Pipeline.Tests.Intake.Kinds;

public sealed class PriceFileParserTests
{
    private static readonly DataSource Source = new(new('0', 64), "file", "3774.csv", DateTimeOffset.UnixEpoch);

    [Fact]
    public void Parse_OneShareWithOtherColumns_TakesWhatItKnows()
    {
        // The layout of a public file of raw closes, with its misspelt column.
        var reply = Parse(
            "Date,Open,Hight,Low,Close,Volume,Adj Close\n2012/9/25,390000,392000,382000,392000,707,1960\n", "37740");

        var fact = Assert.Single(reply.Facts);
        Assert.Equal(("37740", new DateOnly(2012, 9, 25), 392000m), (fact.Code, fact.Fact.Date, fact.Fact.Close));
    }

    [Fact]
    public void Parse_CodeColumnFactorAndBasePrice_AreRead()
    {
        var reply = Parse(
            "code,date,close,split_factor,base_price\n3774,2012-09-26,1975,200,1960\n186A,20120927,,,\n", code: null);

        Assert.Equal(
            [
                new CodedFact("37740", new(new(2012, 9, 26), 1975m, false, (Ratio)200m, 1960m, 0)),
                new CodedFact("186A0", new(new(2012, 9, 27), null, true, null, null, 0)),
            ],
            reply.Facts);
    }

    [Fact]
    public void Parse_AdjustmentFactorOfJQuants_IsTurnedRound() =>
        Assert.Equal((Ratio)200m, Parse("Date,C,AdjFactor,Vo\n2012-09-26,1975.0,0.005,78900\n", "37740").Facts[
            0].Fact.SplitNewPerOld);

    [Theory]
    [InlineData("2012-09-25,392000,0")]
    [InlineData("2012-09-25,#VALUE!,")]
    [InlineData("2012-09-25,,")]
    [InlineData("2012-09-25,null,")]
    public void Parse_NoTrade_IsNoClose(string row)
    {
        var fact = Assert.Single(Parse($"Date,Close,Volume\n{row}\n", "37740").Facts).Fact;

        Assert.Equal((null, true), (fact.Close, fact.NoTrade));
    }

    [Fact]
    public void Parse_HolidayRow_IsDroppedAndCounted()
    {
        var reply = Parse("Date,Close,Volume\n2012-09-21,378500,1159\n2012-09-22,378500,0\n", "37740");

        Assert.Equal((1, 1), (reply.Facts.Count, reply.Dropped));
    }

    [Theory]
    [InlineData("Date,Close\n2012-09-25,392000\n2012-13-25,1\n", "row 2 Date=2012-13-25")]
    [InlineData("Date,Close\n2012-09-25,-5\n", "row 1 Close=-5")]
    [InlineData("Date,Close\n2012-09-25,1e400\n", "row 1 Close=1e400")]
    [InlineData("Date,Close,Split Factor\n2012-09-25,5,0\n", "row 1 SplitFactor=0")]
    [InlineData("Date,Price\n2012-09-25,5\n", "header=Date,Price")]
    [InlineData("Date,Close,close\n2012-09-25,5,6\n", "header=close")]
    [InlineData("", "file=")]
    public void Parse_OneBadRow_RefusesTheFileWithThePlace(string text, string place)
    {
        var reply = Parse(text, "37740");

        Assert.Empty(reply.Facts);
        Assert.StartsWith($"FeedMalformed {place}:", reply.Failures[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_NoCodeAnywhere_IsRefused() =>
        Assert.Contains("name no code", Assert.Single(
            Parse("Date,Close\n2012-09-25,5\n", null).Failures).Reason, StringComparison.Ordinal);

    [Property(MaxTest = 2000)]
    public Property Parse_AnyEditOfAFile_NeverThrows()
    {
        var body = Encoding.UTF8.GetBytes(
            "Date,Code,Close,SplitFactor,Volume\n2012-09-26,37740,1975,200,78900\n\"2012/9/27\",3774,2048,,1\n");
        return Prop.ForAll(ArbMap.Default.ArbFor<(int Place, byte Value)[]>(), edits =>
        {
            var edited = body.ToArray();
            foreach (var (place, value) in edits)
                edited[(int)((uint)place % (uint)edited.Length)] = value;
            var reply = PriceFileParser.Parse(edited, "37740", Source);
            return reply.IsWhole || reply.Facts.Count == 0;
        });
    }

    private static PriceReply Parse(string text, string? code) =>
        PriceFileParser.Parse(Encoding.UTF8.GetBytes(text), code, Source);
}
