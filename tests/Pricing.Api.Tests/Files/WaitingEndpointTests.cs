using System.Text.Json.Nodes;
using Testing;

namespace Pricing.Api.Tests.Files;

public sealed class WaitingEndpointTests(AzuriteFixture azurite) : ApiTests(azurite)
{
    [Fact]
    public async Task Waiting_EventsBeforeTheirGrant_AreCountedJudgedOnRequestAndTheirFateIsShownWithTheFile()
    {
        var report = await Host.Pipeline.IngestAsync(
            "events.csv", "issuer,grant_id,date,kind,rights,reference\nIIJ,3rd-series,2014-07-01,exercised,1,minutes\n", Cancellation);
        var before = await GetAsync("/api/waiting");
        Host.Pipeline.Clock.Advance(TimeSpan.FromDays(30));

        using var judged = await Host.Client.PostAsync(new Uri("/api/waiting", UriKind.Relative), null, Cancellation);
        var counts = JsonNode.Parse(await judged.Content.ReadAsStringAsync(Cancellation))!;
        var file = await GetAsync($"/api/batches/{report.Batch}");

        Assert.Equal(("1", "IIJ"), (Text(before, "count"), Text(before["rows"]![0]!, "issuer")));
        Assert.Equal(("1", "0"), (Text(counts, "decided"), Text(counts, "waiting")));
        Assert.Equal(("1", "kept"), (Text(file["report"]!, "waiting"), Text(file["report"]!, "source")));
        Assert.Equal(("true", "events.csv"), (Text(file["source"]!, "isKept"), Text(file["source"]!["record"]!, "name")));
        Assert.Equal(("2", "rejected"), (Text(file["later"]![0]!, "line"), Text(file["later"]![0]!, "result")));
    }
}
