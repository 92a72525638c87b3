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
}
