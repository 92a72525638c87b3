using Testing;

namespace Pricing.Api.Tests.Endpoints;

public sealed class ValueEndpointTests(AzuriteFixture azurite) : ApiTests(azurite)
{
    [Fact]
    public async Task Values_Sample_ShowWhatWasPlannedAndWhatWasAllotted()
    {
        await RunSampleNightAsync();

        var value = (await GetAsync("/api/grants/IIJ/3rd-series/values")).AsArray()[0]!;

        // 135 rights were planned (release, section 2), 89 allotted.
        Assert.Equal(
            ("647000", "87345000", "135", "57583000", "89", "false", "Books"),
            (Text(value, "amountPerRight"), Text(value, "plannedTotal"), Text(value, "plannedRights"), Text(value, "total"), Text(value, "rightsOutstanding"), Text(value, "isPlanned"), Text(value, "use")));
    }

    [Fact]
    public async Task GrantValues_OfUnknownGrants_AreNone()
    {
        Assert.Empty((await GetAsync("/api/grants/Nobody/g/values")).AsArray());
        await RunSampleNightAsync();
        Assert.Empty((await GetAsync("/api/grants/IIJ/g/values")).AsArray());
    }
}
