using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Testing;

namespace Pricing.Api.Tests.Prices;

public sealed class ChangedTermsTests(AzuriteFixture azurite) : ApiTests(azurite)
{
    [Fact]
    public async Task Price_StoredGrantOnTheDateOfAChangeOfTerms_IsWhatTheNightWouldSay()
    {
        var own = Grant.TrimEnd().TrimEnd('}')
            .Replace("\"exercise_price\":1,", "", StringComparison.Ordinal)
            + ""","risk_free_rate":"0.01275","rate_source":"a test","dividend_per_share":20,"exercise_price_adjustment":"none","accounting_standard":"asbj8" """;
        await Host.Pipeline.IngestAsync("own.json", $$"""[{{own}},"exercise_price":3505}]""", Cancellation);
        await Host.Pipeline.RunNightsAsync(Cancellation);
        await Host.Pipeline.IngestAsync(
            "change.json", $$"""[{{own}},"exercise_price":3000,"amends":1,"amend_reason":"repriced by the board","modification_date":"2013-07-12"}]""", Cancellation);
        await Host.Pipeline.IngestAsync("prices.csv", "date,code,close\n2013-07-12,3774,3600\n", Cancellation);

        var (status, answer) = await PostAsync("/api/price", """{"grant":{"issuer":"IIJ","grant_id":"g"},"date":"2013-07-12"}""");
        var (_, before) = await PostAsync("/api/price", """{"grant":{"issuer":"IIJ","grant_id":"g"},"date":"2013-07-11"}""");

        Assert.True(status == HttpStatusCode.OK, answer.ToJsonString());
        Assert.Equal(("Modified", "2", "3000", "Asbj8"), (Text(answer, "kind"), Text(answer, "grantVersion"), Text(answer, "exercisePrice"), Text(answer, "standard")));
        Assert.Equal(Text(before, "amountPerRight"), Text(answer, "grantDateAmount"));
        Assert.Equal(Number(answer, "amountPerRight") - Number(answer, "grantDateAmount"), Number(answer, "increment"));
        Assert.Equal(("GrantDate", "3505"), (Text(before, "kind"), Text(before, "exercisePrice")));

        static decimal Number(JsonNode value, string name) => decimal.Parse(Text(value, name), CultureInfo.InvariantCulture);
    }
}
