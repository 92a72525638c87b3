using System.Text.Json.Nodes;
using Testing;

namespace Pricing.Api.Tests.Endpoints;

public sealed class PolicyEndpointTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Policies_AreThoseShippedAndTheHostsOwn()
    {
        await using var host = await ApiHost.StartAsync(
            azurite,
            new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero),
            Cancellation,
            settings: new Dictionary<string, string?> { ["Policies:0:Name"] = "ours", ["Policies:0:BasedOn"] = "continuous", ["Policies:0:Estimator"] = "population" });

        var all = JsonNode.Parse(await host.Client.GetStringAsync(new Uri("/api/policies", UriKind.Relative), Cancellation))!.AsArray();

        Assert.Equal(
            ["annual-discount True sample", "continuous True sample", "iij-practice True sample", "ours False population", "release-text True sample"],
            all.Select(policy => $"{policy!["name"]} {policy["isShipped"]!.GetValue<bool>()} {policy["settings"]!["Estimator"]}"));
    }
}
