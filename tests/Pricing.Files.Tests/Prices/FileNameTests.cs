using Pricing.Files.Prices;
using Pricing.Files.Tables;

namespace Pricing.Files.Tests.Prices;

/// <summary>The share that the name of a file names. A file of one year is often named by it, and most years are codes as well.</summary>
public sealed class FileNameTests
{
    [Theory]
    [InlineData("3774.csv", "37740")]
    [InlineData("prices/186A.xlsx", "186A0")]
    [InlineData("closes.csv", null)]
    public async Task Shares_OfAFileWithoutACode_AreThoseOfItsName(string name, string? code)
    {
        using var content = new MemoryStream(Given.Utf8("Date,Close\n2024-05-01,3505\n"));
        var prices = await PriceFile.ReadAsync(content, Given.Request() with { FileName = name }, CancellationToken.None);

        Assert.Equal(code, prices.Rows.Select(row => row.Code).SingleOrDefault());
    }

    [Theory]
    [InlineData("2002.csv", "2002-05-01", "2002-05-02", false)]
    [InlineData("２００２.csv", "2002-05-01", "2002-05-02", false)]
    [InlineData("2002.csv", "2002-12-27", "2003-01-06", true)]
    [InlineData("2002.csv", "2024-05-01", "2024-05-02", true)]
    [InlineData("20020.csv", "2002-05-01", "2002-05-02", true)]
    public async Task Shares_OfAFileWhoseNameIsTheYearOfItsRows_AreNotNamed(string name, string first, string second, bool isTaken)
    {
        foreach (var code in new[] { null, "2002" })
        {
            using var content = new MemoryStream(Given.Utf8($"Date,Close\n{first},1000\n{second},1001\n"));
            var prices = await PriceFile.ReadAsync(content, Given.Request() with { FileName = name, Code = code }, CancellationToken.None);

            Assert.Equal(isTaken || code is not null ? ["20020", "20020"] : [], prices.Rows.Select(row => row.Code));
            Assert.Equal(isTaken || code is not null ? [] : ["Code"], prices.Defects.Select(defect => defect.Failure.Field));
        }
    }

    [Theory]
    [InlineData("2002.csv", "Date,Close\n2002-05-01,1000\n", null)]
    [InlineData("2002.csv", "Date,Close\n2024-05-01,1000\n", "20020")]
    [InlineData("2002.csv", "Date,Code,Close\n2024-05-01,3774,1000\n", null)]
    [InlineData("2002.csv", "Date,Code,Close\n2024-05-01,3774,1000\n2024-05-02,,1000\n", null)]
    [InlineData("2002.csv", "Date,Code,Close\n2024-05-01,,1000\n2024-05-02,3774,1000\n", "20020")]
    [InlineData("2002.csv", "Kind,Amount,RecordDate,AnnouncedOn\nfinal,10,2002-03-31,2001-11-09\nfinal,12,2003-03-31,2002-11-08\n", null)]
    [InlineData("2002.csv", "Kind,Amount,RecordDate,AnnouncedOn\nfinal,10,2002-03-31,2001-11-09\nfinal,12,2003-03-31,2003-05-08\n", "20020")]
    [InlineData("3774.csv", "Date,Code,Close\n2024-05-01,4999,1000\n", "37740")]
    [InlineData("３７７４.csv", "Date,Close\n2024-05-01,1000\n", "37740")]
    [InlineData("closes.csv", "Date,Close\n2024-05-01,1000\n", null)]
    public async Task Find_CodeThatMayBeTheYear_NamesTheShareWhereARowOfAnotherYearNamesNone(string name, string text, string? code)
    {
        using var content = new MemoryStream(Given.Utf8(text));

        Assert.Equal(code, await CodeInName.FindAsync(content, name, Given.Request(), CancellationToken.None));
    }
}
