using System.Net;
using System.Text.Json.Nodes;
using Testing;

namespace Pricing.Api.Tests.Files;

public sealed class WaitingEndpointTests(AzuriteFixture azurite) : ApiTests(azurite)
{
    private const string GrantRow =
        "issuer,grant_id,security_code,currency,allotment_date,exercise_start,exercise_end,exercise_price,shares_per_right,maximum_rights,allotted_rights,policy,expected_remaining_years\n"
        + "IIJ,g,3774,JPY,2013-07-11,2013-07-12,2043-07-11,1,200,135,135,iij-practice,15\n";

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

    [Fact]
    public async Task Waiting_WhoseRowsGoMeanwhile_GoesOnBehindThePageBefore()
    {
        var report = await Host.Pipeline.IngestAsync(
            "events.csv",
            "issuer,grant_id,date,kind,rights,reference\nIIJ,g,2014-07-01,exercised,1,minutes\nIIJ,g,2014-07-02,exercised,2,minutes\nIIJ,h,2014-07-02,exercised,2,minutes\n",
            Cancellation);

        var first = await GetAsync("/api/waiting?limit=1");
        await PostAsync($"/api/files/{report.Batch}/waiting/2/withdraw", """{"reason":"a typing error","askedBy":"A. Person"}""");
        var second = await GetAsync(Text(first, "next"));
        var third = await GetAsync(Text(second, "next"));

        Assert.Equal(["2", "3", "4"], new[] { first, second, third }.Select(page => Text(Assert.Single(page["rows"]!.AsArray())!, "line")));
        Assert.Null(third["next"]);
    }

    [Fact]
    public async Task Withdraw_RowThatWaits_IsNotJudgedAgainAndStaysWithItsFile()
    {
        var report = await Host.Pipeline.IngestAsync(
            "events.csv",
            "issuer,grant_id,date,kind,rights,reference\nIIJ,g,2014-07-01,exercised,1,minutes\nIIJ,g,2014-07-02,exercised,2,minutes\n",
            Cancellation);
        const string signed = """{"reason":"a typing error","askedBy":"A. Person"}""";
        var place = $"/api/files/{report.Batch}/waiting";

        var before = await GetAsync(place);
        var (unsigned, _) = await PostAsync($"{place}/2/withdraw", "{}");
        var (withdrawn, fate) = await PostAsync($"{place}/2/withdraw", signed);
        var (again, _) = await PostAsync($"{place}/2/withdraw", signed);
        var (never, _) = await PostAsync($"{place}/4/withdraw", signed);
        await Host.Pipeline.IngestAsync("grants.csv", GrantRow, Cancellation);
        var (decided, conflict) = await PostAsync($"{place}/3/withdraw", signed);
        var file = await GetAsync($"/api/files/{report.Batch}");

        Assert.Equal(("2", "2", "3"), (Text(before, "count"), Text(before["rows"]![0]!, "line"), Text(before["rows"]![1]!, "line")));
        Assert.Equal(
            (HttpStatusCode.BadRequest, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.Conflict),
            (unsigned, withdrawn, again, never, decided));
        Assert.Equal(
            ("withdrawn", "A. Person", "unverified", "a typing error"),
            (Text(fate, "result"), Text(fate, "withdrawnBy"), Text(fate, "withdrawnByIdentity"), Text(fate, "reason")));
        Assert.StartsWith("The row waits no longer: it was stored", Text(conflict, "detail"), StringComparison.Ordinal);
        Assert.Equal(["2 withdrawn", "3 stored"], file["later"]!.AsArray().Select(row => $"{Text(row!, "line")} {Text(row!, "result")}"));
    }
}
