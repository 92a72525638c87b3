using Pricing.Files.Prices;
using Pricing.Files.Schemas;

namespace Pricing.Files.Tests.Prices;

public sealed class NoTradeTests
{
    [Theory]
    [InlineData("0", "0", true)]
    [InlineData("3505", "0", true)]
    [InlineData("", "", true)]
    [InlineData("-", "100", true)]
    [InlineData("－", "−", true)]
    [InlineData("ー", "ｰ", true)]
    [InlineData("―", "—", true)]
    [InlineData("–", "‐", true)]
    [InlineData("‑", "‒", true)]
    [InlineData("─", "﹘", true)]
    [InlineData("﹣", "---", true)]
    [InlineData(" －－ ", "", true)]
    [InlineData("−1", "", false)]
    [InlineData("ー1", "", false)]
    [InlineData("null", "", true)]
    [InlineData("#N/A", "", true)]
    [InlineData("0", "100", false)]
    [InlineData("0", "", false)]
    [InlineData("-1", "", false)]
    public async Task Close_ThatIsNone_IsNoTrade(string close, string volume, bool isTaken)
    {
        var content = new MemoryStream(Given.Utf8($"Date,Close,Volume\n2024-05-01,{close},{volume}\n"));

        var prices = await PriceFile.ReadAsync(content, Given.Request(FileKind.Prices) with { Code = "3774" }, CancellationToken.None);

        Assert.Equal(isTaken, prices.IsTaken);
        Assert.All(prices.Rows, row => Assert.Null(row.Close));
    }

    [Theory]
    [InlineData("日付,終値,出来高(千株)\n2024-05-01,{0}\n", "3505,0", false)]
    [InlineData("日付,終値,出来高(千株)\n2024-05-01,{0}\n", "3505,", true)]
    [InlineData("日付,終値,出来高(千株)\n2024-05-01,{0}\n", ",0", true)]
    [InlineData("日付,終値,出来高(株)\n2024-05-01,{0}\n", "3505,0", true)]
    [InlineData("（単位：円、千株）\n日付,終値,出来高\n2024-05-01,{0}\n", "3505,0", false)]
    [InlineData("（単位：円、株）\n日付,終値,出来高\n2024-05-01,{0}\n", "3505,0", true)]
    [InlineData("（単位：円、千株）\n日付,終値,出来高(株)\n2024-05-01,{0}\n", "3505,0", true)]
    [InlineData("Date,Close,Volume\n2024-05-01,{0}\n", "3505,0.00K", false)]
    [InlineData("Date,Close,Volume\n2024-05-01,{0}\n", "3505,0千株", false)]
    [InlineData("Date,Close,Volume\n2024-05-01,{0}\n", "3505,0株", true)]
    [InlineData("[{\"Date\":\"2024-05-01\",\"Close\":3505,\"出来高(千株)\":{0}}]", "0", false)]
    public async Task Volume_OfNoneInThousands_IsRefusedBesideAClose(string file, string row, bool isTaken)
    {
        var prices = await Given.PricesAsync(file.Replace("{0}", row, StringComparison.Ordinal));

        Assert.Equal(isTaken ? [] : ["Volume"], prices.Defects.Select(defect => defect.Failure.Field));
        Assert.All(prices.Defects, defect => Assert.Contains("state the volume in shares, or leave it empty", defect.Failure.Reason, StringComparison.Ordinal));
    }
}
