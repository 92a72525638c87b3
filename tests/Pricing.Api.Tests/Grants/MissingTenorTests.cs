using Pricing.Api.Tests.Publications;
using Testing;

namespace Pricing.Api.Tests.Grants;

/// <summary>A value whose curve has no yield of its period says so at every door, and a curve cannot come to that unseen.</summary>
public sealed class MissingTenorTests(AzuriteFixture azurite) : SignedInPublications(azurite)
{
    private const string Value = "/api/grants/IIJ/g/values/2013-07-11";
    private const string Whole = "date,1y,2y,3y,4y,5y,6y,7y,8y,9y,10y,15y,20y,25y,30y,40y\n2013-07-11,0.109,0.125,0.15,0.22,0.296,0.388,0.54,0.692,0.768,0.818,1.275,1.71,1.796,1.851,1.932\n";

    private const string Question = """{"code":"3774","date":"2013-07-11","window_from":"2008-01-04","X":3000,"T":10,"dividend_per_share":18.75,"policy":"iij-practice","shares":200,"currency":"JPY"}""";

    [Fact]
    public async Task Value_OfACurveWithAnotherTenorAlone_NamesTheMissingOneInValueStepsAndPrice()
    {
        await ValueAsync("date,tenor,percent\n2013-07-11,5,0.3\n");

        var value = (await OkAsync(Abe, Value)).AsArray()[0]!;
        var explained = await OkAsync(Abe, $"{Value}/explanation");
        var (status, priced) = await SendAsync(Sato, "/api/price", Question);

        Assert.Equal(("Final", "0.003", "5y", "10y"), (Text(value, "status"), Text(value, "riskFreeRate"), Text(value, "rateSource"), Text(value, "missingTenors")));
        Assert.Equal(
            ["r(5) curve of 2013-07-11; that curve has no yield of 10 years", "r r(5) / 100"],
            explained["explanation"]!.AsArray().Select(step => step!).Where(step => Text(step, "symbol") is "r(5)" or "r").Take(2).Select(step => $"{Text(step, "symbol")} {Text(step, "formula")}"));
        Assert.Equal(200, status);
        Assert.Equal(("5y", "10y"), (Text(priced["inputs"]!, "rateSource"), Text(priced["inputs"]!, "missingTenors")));
    }

    [Fact]
    public async Task Value_OfAWholeCurveThatAFileOfOneTenorWouldReplace_StandsOnTheWholeOne()
    {
        await ValueAsync(Whole);

        var sent = await SendFileAsync(Sato, "curves", "date,tenor,percent\n2013-07-11,15,1.375\n", replaceFor: "a typing error");
        await ValueAgainAsync("a curve was sent");

        var report = (await OkAsync(Abe, $"/api/files/{Text(sent, "id")}"))["report"]!;
        Assert.Equal(("0", "1"), (Text(report, "stored"), Text(report, "rejected")));
        var value = (await OkAsync(Abe, Value)).AsArray()[0]!;
        Assert.Equal(("0.00818", "10y", null), (Text(value, "riskFreeRate"), Text(value, "rateSource"), value["missingTenors"]));
        var (_, priced) = await SendAsync(Sato, "/api/price", Question);
        Assert.Equal(("10y", null), (Text(priced["inputs"]!, "rateSource"), priced["inputs"]!["missingTenors"]));
    }

    private async Task ValueAsync(string curves)
    {
        await SendFileAsync(Sato, "prices", Closes());
        await SendFileAsync(Sato, "curves", curves);
        await SendFileAsync(Sato, "grants", Columns + Grant("", "", "").Replace(",iij-practice,15,", ",iij-practice,10,", StringComparison.Ordinal));
        await RunAsync();
    }
}
