namespace Pricing.Files.Tests.Prices;

/// <summary>An empty close says that there was no trade; a row that ends before it says nothing.</summary>
public sealed class CutOffRowsTests
{
    [Theory]
    [InlineData("Date,Code,Close\n2024-06-13,3774,2351\n2024-06-14,3774\n", "has 2 fields where the header has 3; it ends before Close")]
    [InlineData("Date,Code,Close\n2024-06-13,3774,2351\n2024-06-14", "has 1 fields where the header has 3; it ends before Close")]
    [InlineData("Date,Code,Close\n2024-06-13,3774,2351\n2024-06-14,3774,\n", null)]
    [InlineData("Date,Close,Volume\n2024-06-13,2351,100\n2024-06-14,2351\n", null)]
    [InlineData("""[{"Date":"2024-06-13","Close":2351},{"Date":"2024-06-14"}]""", "lacks Close; where there is no figure, write the name with null")]
    [InlineData("""[{"Date":"2024-06-13","Close":2351},{"Date":"2024-06-14","Close":null}]""", null)]
    [InlineData("""[{"Date":"2024-06-13","Close":2351},{"Date":"2024-06-14","Price":2351}]""", null)]
    [InlineData("""[{"Date":"2024-06-13","Close":2351},{}]""", null)]
    public async Task Read_RowWithoutTheFieldOfItsClose_RefusesTheFile(string text, string? reason)
    {
        var prices = await Given.PricesAsync(text);

        Assert.Equal(reason is null, prices.IsTaken);
        Assert.All(prices.Defects, defect => Assert.Contains(reason!, defect.Failure.Reason, StringComparison.Ordinal));
    }
}
