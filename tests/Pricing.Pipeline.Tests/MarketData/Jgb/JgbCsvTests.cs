using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pricing.Pipeline.MarketData.Jgb;

namespace Pricing.Pipeline.Tests.MarketData.Jgb;

public sealed class JgbCsvTests
{
    private const string Japanese =
        "国債金利情報 (平成25年7月),,,(単位 : %)\r\n基準日,1年,10年,40年\r\nH25.7.11,0.109,0.818,-\r\nH25.7.12,-0.109,0.818,1.936\r\n"
        + ",,,\r\n※最新のcsvデータがダウンロードできない場合,,,\r\n";

    private static readonly Encoding Cp932 = CodePagesEncodingProvider.Instance.GetEncoding(932)!;

    [Fact]
    public void Parse_JapaneseFileOfTheMonth_GivesItsCurves()
    {
        var curves = JgbCsv.Parse(Cp932.GetBytes(Japanese)).Value;

        Assert.Equal([new DateOnly(2013, 7, 11), new DateOnly(2013, 7, 12)], curves.Select(curve => curve.Date));
        Assert.Equal([new(1m, 0.109m), new(10m, 0.818m)], curves[0].Points);
        Assert.Equal([new(1m, -0.109m), new(10m, 0.818m), new(40m, 1.936m)], curves[1].Points);
    }

    [Fact]
    public void Parse_EnglishFile_GivesItsCurves()
    {
        const string english =
            "Interest Rate (September 2026),,(Unit : %)\r\nDate,1Y,2Y\r\n2026/9/1,1.527,1.802\r\n,,\r\n\"  ※If you cannot download\",,\r\n";

        var curve = Assert.Single(JgbCsv.Parse(Cp932.GetBytes(english)).Value);

        Assert.Equal((new DateOnly(2026, 9, 1), 1.802m), (curve.Date, curve.Points[1].Percent));
    }

    [Theory]
    [InlineData("基準日", "date", "header")]
    [InlineData("10年", "10月", "header")]
    [InlineData("H25.7.11,0.109", "H25.7.32,0.109", "line 3")]
    [InlineData("H25.7.11,0.109", "H25.7.11,0,109", "line 3")]
    [InlineData("H25.7.12,-0.109,0.818,1.936", "H25.7.12,-0.109", "line 4")]
    [InlineData("H25.7.12,-0.109", "H25.7.12,NaN", "line 4")]
    [InlineData("H25.7.12,-0.109", "H25.7.11,-0.109", "line 4")]
    [InlineData("H25.7.12,-0.109", "H25.7.12,", "line 4")]
    public void Parse_ChangedFile_IsRefusedAsAWholeWithThePlace(string was, string becomes, string place)
    {
        var failures = JgbCsv.Parse(Cp932.GetBytes(Japanese.Replace(was, becomes, StringComparison.Ordinal))).Failures;

        Assert.Equal((ReasonCode.FeedMalformed, place), (Assert.Single(failures).Code, failures[0].Field));
    }

    [Theory]
    [InlineData("<!DOCTYPE html>\n<html>\n<body>maintenance</body></html>")]
    [InlineData("")]
    [InlineData("国債金利情報\n")]
    public void Parse_SomethingElse_IsRefused(string body) =>
        Assert.Equal(ReasonCode.FeedMalformed, Assert.Single(JgbCsv.Parse(Cp932.GetBytes(body)).Failures).Code);

    [Fact]
    public void Parse_JapaneseInUtf8WithoutMark_IsRefusedForItsEncoding() =>
        Assert.Contains(Assert.Single(
            JgbCsv.Parse(Encoding.UTF8.GetBytes(Japanese)).Failures).Field, new[] { "encoding", "header" });

    [Theory]
    [InlineData("S49.9.24", 1974, 9, 24)]
    [InlineData("H1.1.9", 1989, 1, 9)]
    [InlineData("R8.6.30", 2026, 6, 30)]
    [InlineData("2013/7/11", 2013, 7, 11)]
    public void EraDate_KnownForms_AreRead(string text, int year, int month, int day)
    {
        Assert.True(EraDate.TryParse(text, out var date));
        Assert.Equal(new DateOnly(year, month, day), date);
    }

    [Property(MaxTest = 2000)]
    public Property Parse_AnyEditOfAFile_NeverThrows()
    {
        var body = Cp932.GetBytes(Japanese);
        var edits = ArbMap.Default.ArbFor<(int Place, byte Value, bool Cut)[]>();
        return Prop.ForAll(edits, changes =>
        {
            var edited = body.ToList();
            foreach (var (place, value, cut) in changes)
            {
                var index = (int)((uint)place % (uint)edited.Count);
                if (cut && edited.Count > 1)
                    edited.RemoveAt(index);
                else
                    edited[index] = value;
            }

            var outcome = JgbCsv.Parse(edited.ToArray());
            return outcome.IsSuccess || outcome.Failures.All(failure => failure.Code == ReasonCode.FeedMalformed);
        });
    }
}
