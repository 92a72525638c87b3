using System.Text;
using Pricing.Files.Prices;
using Pricing.Files.Schemas;

namespace Pricing.Files.Tests.Prices;

public sealed class SplitCheckTests
{
    [Theory]
    [InlineData("100", 0)]
    [InlineData("400", 1)]
    public async Task Against_TwoSplitsInOneGapOfTheCloses_CountTogether(string after, int defects)
    {
        var content = $"Date,Close\n2024-06-20,400\n2024-06-21,401\n2024-07-10,{after}\n2024-07-11,{after}\n";
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(content));
        var request = Given.Request(FileKind.Prices) with { Code = "37740" };
        var rows = (await PriceFile.ReadAsync(stream, request, TestContext.Current.CancellationToken)).Rows;

        var found = SplitCheck.Against(rows, [new("37740", new(2024, 6, 27), 2m), new("37740", new(2024, 7, 3), 2m)], []);

        Assert.Equal(defects, found.Count);
    }
}
