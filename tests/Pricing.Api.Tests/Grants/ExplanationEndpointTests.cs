using System.Net;
using System.Text.Json.Nodes;
using Testing;

namespace Pricing.Api.Tests.Grants;

public sealed class ExplanationEndpointTests(AzuriteFixture azurite) : ApiTests(azurite)
{
    private const string Explanation = "/api/grants/IIJ/3rd-series/values/2013-07-11/explanation";

    [Fact]
    public async Task Explanation_StoredValue_IsRecomputedFromItsEvidenceWhateverIsKnownToday()
    {
        await RunSampleNightAsync();

        // What is stored of the market is gone: the evidence alone counts.
        foreach (var name in new[] { "prices/37740", "dividends/37740", "curves/jgb" })
            await Host.Pipeline.Storage.MarketData.GetBlobClient(name).DeleteIfExistsAsync(cancellationToken: Cancellation);

        var answer = await GetAsync($"{Explanation}?greeks=true&sensitivity=true&impliedPerRight=647000");

        Assert.Equal(("647000", "iij-practice", true), (Text(answer, "amountPerRight"), Text(answer, "policy"), answer["isReproduced"]!.GetValue<bool>()));
        Assert.Equal(
            ["S 3505", "T 15", "sigma", "r 0.01275", "q 18.75/3505", "C", "value per share 3235", "amount per right 647000"],
            answer["recomputed"]!.AsArray().Select(figure => Text(figure!, "figure") is "sigma" or "C"
                ? Text(figure!, "figure")
                : $"{Text(figure!, "figure")} {Text(figure!, "recomputed")}"));
        Assert.All(answer["recomputed"]!.AsArray(), figure => Assert.True(figure!["isSame"]!.GetValue<bool>()));
        var symbols = answer["explanation"]!.AsArray().Select(step => Text(step!, "symbol")).ToList();
        Assert.Equal(
            ["S", "X", "T", "closes", "k", "mean", "s", "f", "sigma", "r(15)", "r", "D1", "D2", "D", "q", "n", "rc"],
            symbols.SkipWhile(symbol => symbol == "source").Take(17));
        Assert.NotEmpty(symbols.TakeWhile(symbol => symbol == "source"));
        Assert.StartsWith("NotDetermined amount=647000", answer["impliedVolatility"]!["failures"]![0]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(10, answer["greeks"]!["figures"]!.AsArray().Count);
        Assert.Equal(Text(answer, "amountPerRight"), Text(answer["sensitivity"]!["amountsPerRight"]![2]![2]!, "amountPerRight"));
    }

    [Fact]
    public async Task Explanation_AnotherPolicyOrTheGrantDate_IsOfTheSameEvidence()
    {
        await RunSampleNightAsync();

        var byText = await GetAsync($"{Explanation}?policy=release-text");
        var ofGrantDate = await GetAsync("/api/grants/IIJ/3rd-series/values/grant-date/explanation?version=1");

        Assert.Equal(("646783", "release-text"), (Text(byText, "amountPerRight"), Text(byText, "policy")));
        Assert.Equal((0, null), (byText["recomputed"]!.AsArray().Count, byText["isReproduced"]));
        Assert.Equal(("2013-07-11", "647000"), (Text(ofGrantDate, "measurementDate"), Text(ofGrantDate, "amountPerRight")));
    }

    [Fact]
    public async Task Explanation_OfWhatIsNotThere_SaysWhy()
    {
        await RunSampleNightAsync();

        Assert.Equal("UnknownGrant grant_id=none: no such grant is stored", await RefusalAsync("/api/grants/IIJ/none/values/2013-07-11/explanation", HttpStatusCode.NotFound));
        Assert.Equal("NotDetermined date=2013-07-12: no value of this date is stored", await RefusalAsync("/api/grants/IIJ/3rd-series/values/2013-07-12/explanation", HttpStatusCode.NotFound));
        Assert.Equal("NotDetermined version=2: no such version of a value of 2013-07-11 is stored", await RefusalAsync($"{Explanation}?version=2", HttpStatusCode.NotFound));
        Assert.Equal(
            "InvalidField impliedPerRight=647000: stands beside impliedPerShare; one of the two is asked for",
            await RefusalAsync($"{Explanation}?impliedPerRight=647000&impliedPerShare=3235"));
        Assert.StartsWith("UnknownPolicy policy=none: ", await RefusalAsync($"{Explanation}?policy=none"), StringComparison.Ordinal);

        await foreach (var blob in Host.Pipeline.Storage.RunFiles.GetBlobsAsync(cancellationToken: Cancellation))
        {
            if (blob.Name.StartsWith("evidence/", StringComparison.Ordinal))
                await Host.Pipeline.Storage.RunFiles.DeleteBlobAsync(blob.Name, cancellationToken: Cancellation);
        }

        // What is stored and cannot be read is no mistake of who asks.
        using var damaged = await Host.Client.GetAsync(new Uri(Explanation, UriKind.Relative), Cancellation);
        var problem = JsonNode.Parse(await damaged.Content.ReadAsStringAsync(Cancellation))!;
        Assert.Equal((HttpStatusCode.InternalServerError, "urn:pricingfunctions:problem:damaged-data"), (damaged.StatusCode, Text(problem, "type")));
        Assert.EndsWith("the evidence of the value is not there", Text(problem, "detail"), StringComparison.Ordinal);
        Assert.StartsWith("Damage: IIJ 3rd-series cannot be read: ", Assert.Single(Host.Errors.Entries), StringComparison.Ordinal);
    }

    private async Task<string> RefusalAsync(string path, HttpStatusCode status = HttpStatusCode.BadRequest)
    {
        using var answer = await Host.Client.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
        Assert.Equal(status, answer.StatusCode);
        return Assert.Single(Failures(JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!));
    }
}
