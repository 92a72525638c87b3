using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pricing.Pipeline.MarketData.JQuants;
using Pricing.Pipeline.MarketData.Prices;

namespace Pricing.Pipeline.Tests.MarketData.JQuants;

public sealed class JQuantsRowsTests
{
    private const string Bar =
        """{"Date":"2012-09-26","Code":"37740","O":1958.0,"H":1986.0,"L":1943.0,"C":1975.0,"UL":"0","LL":"0","Vo":78900.0,"Va":1.5E8,"AdjFactor":0.005,"AdjC":1975.0}""";

    private const string Dividend =
        """{"PubDate":"2012-11-09","PubTime":"15:00","Code":"37740","RefNo":"201211091","StatCode":"1","BoardDate":"2012-11-09","IFCode":"1","FRCode":"1","IFTerm":"2012-09","DivRate":1750.0,"RecDate":"2012-09-30","ExDate":"2012-09-26","ActRecDate":"2012-09-30","PayDate":"2012-12-05","CARefNo":"201211091","CommSpecCode":"0","CommDivRate":"","SpecDivRate":""}""";

    [Fact]
    public void DailyBars_ExDateRow_GivesTheCloseAndTheSplit()
    {
        var reading = ReadBar(Bar);

        Assert.Null(reading.Failure);
        Assert.Equal(new PriceFact(new(2012, 9, 26), 1975m, false, (Ratio)200m, null, 0), reading.Fact);
    }

    [Theory]
    [InlineData("\"C\":1975.0", "\"C\":null")]
    [InlineData("\"Vo\":78900.0", "\"Vo\":0.0")]
    public void DailyBars_NoTrade_IsNoClose(string was, string becomes)
    {
        var fact = ReadBar(Bar.Replace(was, becomes, StringComparison.Ordinal)).Fact!.Value;

        Assert.Equal((null, true), (fact.Close, fact.NoTrade));
    }

    [Fact]
    public void DailyBars_HolidayRow_IsLeftOut()
    {
        var reading = ReadBar(Bar.Replace("2012-09-26", "2012-09-22", StringComparison.Ordinal));

        Assert.Equal((null, null), (reading.Fact, reading.Failure));
    }

    [Theory]
    [InlineData("\"C\":1975.0", "\"Close\":1975.0", "C")]
    [InlineData("\"C\":1975.0", "\"C\":\"1975\"", "C")]
    [InlineData("\"C\":1975.0", "\"C\":-1", "C")]
    [InlineData("\"C\":1975.0", "\"C\":1e99", "C")]
    [InlineData("2012-09-26", "2012/09/26", "Date")]
    [InlineData("2012-09-26", "1949-05-16", "Date")]
    [InlineData("37740", "3774", "")]
    [InlineData("37740", "../../x", "Code")]
    [InlineData("\"AdjFactor\":0.005", "\"AdjFactor\":0", "AdjFactor")]
    [InlineData("\"AdjFactor\":0.005", "\"AdjFactor\":0.123456789", "AdjFactor")]
    public void DailyBars_ChangedRow_IsRefusedByItsField(string was, string becomes, string field)
    {
        var reading = ReadBar(Bar.Replace(was, becomes, StringComparison.Ordinal));

        Assert.Equal(field, reading.Failure?.Field ?? "");
    }

    [Fact]
    public void DividendRows_DecidedInterim_IsRead()
    {
        var (code, notice) = JQuantsPage.Parse(Page(Dividend), row => DividendRows.Read(row, 0)).Value.Rows[0].Value;

        Assert.Equal("37740", code);
        Assert.Equal((1750m, 0m, false, true), (notice.Rate, notice.OccasionalRate, notice.IsFinal, notice.IsDecided));
        Assert.Equal(
            (new DateOnly(2012, 9, 1), new DateOnly(2012, 9, 30), new DateOnly(2012, 9, 26)),
            (notice.TermMonth, notice.RecordDate!.Value, notice.ExDate!.Value));
    }

    [Theory]
    [InlineData("1750.0", "\"-\"")]
    [InlineData("1750.0", "\"\"")]
    public void DividendRows_UndeterminedRate_IsNone(string was, string becomes) => Assert.Null(
        JQuantsPage.Parse(Page(Dividend.Replace(was, becomes, StringComparison.Ordinal)), row => DividendRows.Read(
            row, 0)).Value.Rows[0].Value.Notice.Rate);

    [Theory]
    [InlineData("""{"message":"maintenance"}""")]
    [InlineData("[]")]
    [InlineData("<html>")]
    [InlineData("""{"data":[{"Date":"2012-""")]
    [InlineData("""{"data":[],"pagination_key":7}""")]
    [InlineData("")]
    public void Page_OfAnotherShape_IsRefused(string body) => Assert.Equal(
        ReasonCode.FeedMalformed,
        Assert.Single(JQuantsPage.Parse(Encoding.UTF8.GetBytes(body), row => DailyBars.Read(row, 0)).Failures).Code);

    [Property(MaxTest = 2000)]
    public Property Page_AnyEditOfABody_NeverThrows()
    {
        var body = Page(Bar + "," + Dividend).ToArray();
        return Prop.ForAll(ArbMap.Default.ArbFor<(int Place, byte Value)[]>(), edits =>
        {
            var edited = body.ToArray();
            foreach (var (place, value) in edits)
                edited[(int)((uint)place % (uint)edited.Length)] = value;
            var bars = JQuantsPage.Parse(edited, row => DailyBars.Read(row, 0));
            var dividends = JQuantsPage.Parse(edited, row => DividendRows.Read(row, 0));
            return bars.Failures.Concat(dividends.Failures).All(failure => failure.Code == ReasonCode.FeedMalformed);
        });
    }

    private static DailyBars.Reading ReadBar(string row) =>
        JQuantsPage.Parse(Page(row), element => DailyBars.Read(element, 0)).Value.Rows[0];

    private static ReadOnlyMemory<byte> Page(string rows) => Encoding.UTF8.GetBytes($$"""{"data":[{{rows}}]}""");
}
