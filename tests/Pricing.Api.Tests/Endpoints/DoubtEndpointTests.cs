using System.Net;
using Pricing.Pipeline.Values;
using Testing;

namespace Pricing.Api.Tests.Endpoints;

public sealed class DoubtEndpointTests(AzuriteFixture azurite) : ApiTests(azurite)
{
    [Fact]
    public async Task Doubts_ValueOfEarlierTerms_IsShownUntilSomebodyDecides()
    {
        const string decide = "/api/runs/doubts/IIJ/3rd-series/2013-07-11/1";
        const string signed = """{"reason":"X stays","askedBy":"auditor"}""";
        await RunSampleNightAsync();
        Assert.Empty((await GetAsync("/api/doubts")).AsArray());
        await Host.Pipeline.Get<DoubtStore>().AddAsync(
            new()
            {
                Issuer = "IIJ",
                GrantId = "3rd-series",
                MeasurementDate = new(2013, 7, 11),
                Version = 1,
                AmountPerRight = "647000",
                Reason = "AmbiguousTerms exercise_price_adjustment=: a test",
                FoundAt = Host.Pipeline.Clock.GetUtcNow(),
            },
            Cancellation);

        var listed = Assert.Single((await GetAsync("/api/doubts")).AsArray())!;
        var shown = (await GetAsync("/api/grants/IIJ/3rd-series/values"))["values"]!.AsArray()[0]!;
        var (unsigned, _) = await PostAsync(decide, "{}");
        var (unknown, _) = await PostAsync(decide.Replace("2013-07-11/1", "2013-07-11/2", StringComparison.Ordinal), signed);
        var (status, decided) = await PostAsync(decide, signed);

        Assert.Equal(("3rd-series", "2013-07-11", "647000"), (Text(listed, "grantId"), Text(listed, "measurementDate"), Text(listed, "amountPerRight")));
        Assert.Equal("AmbiguousTerms exercise_price_adjustment=: a test", Text(shown, "basisInDoubt"));
        Assert.Equal(
            (HttpStatusCode.BadRequest, HttpStatusCode.NotFound, HttpStatusCode.OK), (unsigned, unknown, status));
        Assert.Equal(("X stays", "auditor", "unverified"), (Text(decided, "decision"), Text(decided, "decidedBy"), Text(decided, "decidedByIdentity")));
        Assert.Empty((await GetAsync("/api/doubts")).AsArray());
        Assert.Null((await GetAsync("/api/grants/IIJ/3rd-series/values"))["values"]!.AsArray()[0]!["basisInDoubt"]);
    }
}
