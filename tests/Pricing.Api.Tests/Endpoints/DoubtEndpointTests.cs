using System.Net;
using Pricing.Pipeline.Values;
using Testing;

namespace Pricing.Api.Tests.Endpoints;

public sealed class DoubtEndpointTests(AzuriteFixture azurite) : ApiTests(azurite)
{
    private const string Decide = "/api/runs/doubts/IIJ/3rd-series/2013-07-11/1";
    private const string Signed = """{"reason":"X stays","askedBy":"auditor"}""";

    [Fact]
    public async Task Doubts_ValueOfEarlierTerms_IsShownUntilSomebodyDecides()
    {
        await RunSampleNightAsync();
        Assert.Empty((await GetAsync("/api/doubts")).AsArray());
        await DoubtAsync();

        var listed = Assert.Single((await GetAsync("/api/doubts")).AsArray())!;
        var shown = (await GetAsync("/api/grants/IIJ/3rd-series/values"))["values"]!.AsArray()[0]!;
        var (unsigned, _) = await PostAsync(Decide, "{}");
        var (unknown, _) = await PostAsync(Decide.Replace("2013-07-11/1", "2013-07-11/2", StringComparison.Ordinal), Signed);
        var (status, decided) = await PostAsync(Decide, Signed);

        Assert.Equal(("3rd-series", "2013-07-11", "647000"), (Text(listed, "grantId"), Text(listed, "measurementDate"), Text(listed, "amountPerRight")));
        Assert.Equal("AmbiguousTerms exercise_price_adjustment=: a test", Text(shown, "basisInDoubt"));
        Assert.Equal(
            (HttpStatusCode.BadRequest, HttpStatusCode.NotFound, HttpStatusCode.OK), (unsigned, unknown, status));
        Assert.Equal(("X stays", "auditor", "unverified"), (Text(decided, "decision"), Text(decided, "decidedBy"), Text(decided, "decidedByIdentity")));
        Assert.Empty((await GetAsync("/api/doubts")).AsArray());
        Assert.Null((await GetAsync("/api/grants/IIJ/3rd-series/values"))["values"]!.AsArray()[0]!["basisInDoubt"]);
    }

    [Theory]
    [InlineData("""{"reason":"X stays","askedBy":"director"}""")]
    [InlineData("""{"reason":"X is adjusted","askedBy":"auditor"}""")]
    public async Task Doubts_SecondDecisionThatIsAnother_IsRefusedAndTheFirstStays(string another)
    {
        await DoubtAsync();
        var (first, decided) = await PostAsync(Decide, Signed);
        Host.Pipeline.Clock.Advance(TimeSpan.FromMinutes(1));

        var (second, refused) = await PostAsync(Decide, another);
        var (again, same) = await PostAsync(Decide, Signed);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Conflict, HttpStatusCode.OK), (first, second, again));
        Assert.Equal(["AlreadyDecided doubt=IIJ 3rd-series 2013-07-11 v1: auditor (unverified) has decided: X stays"], Failures(refused));
        Assert.Equal(decided.ToJsonString(), same.ToJsonString());
    }

    private Task<bool> DoubtAsync() => Host.Pipeline.Get<DoubtStore>().AddAsync(
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
}
